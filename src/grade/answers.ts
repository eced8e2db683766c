// What others may ask of written answers: the questions that they answer, and the marks that people give in a report that was read back. It
// is a door: what is behind it may change its place.
export { questionDrawer, variantOfStudent } from './answers/question-drawer.js';
export { writeMark } from './answers/review-file.js';
export { starterAnswers } from './answers/starter-answers.js';
export { parseReport } from './report/parse-report.js';
