import { authorize } from "../../access/index.js";
import type { Actor, Place } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { type Change as RecordedChange, recordings } from "../../platform/record.js";
import { scopeOf } from "../../platform/scope.js";
import { startValidation } from "../../platform/validation.js";
import { write } from "../../platform/writing.store.js";
import { type Detail, type Notice, notices } from "../tickets/index.js";
import {
  type InvestigationVerb,
  investigationEdge,
  investigationRule,
  permittedInvestigationVerbs,
  permittedTaskVerbs,
  placeOfInvestigation,
  rightOnTask,
  type TaskVerb,
  taskEdge,
  taskRule,
} from "./investigation.states.js";
import { findTicketStates, type InvestigationRow, lockInvestigation, type MatterKey } from "./investigation.store.js";
import { lockTask, type TaskRow } from "./task.store.js";

/** The names of the GraphQL types, as they stand in global identifiers and in the audit. */
export const investigationType = "Investigation";

/** The same for tasks. */
export const taskType = "InvestigationTask";

/** A step under way: who takes it, when. */
export interface Step {
  tx: Transaction;
  context: RequestContext;
  actor: Actor;
  at: Date;
}

/** Begins a step in a transaction of the caller. */
export function beginStep(tx: Transaction, context: RequestContext): Step {
  return { tx, context, actor: actorOf(context), at: context.clock.now() };
}

/** The global identifier of a joint investigation. */
export function investigationIdOf({ province, id }: MatterKey): string {
  return toGlobalId(investigationType, province, id);
}

/** The global identifier of a task. */
export function taskIdOf({ province, id }: MatterKey): string {
  return toGlobalId(taskType, province, id);
}

/** The key of a joint investigation or task from the parts of its global identifier; null where they are not such a key. */
export function matterKeyOfParts(parts: readonly string[]): MatterKey | null {
  const [province, id, ...rest] = parts;
  return province === undefined || id === undefined || rest.length > 0 || !isUuid(id) ? null : { province, id };
}

/**
 * The key that a global identifier of a type names.
 *
 * @throws NOT_FOUND, with the field of the input, where it is not one of that type
 */
export function matterKeyOf(type: string, globalId: string, field: string): MatterKey {
  const named = fromGlobalId(globalId);
  const key = named?.type === type ? matterKeyOfParts(named.parts) : null;
  if (key === null) throw notFound(field);
  return key;
}

/**
 * Finds the joint investigation of a command under the scope of the caller and locks it.
 *
 * @throws NOT_FOUND for one that does not exist or is not visible
 */
export async function findAndLockInvestigation(
  { tx, actor }: Step,
  investigationId: string,
): Promise<InvestigationRow> {
  const key = matterKeyOf(investigationType, investigationId, "investigationId");
  const row = await lockInvestigation(tx, scopeOf(actor.bureau), key);
  if (row === null) throw notFound("investigationId");
  return row;
}

/**
 * Finds the task of a command under the scope of the caller and locks it.
 *
 * @throws NOT_FOUND for one that does not exist or is not visible
 */
export async function findAndLockTask({ tx, actor }: Step, taskId: string): Promise<TaskRow> {
  const row = await lockTask(tx, scopeOf(actor.bureau), matterKeyOf(taskType, taskId, "taskId"));
  if (row === null) throw notFound("taskId");
  return row;
}

/**
 * Authorises and decides a step on a joint investigation.
 *
 * @param version the version that the caller saw
 * @returns the state that it has after the step
 * @throws FORBIDDEN, CONFLICT or ILLEGAL_TRANSITION, in this order
 */
export function decideInvestigation(
  { actor }: Step,
  row: InvestigationRow,
  verb: InvestigationVerb,
  version: number,
): string {
  authorize(actor, "investigation.lead", placeOfInvestigation(row));
  if (row.version !== version) throw conflict(row.version);
  const edge = investigationEdge(row, verb);
  if (edge === null) throw illegalTransition(investigationRule(row, verb), permittedInvestigationVerbs(actor, row));
  return edge.to;
}

/**
 * Authorises and decides a step on a task.
 *
 * @param version the version that the caller saw
 * @returns the state that it has after the step
 * @throws FORBIDDEN, CONFLICT or ILLEGAL_TRANSITION, in this order
 */
export function decideTask({ actor }: Step, row: TaskRow, verb: TaskVerb, version: number): string {
  const { action, place } = rightOnTask(row, verb);
  authorize(actor, action, place);
  if (row.version !== version) throw conflict(row.version);
  const edge = taskEdge(row, verb);
  if (edge === null) throw illegalTransition(taskRule(row, verb), permittedTaskVerbs(actor, row));
  return edge.to;
}

/** The lengths of what officers write, in characters. */
export const lengths = { title: 100, name: 100, words: 2000 } as const;

/**
 * Checks officers' words, all at once.
 *
 * @param texts the words by the field of the input; a title or a name is short, everything else may be long
 * @throws INVALID_INPUT for words of fewer than 2 characters or too many
 */
export function checkWords(texts: Readonly<Record<string, string>>): void {
  const validation = startValidation();
  for (const [field, text] of Object.entries(texts)) {
    validation.text(field, text, field === "title" ? lengths.title : lengths.words, 2);
  }
  validation.finish();
}

/** What is told of a step: the audit entry, and one event. */
export interface Told {
  action: RecordedChange["action"];
  type: typeof investigationType | typeof taskType;
  row: MatterKey & { version: number };
  /** Where the side stands that must know. */
  place: Place;
  event: string;
  detail: Detail;
}

/** A notice in the timeline of a ticket, whose state is looked up. */
export interface TicketNotice extends Omit<Notice, "ticket"> {
  ticket: MatterKey;
}

/** The change that the audit and the event of a step tell of. */
export function toRecorded(
  at: Date,
  requestId: string,
  { action, type, row, place, event, detail }: Told,
): RecordedChange {
  const id = toGlobalId(type, row.province, row.id);
  return {
    action,
    at,
    requestId,
    subject: { type, id, version: row.version, place },
    detail,
    events: [{ type: event, payload: detail }],
  };
}

/**
 * Tells of a step that was written: notices in the timelines of tickets, and for each change its audit entry and event.
 *
 * SECURITY: widened sight: a partner writes a notice on a ticket that it does not see, and an event may be for a bureau of
 * another province. The caller has authorised the step. Of the tickets only the state is read, for the notice.
 */
export async function tell(step: Step, noted: readonly TicketNotice[], told: readonly Told[]): Promise<void> {
  const { tx, context, actor, at } = step;
  await asSystemWithin(tx, actor, "tell of a step of a joint investigation", async () => {
    const states = await findTicketStates(
      tx,
      noted.map(({ ticket }) => ticket),
    );
    const changes = told.map((one) => toRecorded(at, context.requestId, one));
    await write(tx, [notices(step, withStates(noted, states)), ...recordings(actor, changes)]);
  });
}

/** Notices with the states in which their tickets stand; those of a ticket that is not there are left out. */
export function withStates(noted: readonly TicketNotice[], states: readonly Notice["ticket"][]): Notice[] {
  const byId = new Map(states.map((ticket) => [ticket.id, ticket]));
  return noted.flatMap((notice) => {
    const ticket = byId.get(notice.ticket.id);
    return ticket === undefined ? [] : [{ ...notice, ticket }];
  });
}
