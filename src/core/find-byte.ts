interface Search {
  indexOf: { call(bytes: Uint8Array, byte: number, from: number): number };
}

// Node's own search takes a quarter of the time of the language's for the short messages of most protocols (9 ns against 38 ns
// for 64 bytes), and works on every Uint8Array.
const search: Search = (globalThis as { Buffer?: { prototype: Search } }).Buffer?.prototype ?? Uint8Array.prototype;
const find = search.indexOf;

/** The index of the first `byte` in `bytes` at or behind `from`, or -1. */
export function findByte(bytes: Uint8Array, byte: number, from = 0): number {
  return find.call(bytes, byte, from);
}
