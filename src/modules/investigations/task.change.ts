import { write } from "../../platform/writing.store.js";
import { type Step, type TicketNotice, type Told, taskType, tell } from "./investigation.change.js";
import { taskEventTypes } from "./investigation.events.js";
import { placeOfLead, placeOfPartner, rightOnTask, type TaskVerb } from "./investigation.states.js";
import { never, type TaskChanges, type TaskRow, taskUpdate } from "./task.store.js";

/** The codes by which the audit and the events name a task. */
function codesOfTask(task: TaskRow) {
  const { lead, partner, partnerKind, parts, dueOn, state } = task;
  return { lead, partner, partnerKind, parts, dueOn, state };
}

/** Whose matter a step is next: of what was answered the lead must know, of everything else the partner, where it can. */
function placeToTell(task: TaskRow, event: keyof typeof taskEventTypes) {
  const isForLead = event === "ANSWER" || event === "NOTE_ANSWER";
  return isForLead ? placeOfLead(task) : (placeOfPartner(task) ?? placeOfLead(task));
}

/** What the audit and the event tell of a step on a task, as the step leaves it. */
export function toldOfTask(task: TaskRow, event: keyof typeof taskEventTypes, action: Told["action"]): Told {
  return {
    action,
    type: taskType,
    row: task,
    place: placeToTell(task, event),
    event: taskEventTypes[event],
    detail: codesOfTask(task),
  };
}

/** A notice in the timeline of the ticket that a task is about; none where it is about none. */
export function noticeOfTask(task: TaskRow, kind: TicketNotice["kind"]): TicketNotice[] {
  const { province, ticketId, partner, partnerKind, dueOn } = task;
  if (ticketId === null) return [];
  return [{ ticket: { province, id: ticketId }, kind, toBureau: partner, detail: { partnerKind, dueOn } }];
}

/** The person who takes a step, for the columns that keep it. */
export function personOf({ actor }: Step): string | null {
  return actor.person?.id ?? null;
}

/**
 * Writes a step on a task that was decided, and tells of it. Nobody is reminded of the task any more.
 *
 * @param notice how the timeline of its ticket tells of it; null where it does not
 */
export async function takeTaskStep(
  step: Step,
  verb: TaskVerb,
  found: TaskRow,
  changed: TaskChanges,
  notice: TicketNotice["kind"] | null,
): Promise<TaskRow> {
  const changes = { ...changed, remindsOn: never };
  const task: TaskRow = { ...found, ...changes, version: found.version + 1 };
  await write(step.tx, [taskUpdate(found, changes)]);
  const noted = notice === null ? [] : noticeOfTask(task, notice);
  await tell(step, noted, [toldOfTask(task, verb, rightOnTask(task, verb).action)]);
  return task;
}
