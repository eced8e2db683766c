/** The sheet of a new lab, with the headings that the others have. */
export function labSheetDraft({
  number,
  title,
  reference,
  port,
}: {
  number: number;
  title: string;
  reference: string;
  port: number;
}): string {
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

* A server that listens on 127.0.0.1, port ${port}. It sends every line back, however many there are and however they
  arrive. It serves any number of clients, one after another.
* A client that connects to it, sends the line \`hello\`, and prints \`Reply: \` and what comes back. The reply may come in
  pieces. When nobody listens, it says so and ends with exit code 1.

## Run it

1. Watch the exchange that your programs have to make. Wirelab plays both sides:

   \`\`\`console
   $ wirelab run ${reference}
   …
   passed: 1 client, 5 steps, 11 ms
   \`\`\`

2. Start the server in one terminal with \`wirelab serve ${reference}\`, and be the client in another:

   \`\`\`console
   $ printf 'hello\\n' | nc -N 127.0.0.1 ${port}
   hello
   \`\`\`

## Check your work

* \`wirelab grade ${reference} server.py\` checks each sentence of "What to build", and says what differs; the same for a client.
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
