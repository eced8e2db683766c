import * as z from 'zod';

/** Stands in JSON for what is code in a lab: the lab has to be asked for it. */
const CODE = 'code';

/** A function of the lab. What is read from JSON in its place throws when it is called. */
export function codeSchema<F extends (...given: never[]) => unknown>(): z.ZodCodec<
  z.ZodLiteral<'code'>,
  z.ZodCustom<F, F>
> {
  return z.codec(
    z.literal(CODE),
    z.custom<F>((value) => typeof value === 'function', 'has to be a function'),
    { decode: () => absent as unknown as F, encode: () => CODE },
  );
}

function absent(): never {
  throw new Error('this check is played by code of its lab');
}
