/** The seed of the random tests: WIRELAB_SEED, or a new one. Where a test fails, fast-check prints it with the smallest case. */
export const seed = Number(process.env.WIRELAB_SEED ?? Math.floor(Math.random() * 2 ** 31));
