import type { Project, Source } from './language.js';

const ANSWERS = /(?:^|\/)(?:answers?|questions?|responses?|quiz)[\w .-]*\.(?:md|txt|ya?ml|json)$/i;

/** The file of a handler: a class that is exported by default and has what a handler has. Nothing of it is run for this. */
export function findHandler(project: Project): Source | undefined {
  return project.sources.find(isHandler);
}

export function isHandler(source: Source): boolean {
  if (source.language.name !== 'typescript' && source.language.name !== 'javascript') return false;
  const exportsClass = source.has(/^\s*export\s+default\s+(?:abstract\s+)?class\b/) || (source.has(/^\s*export\s+default\s+\w+\s*;?\s*$|\bexport\s*\{[^}]*\bas\s+default\b/) && source.has(/^\s*class\s/));
  return exportsClass && source.has(/(?:^|[;{}])\s*(?:(?:public|readonly|async)\s+)*connect\s*[(=]/) && source.has(/\breceive\b/);
}

/** The file with written answers. */
export function findAnswers(project: Project): string | undefined {
  return project.files.find(({ path }) => ANSWERS.test(path))?.path;
}
