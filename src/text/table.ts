import { columnsOf, padded } from './columns.js';

/** Rows as lines, with columns two spaces apart; the last column is not padded. */
export function table(rows: readonly (readonly string[])[], alignment: readonly ('left' | 'right')[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, columnsOf(cell));
  return rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0, alignment[column]))
      .join('  ')
      .trimEnd(),
  );
}
