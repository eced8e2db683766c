// Stands in for the package string-width in the help of the bundled command line (scripts/build.mjs). That one handles every script of the world, which
// costs a fifth of the start; help is ASCII. What is printed otherwise is measured by src/text/columns.ts.

/** How many columns `text` takes on a terminal. */
export default function stringWidth(text: string): number {
  return text.length;
}
