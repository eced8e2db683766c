/** The style of a report's page: light and dark, narrow and wide, on paper. Its colours have a contrast of at least 4.5 to 1. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --panel: #f4f6f8; --line: #c9d1d9; --text: #1b1f24; --soft: #57606a;
  --good: #116329; --bad: #a40e26; --mild: #7d4e00; --client: #0550ae; --server: #6639ba;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171b; --panel: #1e2329; --line: #434c56; --text: #e6e9ec; --soft: #a3adb8;
    --good: #6fdd8b; --bad: #ff9a94; --mild: #f0b72f; --client: #8ec2ff; --server: #d0b0ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 0 0 .5rem; }
h4 { font-size: .95rem; margin: 1.25rem 0 .35rem; }
h1, h2, h3, p, li, dd { overflow-wrap: anywhere; unicode-bidi: plaintext; }
p { margin: .35rem 0; }
pre, code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .875rem; }
pre { margin: .5rem 0; padding: .75rem; overflow-x: auto; background: var(--page); border: 1px solid var(--line); border-radius: 6px; line-height: 1.4; }
pre:focus-visible, a:focus-visible, summary:focus-visible { outline: 2px solid var(--client); outline-offset: 2px; }
a { color: var(--client); }
.soft { color: var(--soft); }
.status { font-weight: 600; }
.pass.status, .flaky.status { color: var(--good); } .fail.status { color: var(--bad); }
.skip.status, .error.status, .warning { color: var(--mild); }
.score { font-size: 1.25rem; margin: 1rem 0 .25rem; }
.score strong { font-size: 2rem; }
.bar { height: .6rem; background: var(--panel); border: 1px solid var(--line); border-radius: 99px; overflow: hidden; }
.bar div { height: 100%; background: var(--good); }
.checks { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
.checks li { display: grid; grid-template-columns: 8.5rem 1fr auto; gap: .25rem 1rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
.checks .why { grid-column: 2 / -1; color: var(--soft); }
article { background: var(--panel); border: 1px solid var(--line); border-left: 4px solid var(--bad); border-radius: 6px; padding: 1rem; margin: 0 0 1rem; }
article.flaky, article.error { border-left-color: var(--mild); }
figure { margin: 1rem 0; }
figcaption { font-weight: 600; font-size: .95rem; margin-bottom: .35rem; }
.exchange { background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; font-size: .875rem; }
.exchange ol { list-style: none; margin: 0; padding: 0; }
.ends, .exchange li { display: grid; grid-template-columns: 6rem 1fr; column-gap: .75rem; }
.ends > span { grid-column: 2; display: flex; justify-content: space-between; font-weight: 600; }
.ends .client, .to-server .label { color: var(--client); }
.ends .server, .to-client .label { color: var(--server); }
.time { text-align: right; color: var(--soft); align-self: end; font-variant-numeric: tabular-nums; }
.lane { border: solid var(--line); border-width: 0 2px; padding-top: .5rem; }
.label { position: relative; display: flex; justify-content: space-between; gap: 1rem; padding: 0 1rem .1rem; border-bottom: 2px solid currentColor; }
.label code, .label em { overflow-wrap: anywhere; min-width: 0; color: var(--text); }
.to-client .label { flex-direction: row-reverse; }
.label::after { content: ""; position: absolute; bottom: -6px; border: 5px solid transparent; }
.to-server .label::after { right: -1px; border-left: 9px solid currentColor; border-right: 0; }
.to-client .label::after { left: -1px; border-right: 9px solid currentColor; border-left: 0; }
.label small { white-space: nowrap; color: var(--soft); font-size: .8rem; }
.omitted { text-align: center; color: var(--soft); padding-bottom: .5rem; }
.quiet { height: .75rem; }
.quote { border-left: 3px solid var(--line); padding-left: .75rem; margin-left: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; font-size: .9rem; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 34rem) {
  .checks li { grid-template-columns: 1fr auto; }
  .checks .status { grid-column: 1 / -1; } .checks .why { grid-column: 1 / -1; }
  .ends, .exchange li { grid-template-columns: 1fr; }
  .ends > span { grid-column: 1; }
  .exchange .time { text-align: left; border: solid var(--line); border-width: 0 2px; padding: .35rem .5rem 0; }
  .lane { padding-top: 0; }
  article { padding: .75rem; }
  dl { grid-template-columns: 1fr; } dd { margin-bottom: .35rem; }
}
@media print {
  :root {
    --page: #ffffff; --panel: #ffffff; --line: #8c959f; --text: #000000; --soft: #444444;
    --good: #116329; --bad: #a40e26; --mild: #7d4e00; --client: #0550ae; --server: #6639ba;
  }
  body { font-size: 11pt; } main { max-width: none; padding: 0; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  h2, h3, h4, figcaption { break-after: avoid; } .exchange li, .checks li { break-inside: avoid; }
  .bar div { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
