/** The sheet of a new lab, with the headings that the others have. */
export function labSheet({ number, title, reference, port }: { number: number; title: string; reference: string; port: number }): string {
  return `# Lab ${number}: ${title}

Say in two sentences what this lab is about, and why it matters to somebody who writes network programs.

## Objectives

* Name what a student can do afterwards, one line each.

## Background

Explain what has to be known, and draw who sends what:

\`\`\`
 client                     server
   │ ──── hello ───────────► │
   │ ◄─── hello ──────────── │
\`\`\`

## What to build

* A server that listens on 127.0.0.1, port ${port}, and sends every line back.
* A client that connects to it, sends \`hello\` and \`how are you?\`, and prints what comes back.

## Run it

\`wirelab run ${reference}\` plays the exchange that your programs have to make.

## Check your work

* Your server: start it, then \`wirelab client ${reference}\`. It plays the client's part on port ${port} and says what differs.
* Your client: start \`wirelab serve ${reference}\`, then your client.

## Experiments

* \`wirelab run ${reference} --handler upper\`: the same messages, another service.

## Hints

* Give away what costs time and teaches nothing.

## Questions

1. What does the server wait for before it answers?
2. How does it know where a message ends?
3. What does the client see when the server ends the connection first?
4. What changes for the server when two clients are connected at once?
5. Which question can only somebody answer who has understood this lab? Put it here, and others like it.

## Read on

* Name the RFC, the manual page or the chapter.
`;
}
