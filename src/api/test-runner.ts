/** What is used of mocha. It is there as global functions: wirelab does not depend on it. */
export interface TestRunner {
  readonly describe: (title: string, body: (this: { timeout(ms: number): unknown }) => void) => unknown;
  readonly it: (title: string, body: (this: RunningTest) => Promise<void>) => unknown;
  readonly after: (body: () => Promise<void>) => unknown;
}

/** A test that runs. */
export interface RunningTest {
  readonly test?: { title: string };
  skip(): unknown;
}

/** The runner of which these tests are to be a part. Throws an Error where there is none. */
export function testRunner(): TestRunner {
  const { describe, it, after } = globalThis as unknown as Partial<TestRunner>;
  if (describe !== undefined && it !== undefined && after !== undefined) return { describe, it, after };
  throw new Error('there is no describe, it and after: describeLab is called in a test file that mocha runs');
}
