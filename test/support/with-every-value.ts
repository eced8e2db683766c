import { withValues } from '../../src/compose/student-variant.js';
import { valueAt } from '../../src/lab/dimension.js';
import type { NumberedLab } from '../../src/lab/numbered-lab.js';

/** Variants of a lab in which each text of each dimension is at least once; none where it has no variants. */
export function withEveryValue(lab: NumberedLab): NumberedLab[] {
  const dimensions = Object.entries(lab.variants?.dimensions ?? {});
  const most = Math.max(0, ...dimensions.map(([, dimension]) => ('usual' in dimension ? 1 : dimension.length)));
  return Array.from({ length: most }, (_, number) =>
    withValues(lab, Object.fromEntries(dimensions.map(([name, dimension]) => [name, valueAt(dimension, number)]))),
  );
}
