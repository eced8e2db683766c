import { impairmentPlanShape } from './impairment-schema.js';
import { mistakeIn } from './impairment-plan.js';

/** Plans that can be carried out. */
export const impairmentPlanSchema = impairmentPlanShape.readonly().superRefine((plan, context) => {
  for (const direction of ['toServer', 'toClient'] as const) {
    const message = mistakeIn(plan[direction] ?? {});
    if (message !== undefined) context.addIssue({ code: 'custom', path: [direction], message });
  }
});
