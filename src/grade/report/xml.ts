import { visible, visibleLines } from '../../text/visible-text.js';

/** Text for XML, between tags or in a quoted attribute. What XML cannot hold at all is shown as an escape. */
export function escapeXml(text: string, most?: number): string {
  return entities(visible(text, most));
}

/** Several lines of such text, the last `most`. */
export function escapeXmlLines(text: string, most: number): string {
  return visibleLines(text, most).map(entities).join('\n');
}

/** Text that is visible already, for XML. */
export function entities(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** Attributes as they stand in a tag, with a space before each; those that are undefined are left out. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) =>
      value === undefined ? '' : ` ${name}="${typeof value === 'number' ? String(value) : escapeXml(value)}"`,
    )
    .join('');
}
