import { pointsText } from '../report/score.js';
import type { Report } from '../report/report.js';
import { visible } from '../../text/visible-text.js';

/** What a bundle says of itself to whoever unpacks it. */
export function bundleReadme(
  { lab, role, submission, seed, score, maxScore, outcome, tool }: Report,
  included: boolean,
): string {
  return `Wirelab replay bundle
=====================

What came of grading ${visible(submission.name, 200)} as a ${role} for lab ${String(lab.number)} (${visible(lab.title, 200)}), with
wirelab ${visible(tool.version, 100)} and seed ${String(seed)}: ${outcome === 'graded' ? `${pointsText(score)} of ${pointsText(maxScore)} points` : outcome}.

    wirelab replay THIS-FILE                      shows what failed, and judges the recorded bytes again
    wirelab replay THIS-FILE SUBMISSION           runs the same checks with the same bytes on a submission
    wirelab replay THIS-FILE --target HOST:PORT   the same on a server that runs already

manifest.json          what this is about, and the size and SHA-256 of every other file
report.json            the report (schema 1)
checks.json            the checks as data: what is sent, what is expected, what the network does
exchanges/ID.json      every chunk that crossed the wire while a check ran, with time and direction
exchanges/ID.pcapng    the same for Wireshark: open it there, or with tshark -r
${included ? 'submission/            the files that were handed in\n' : ''}
In the JSON files {"base64": "…"} stands for bytes. ${included ? 'The files that were handed in are in it: give it to nobody who may not see them.' : 'The files that were handed in are not in it, only their SHA-256;\nwhat the program printed and sent is.'}
`;
}
