import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** HTML that is whole: no text of somebody else's is in it that a browser would obey. */
export type Markup = HtmlEscapedString;

/** What may stand in a template: text is escaped, markup stands as it is, and what is not there is left out. */
export type MarkupValue = string | number | Markup | readonly Markup[] | undefined;

/** HTML with values in it, all of which are text for it unless they are markup themselves. */
export function markup(template: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  // Only of promises it makes one.
  return html(template, ...values) as Markup;
}

/** One below the other; those that are not there are left out. */
export function markupLines(parts: readonly (Markup | undefined)[]): Markup {
  return raw(parts.filter((part) => part !== undefined).join('\n'));
}

/** Text that is HTML already, because it was written here. */
export function trustedMarkup(text: string): Markup {
  return raw(text);
}
