import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where new files go: into a checkout of Wirelab, or below a folder of the user's own. */
export interface Place {
  readonly root: string;
  readonly isCheckout: boolean;
}

/** The checkout that `folder` is in, or `folder` itself. */
export function placeFor(folder: string): Place {
  for (let root = folder; ; root = dirname(root)) {
    if (isCheckout(root)) return { root, isCheckout: true };
    if (root === dirname(root)) return { root: folder, isCheckout: false };
  }
}

function isCheckout(folder: string): boolean {
  try {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: unknown };
    return name === 'wirelab' && existsSync(join(folder, 'src')) && existsSync(join(folder, 'handlers'));
  } catch {
    return false;
  }
}
