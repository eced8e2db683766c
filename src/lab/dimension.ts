/** What a lab may have otherwise for each student: texts, the usual one first, or a range of whole numbers with the usual one. */
export type Dimension = readonly [string, ...string[]] | NumberRange;

export interface NumberRange {
  readonly usual: number;
  readonly from: number;
  readonly to: number;
}

export type Dimensions = Readonly<Record<string, Dimension>>;

/** One value for each dimension. */
export type VariantValues<D extends Dimensions = Dimensions> = {
  readonly [Name in keyof D]: D[Name] extends readonly (infer Text)[]
    ? Text
    : D[Name] extends NumberRange
      ? number
      : string | number;
};

/** The values with which a lab's sheet is written. */
export function usualValues(dimensions: Dimensions): VariantValues {
  return Object.fromEntries(
    Object.entries(dimensions).map(([name, dimension]) => [name, isRange(dimension) ? dimension.usual : dimension[0]]),
  );
}

/** One of a dimension's values by a number from 0 up, evenly. */
export function valueAt(dimension: Dimension, number: number): string | number {
  if (!isRange(dimension)) return dimension[number % dimension.length] as string;
  return dimension.from + (number % (dimension.to - dimension.from + 1));
}

/** True for a value that a dimension has. */
export function hasValue(dimension: Dimension, value: unknown): value is string | number {
  if (!isRange(dimension)) return dimension.includes(value as string);
  return (
    Number.isInteger(value) &&
    ((value as number) === dimension.usual ||
      ((value as number) >= dimension.from && (value as number) <= dimension.to))
  );
}

function isRange(dimension: Dimension): dimension is NumberRange {
  return 'usual' in dimension;
}
