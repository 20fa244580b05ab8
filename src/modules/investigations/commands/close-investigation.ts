import { inScope, type RequestContext } from "../../../platform/context.js";
import { scopeOf } from "../../../platform/scope.js";
import { write } from "../../../platform/writing.store.js";
import {
  beginStep,
  checkWords,
  decideInvestigation,
  findAndLockInvestigation,
  investigationType,
  type Step,
  type Told,
  tell,
} from "../investigation.change.js";
import { investigationEventTypes } from "../investigation.events.js";
import type { CloseInvestigationInput } from "../investigation.inputs.js";
import { placeOfInvestigation, taskEdge } from "../investigation.states.js";
import { findInvestigatedTickets, type InvestigationRow, investigationUpdate } from "../investigation.store.js";
import { noticeOfTask, personOf, toldOfTask } from "../task.change.js";
import { finishTasks, lockUnfinishedTasks, never, type TaskRow } from "../task.store.js";

/**
 * Closes a joint investigation with its outcome. Its tasks end with it, so that nobody goes on seeing a ticket for a matter
 * that is over: what is open is withdrawn, what is answered is closed.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for a closed one, INVALID_INPUT
 */
export function closeInvestigation(context: RequestContext, input: CloseInvestigationInput): Promise<InvestigationRow> {
  return inScope(context, async (tx) => {
    const step = beginStep(tx, context);
    const { at, actor } = step;
    const found = await findAndLockInvestigation(step, input.investigationId);
    const state = decideInvestigation(step, found, "CLOSE", input.version);
    checkWords({ outcome: input.outcome });

    const tasks = await lockUnfinishedTasks(tx, scopeOf(actor.bureau), found);
    const withdrawn = await finish(step, tasks, "WITHDRAW");
    const closed = await finish(step, tasks, "CLOSE");
    const changes = { state, outcome: input.outcome, closedAt: at, closedBy: personOf(step) };
    await write(tx, [investigationUpdate(found, changes)]);

    const row: InvestigationRow = { ...found, ...changes, version: found.version + 1 };
    const tickets = await findInvestigatedTickets(tx, [row]);
    await tell(
      step,
      [
        ...withdrawn.flatMap((task) => noticeOfTask(task, "INVESTIGATION_TASK_WITHDRAWN")),
        ...tickets.map(({ province, ticketId }) => ({
          ticket: { province, id: ticketId },
          kind: "INVESTIGATION_CLOSED" as const,
        })),
      ],
      [
        ...withdrawn.map((task) => toldOfTask(task, "WITHDRAW", "investigation.lead")),
        ...closed.map((task) => toldOfTask(task, "CLOSE", "investigation.lead")),
        toldOf(row, { withdrawn: withdrawn.length, closed: closed.length }),
      ],
    );
    return row;
  });
}

function toldOf(row: InvestigationRow, tasks: { withdrawn: number; closed: number }): Told {
  return {
    action: "investigation.lead",
    type: investigationType,
    row,
    place: placeOfInvestigation(row),
    event: investigationEventTypes.CLOSE,
    detail: { lead: row.bureau, ...tasks },
  };
}

// The tasks for which the table has the verb, as it leaves them.
async function finish(step: Step, tasks: readonly TaskRow[], verb: "WITHDRAW" | "CLOSE"): Promise<TaskRow[]> {
  const { tx, at } = step;
  const person = personOf(step);
  const ended = tasks.flatMap((task) => {
    const edge = taskEdge(task, verb);
    return edge === null ? [] : [{ ...task, state: edge.to, closedAt: at, closedBy: person, remindsOn: never }];
  });
  const [first] = ended;
  if (first !== undefined) await finishTasks(tx, ended, { state: first.state, at, person });
  return ended.map((task) => ({ ...task, version: task.version + 1 }));
}
