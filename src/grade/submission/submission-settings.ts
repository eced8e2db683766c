import * as z from 'zod';
import type { Languages } from './languages.js';

const text = z.string().min(1).max(1000);
const value = z.union([z.string().max(1000), z.number(), z.boolean()]);

// The return types are what zod infers: the types below come from them.

function programSchema({ all }: Languages) {
  return z.strictObject({
    start: text
      .optional()
      .describe('The command that starts it, or only its file. {host} and {port} stand for what a run gives it.'),
    build: text.optional().describe('The command that builds it, run before in the same folder.'),
    port: z.int().min(1).max(65535).optional().describe('The port that is written into the program.'),
    stdin: z
      .string()
      .max(10_000)
      .optional()
      .describe('What is typed into it first. {host} and {port} may stand in it.'),
    args: z
      .array(value)
      .max(50)
      .optional()
      .describe('What follows its name on the command line. {host} and {port} may stand in it.'),
    env: z
      .record(z.string().regex(/^[A-Za-z_]\w*$/, 'letters, digits and _ make the name of a variable'), value)
      .optional()
      .describe('Variables of its environment.'),
    language: z
      .enum(all.map(({ name }) => name))
      .optional()
      .describe('The language, where the file does not tell.'),
  });
}

/** What `wirelab.yaml` may say where programs are in these languages. */
export function settingsSchema(languages: Languages) {
  const program = programSchema(languages).optional();
  return z.strictObject({
    server: program.describe('The program that listens.'),
    client: program.describe('The program that connects.'),
    handler: text.optional().describe('The file of a handler: a .ts or .js file that exports its class by default.'),
  });
}

/** What a submission says of itself in `wirelab.yaml`. */
export type SubmissionSettings = z.infer<ReturnType<typeof settingsSchema>>;
export type ProgramSettings = z.infer<ReturnType<typeof programSchema>>;

/** The JSON schema of `wirelab.yaml`, for editors. */
export function settingsJsonSchema(languages: Languages): object {
  const { $schema, ...rest } = z.toJSONSchema(settingsSchema(languages), { io: 'input', target: 'draft-7' });
  return {
    $schema,
    title: 'wirelab.yaml',
    description: 'How the programs of a submission are built and started, where that cannot be worked out from them.',
    ...rest,
  };
}
