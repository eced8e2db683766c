import { readFileSync } from 'node:fs';

const UNBOUND =
  /^No bindings found for service: "(?:Symbol\()?(.+?)\)?"\.\s+Trying to resolve bindings for "(?:Symbol\()?(.+?)\)?(?: \(Root service\))?"/;
const TWICE = /^Ambiguous bindings found for service: "(?:Symbol\()?(.+?)\)?"\./;
const UNDECORATED = /^Found unexpected missing metadata on type "([^"]+)"/;
const CIRCLE = /^Circular dependency found: (.+)$/m;

/** What an error of the container means to whoever wrote the class that it is about, in one line; `undefined` for other errors. `files`: where that class may be. */
export function explainContainerError(error: unknown, files: readonly string[]): string | undefined {
  const message = error instanceof Error ? error.message : '';
  const [, missing, asking = ''] = UNBOUND.exec(message) ?? [];
  if (missing !== undefined)
    return `${asking === 'wirelab.Handler' ? 'its class' : asking} asks for ${missing}, and no module binds it${placeOf(missing, files)}`;
  const [, twice] = TWICE.exec(message) ?? [];
  if (twice !== undefined) return `${twice} is bound twice in one module${placeOf(twice, files)}`;
  const [, undecorated] = UNDECORATED.exec(message) ?? [];
  if (undecorated !== undefined)
    return `the constructor of ${undecorated} has a parameter without @inject${placeOf(`class ${undecorated}`, files)}`;
  const [, circle] = CIRCLE.exec(message) ?? [];
  if (circle !== undefined) return `its services ask for one another in a circle: ${circle}`;
  if (message.startsWith('Unexpected asynchronous service'))
    return 'a service of its is made by an async function: services are there at once';
  return undefined;
}

/** Where the last part of a name stands in the files, for people: the container does not know. */
function placeOf(name: string, files: readonly string[]): string {
  const word = name.startsWith('class ') ? name : (name.split('.').at(-1) ?? name);
  const pattern = new RegExp(`(?:@?inject\\(|\\b)${word.replace(/[^\w $]/g, '.')}\\b`);
  for (const file of files) {
    const lines = linesOf(file);
    const asked = lines.findIndex((line) => /inject\b/.test(line) && pattern.test(line) && !/^\s*import\b/.test(line));
    const line = asked >= 0 ? asked : lines.findIndex((text) => pattern.test(text) && !/^\s*import\b/.test(text));
    if (line >= 0) return ` (${file}, line ${line + 1})`;
  }
  return '';
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
