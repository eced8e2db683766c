#!/bin/sh
# Grades sixteen submissions in five languages that all use port 65432, one after the other and four at once, and compares the reports.
cd "$(dirname "$0")/.." && npm run -s build && WIRELAB_SAME_PORT=${1:-16} exec npx mocha test/grade/sandbox/same-port.test.ts
