/** A file or folder that was handed in and is not used. */
export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

/** Folders that tools make: whatever is in them, links too, is left out. */
const FOLDERS: Readonly<Record<string, string>> = {
  '.git': 'the history of git',
  '.svn': 'the history of svn',
  '.hg': 'the history of hg',
  __pycache__: 'compiled Python',
  '.venv': 'an installation of Python',
  venv: 'an installation of Python',
  '.mypy_cache': 'a cache',
  '.pytest_cache': 'a cache',
  '.ipynb_checkpoints': 'a cache',
  __MACOSX: 'made by macOS when it packed the archive',
  '.idea': 'settings of an editor',
  '.vscode': 'settings of an editor',
  '.vs': 'settings of an editor',
  '.gradle': 'a cache',
  '.cache': 'a cache',
  'site-packages': 'an installation of Python',
};

const FILES: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|\.gitignore|\.gitattributes)$/i, 'made by the system or a tool'],
  [/^.*~$|\.(?:swp|swo|bak|orig)$/i, 'a backup of an editor'],
  [/\.(?:class|jar|war)$/i, 'compiled Java: hand in the .java files'],
  [/\.py[co]$/i, 'compiled Python: hand in the .py files'],
  [/\.(?:o|obj|a|so|dylib|dll|lib|exe|out|pdb|ilk|gch|rlib|rmeta)$/i, 'a compiled file'],
  [/\.(?:zip|rar|7z|tgz|gz|bz2|xz|tar)$/i, 'an archive within the submission: it is not unpacked'],
];

const DOCUMENT = /\.(?:pdf|docx?|odt|rtf|pptx?|odp|xlsx?|ods|pages|key|mp4|mov|avi|mkv|webm|pcap|pcapng|pkt)$/i;

/** Why everything in a folder of this name is left out, or `undefined`. `node_modules` is another matter: a program may need it. */
export function whyFolderLeftOut(path: string): string | undefined {
  const folders = path.split('/').slice(0, -1);
  const made = folders.find((name) => Object.hasOwn(FOLDERS, name));
  if (made !== undefined) return FOLDERS[made];
  if (/(?:^|\/)target\/(?:debug|release)\//.test(path)) return 'what cargo has built';
  return isInNodeModules(path) && folders.includes('.bin') ? 'links that npm makes' : undefined;
}

/** Why a file of this name is not used, or `undefined`. */
export function whyLeftOutByName(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return whyFolderLeftOut(path) ?? FILES.find(([pattern]) => pattern.test(name))?.[1];
}

/** Why a file with this content is not used, or `undefined`. */
export function whyLeftOutByContent(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0x7f && b === 0x45 && c === 0x4c && d === 0x46) return 'a compiled program'; // ELF
  if (a === 0x4d && b === 0x5a && bytes.length > 64 && bytes.subarray(0, 1024).includes(0))
    return 'a compiled program for Windows';
  const isMachO = (a === 0xcf || a === 0xce) && b === 0xfa && c === 0xed && d === 0xfe;
  return isMachO ? 'a compiled program for macOS' : undefined;
}

/** True for what a program seldom reads: it is kept only where the source names it. */
export function isDocument(path: string): boolean {
  return DOCUMENT.test(path);
}

export function isInNodeModules(path: string): boolean {
  return /(?:^|\/)node_modules\//.test(path);
}
