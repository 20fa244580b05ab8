import { inScope, type RequestContext } from "../../../platform/context.js";
import { beginStep, checkWords, decideTask, findAndLockTask } from "../investigation.change.js";
import type { InvestigationAnswerInput } from "../investigation.inputs.js";
import { personOf, takeTaskStep } from "../task.change.js";
import type { TaskRow } from "../task.store.js";

/**
 * Answers a task: its partner does, or the lead notes what a body outside answered, such as the police. From then on the
 * partner sees nothing of the ticket any more.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, INVALID_INPUT
 */
export function answerInvestigationTask(
  context: RequestContext,
  verb: "ANSWER" | "NOTE_ANSWER",
  { taskId, version, answer }: InvestigationAnswerInput,
): Promise<TaskRow> {
  return inScope(context, async (tx) => {
    const step = beginStep(tx, context);
    const found = await findAndLockTask(step, taskId);
    const state = decideTask(step, found, verb, version);
    checkWords({ answer });
    const changes = { state, answer, answeredAt: step.at, answeredBy: personOf(step) };
    return takeTaskStep(step, verb, found, changes, "INVESTIGATION_TASK_ANSWERED");
  });
}
