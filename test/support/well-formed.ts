/** An element of XML, its text included. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
}

// What XML 1.0 may hold at all (2.2), surrogates only in pairs.
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const TOKEN = /<!--[^]*?-->|<\?[^]*?\?>|<!doctype [^>]*>|<\/?[a-zA-Z][^<>"]*(?:"[^<"]*"[^<>"]*)*>|[^<]+/giy;
const ATTRIBUTE = /\s+([a-zA-Z][\w:-]*)="([^<"]*)"/y;

/** The root element of a text. Throws an Error that says where the text is not well-formed: stricter than XML, which has more ways to write things. */
export function parseXml(text: string): Element {
  const bad = FORBIDDEN.exec(text);
  if (bad !== null)
    throw new Error(`a character that XML cannot hold: U+${bad[0].codePointAt(0)?.toString(16) ?? ''} at ${bad.index}`);
  const root: { name: string; attributes: Map<string, string>; children: (Element | string)[] } = {
    name: '',
    attributes: new Map(),
    children: [],
  };
  const open = [root];
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) throw new Error(`not well-formed at ${at}: ${JSON.stringify(text.slice(at, at + 60))}`);
    at += token.length;
    const inside = open.at(-1) as typeof root;
    if (!token.startsWith('<')) {
      inside.children.push(decoded(token));
    } else if (token.startsWith('</')) {
      const name = token.slice(2, -1).trim();
      if (open.pop()?.name !== name || open.length === 0)
        throw new Error(`</${name}> ends what is not open, before ${at}`);
    } else if (!/^<[!?]/.test(token)) {
      const element = { ...startTag(token), children: [] };
      inside.children.push(element);
      if (!token.endsWith('/>')) open.push(element);
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)?.name ?? ''}> is not ended`);
  const elements = root.children.filter((child) => typeof child !== 'string');
  if (elements.length !== 1 || root.children.some((child) => typeof child === 'string' && child.trim() !== ''))
    throw new Error(`${elements.length} root elements`);
  return elements[0] as Element;
}

/** All elements of this name, wherever they are. */
export function elementsOf(element: Element, name: string): Element[] {
  const below = element.children.flatMap((child) => (typeof child === 'string' ? [] : elementsOf(child, name)));
  return element.name === name ? [element, ...below] : below;
}

/** All text of an element. */
export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

function startTag(token: string): { name: string; attributes: Map<string, string> } {
  const name = /^<([a-zA-Z][\w-]*)/.exec(token)?.[1] ?? '';
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = 1 + name.length;
  let end = ATTRIBUTE.lastIndex;
  for (let match = ATTRIBUTE.exec(token); match !== null; match = ATTRIBUTE.exec(token)) {
    const [, key = '', value = ''] = match;
    if (attributes.has(key)) throw new Error(`${key} stands twice in ${token}`);
    attributes.set(key, decoded(value));
    end = ATTRIBUTE.lastIndex;
  }
  if (!/^\s*\/?>$/.test(token.slice(end))) throw new Error(`not a tag: ${token}`);
  return { name, attributes };
}

function decoded(text: string): string {
  const rest = text.replace(/&(?:#\d+|amp|lt|gt|quot|apos);/g, '');
  if (rest.includes('&') || rest.includes(']]>'))
    throw new Error(`an & that begins nothing, or ]]>: ${JSON.stringify(text.slice(0, 80))}`);
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? (named[name] ?? '') : String.fromCodePoint(Number(code)),
  );
}
