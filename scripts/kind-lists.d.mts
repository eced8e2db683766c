/** The lists as they have to be: path, from the root of a checkout, and text. */
export function kindLists(root: string): readonly { readonly path: string; readonly text: string }[];

/** Writes those that are not as they have to be. */
export function writeKindLists(root: string): void;
