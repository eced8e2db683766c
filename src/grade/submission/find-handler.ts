import type { Project, Source } from './language.js';

const ANSWERS = /(?:^|\/)(?:answers?|questions?|responses?|quiz)[\w .-]*\.(?:md|markdown|txt)$/i;
const TEXT = /\.(?:md|markdown|txt)$/i;

/** The file of a handler: a class that is exported by default and has what a handler has. Nothing of it is run for this. */
export function findHandler(project: Project): Source | undefined {
  return project.sources.find(isHandler);
}

export function isHandler(source: Source): boolean {
  if (source.language.name !== 'typescript' && source.language.name !== 'javascript') return false;
  const exportsClass =
    source.has(/^\s*export\s+default\s+(?:abstract\s+)?class\b/) ||
    (source.has(/^\s*export\s+default\s+\w+\s*;?\s*$|\bexport\s*\{[^}]*\bas\s+default\b/) && source.has(/^\s*class\s/));
  return (
    exportsClass &&
    source.has(/(?:^|[;{}])\s*(?:(?:public|readonly|async)\s+)*connect\s*[(=]/) &&
    source.has(/\breceive\b/)
  );
}

/** The file with written answers: the one that is called so. Where answers are asked for, the only text will do. */
export function findAnswers(project: Project, isAskedFor = false): string | undefined {
  const paths = project.files.map(({ path }) => path);
  const named = paths
    .filter((path) => ANSWERS.test(path))
    .sort((one, other) => depth(one) - depth(other) || one.length - other.length);
  const texts = isAskedFor
    ? paths.filter((path) => TEXT.test(path) && !/(?:^|\/)(?:readme|licen[cs]e|requirements)\b/i.test(path))
    : [];
  return named[0] ?? (texts.length === 1 ? texts[0] : undefined);
}

function depth(path: string): number {
  return path.split('/').length;
}
