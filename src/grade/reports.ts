// What others may ask of reports: how they read, and in which formats they are written. It is a door: what is behind it may change its place.
export { causeLine, explainCheck, sectionLines } from './report/explain-check.js';
export { forStudent } from './report/for-student.js';
export { loadWriter } from './report/load-writer.js';
export { writeReport } from './report/report-writer.js';
export { pointsText } from './report/score.js';
export { countLine, scoreLine, titleLine } from './report/summary.js';
