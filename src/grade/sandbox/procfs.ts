import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

// What the kernel shows of processes may be gone between two looks: then there is nothing.

/** The names in a folder; none where it is gone or closed. */
export function procfsNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The text of a file; empty where it is gone or closed. */
export function procfsText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Where a link leads; empty where it is gone or closed. */
export function procfsLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
