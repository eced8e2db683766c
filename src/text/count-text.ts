/** `1 byte`, `2 bytes`, `1,000 bytes`. */
export function countText(count: number, what: string): string {
  // toLocaleString would load the tables of all languages: 10 ms in the middle of the first exchange.
  return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')} ${what}${count === 1 ? '' : what.endsWith('s') ? 'es' : 's'}`;
}
