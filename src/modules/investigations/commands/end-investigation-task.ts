import { inScope, type RequestContext } from "../../../platform/context.js";
import { beginStep, decideTask, findAndLockTask } from "../investigation.change.js";
import type { InvestigationTaskStepInput } from "../investigation.inputs.js";
import { personOf, takeTaskStep } from "../task.change.js";
import type { TaskRow } from "../task.store.js";

/**
 * Ends a task: the lead takes the answer, or withdraws what is not answered; then the partner sees nothing of the ticket
 * any more.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION
 */
export function endInvestigationTask(
  context: RequestContext,
  verb: "CLOSE" | "WITHDRAW",
  { taskId, version }: InvestigationTaskStepInput,
): Promise<TaskRow> {
  return inScope(context, async (tx) => {
    const step = beginStep(tx, context);
    const found = await findAndLockTask(step, taskId);
    const state = decideTask(step, found, verb, version);
    const changes = { state, closedAt: step.at, closedBy: personOf(step) };
    const notice = verb === "WITHDRAW" ? "INVESTIGATION_TASK_WITHDRAWN" : null;
    return takeTaskStep(step, verb, found, changes, notice);
  });
}
