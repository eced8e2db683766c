import { starterAnswers, variantOfStudent } from '../../../grade/answers.js';
import type { NumberedLab } from '../../../lab/numbered-lab.js';
import { ExitCode } from '../../exit-code.js';
import { terminal } from '../../terminal.js';
import { labQuestionDrawer } from '../../lab-question-drawer.js';

/** `wirelab show --questions`: the file in which they are answered. */
export async function showQuestions(lab: NumberedLab, student: string | undefined, json: boolean): Promise<ExitCode> {
  const { number, slug, title } = lab;
  const { questions, prompts, variant } = (await labQuestionDrawer(lab))(
    student === undefined ? undefined : variantOfStudent(student),
  );
  if (json)
    terminal.json({
      number,
      slug,
      title,
      variant,
      questions: questions.map(({ id, kind, points }) => ({ id, kind, points, text: prompts.get(id) })),
    });
  else terminal.write(starterAnswers(lab, prompts, variant));
  return ExitCode.ok;
}
