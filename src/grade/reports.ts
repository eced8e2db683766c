// What others may ask of reports: how they read, in which formats they are written, what people have marked in them, and the questions
// that written answers are answers to. It is a door: what is behind it may change its place.
export { questionDrawer, variantOfStudent } from './answers/question-drawer.js';
export { writeMark } from './answers/review-file.js';
export { starterAnswers } from './answers/starter-answers.js';
export { causeLine, explainCheck, sectionLines } from './report/explain-check.js';
export { forStudent } from './report/for-student.js';
export { loadWriter } from './report/load-writer.js';
export { parseReport } from './report/parse-report.js';
export { writeReport } from './report/report-writer.js';
export { pointsText } from './report/score.js';
export { countLine, scoreLine, titleLine } from './report/summary.js';
