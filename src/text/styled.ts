import { styleText } from 'node:util';

/** How text looks on a terminal. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** The text with the escapes for these styles around it. Whoever calls it knows that they are wanted. */
export function styled(style: Style | readonly Style[], text: string): string {
  // Node's own rule would ask standard output, and another environment variable.
  return text === '' ? '' : styleText(typeof style === 'string' ? style : [...style], text, { validateStream: false });
}
