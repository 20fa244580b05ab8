import type { Actor } from "../../platform/actor.js";
import { type Change as RecordedChange, recordings, type SystemActor } from "../../platform/record.js";
import { together } from "../../platform/together.js";
import { type Writing, writeAndEnd } from "../../platform/writing.store.js";
import { currentCalendar } from "../calendar/index.js";
import { type DeadlineRow, deadlineWritings } from "../deadlines/index.js";
import { type AnyChange, planStep, type Step, subjectOfTicket } from "./ticket.change.js";
import { deadlinesAfter, withDue } from "./ticket.deadlines.js";
import { ticketEventTypes } from "./ticket.events.js";
import { factsOf } from "./ticket.facts.js";
import { factsWriting } from "./ticket.facts.store.js";
import { partInsertions, type TimelineRow, timelineInsertion } from "./ticket.parts.store.js";
import { insertTickets, type TicketRow, ticketUpdate, withAwayColumns } from "./ticket.store.js";
import { witnessesOf } from "./ticket.witnesses.js";
import type { Edge } from "./ticket.workflow.js";

/**
 * Takes one step that was decided, after those that the change has taken already, and writes them all: what most commands
 * end with.
 *
 * @param besides what else is written with the step
 * @returns the ticket after the step
 */
export async function takeStep(
  change: AnyChange,
  edge: Edge,
  step: Step,
  besides: readonly (Writing | null)[] = [],
): Promise<TicketRow> {
  const [ticket] = await writeChanges([planStep(change, edge, step)], besides);
  return ticket;
}

type Changes = readonly [AnyChange, ...AnyChange[]];

type Changed<These extends Changes> = { -readonly [Position in keyof These]: TicketRow };

/**
 * Writes the steps of changes that belong together: each ticket once, as its last step leaves it, and of every step its
 * timeline entry, audit entry and event; its deadlines, and its facts for the statistics. All changes are of one
 * transaction, actor and instant. It is the end of the transaction.
 *
 * @param besides what else is written with them
 * @returns the tickets as they are now, in the order of the changes
 */
export async function writeChanges<const These extends Changes>(
  changes: These,
  besides: readonly (Writing | null)[] = [],
): Promise<Changed<These>> {
  const [{ tx, actor }] = changes;
  const written: { change: AnyChange; ticket: TicketRow; deadlines: readonly DeadlineRow[] }[] = [];
  // One after the other: the rules of a bureau that are not remembered are read, and nothing else may run meanwhile.
  for (const change of changes) {
    const deadlines = await deadlinesAfter(change);
    written.push({ change, ticket: withAwayColumns(withDue(change.ticket, deadlines)), deadlines });
  }
  const calendar = await currentCalendar(tx);
  const added = written.flatMap(({ change: { origin }, ticket }) =>
    "parts" in origin ? [{ ticket, parts: origin.parts }] : [],
  );
  await together([
    added.length === 0
      ? null
      : insertTickets(
          tx,
          added.map(({ ticket }) => ticket),
        ),
    writeAndEnd(tx, [
      ...written.flatMap(updatesOf),
      ...partInsertions(added),
      ...deadlineWritings(
        written.map(({ change, ticket, deadlines }) => ({ ticket, before: change.deadlines, after: deadlines })),
      ),
      factsWriting(written.map(({ ticket, deadlines }) => factsOf(ticket, deadlines, calendar))),
      ...besides,
      timelineInsertion(changes.flatMap(toTimeline)),
      ...recordings(actor, changes.flatMap(toRecorded)),
    ]),
  ]);
  return written.map(({ ticket }) => ticket) as Changed<These>;
}

// A ticket that is being registered is added whole.
function updatesOf({ change: { changes, origin }, ticket }: { change: AnyChange; ticket: TicketRow }): Writing[] {
  if ("parts" in origin) return [];
  const { version, dueOn, dueLimit } = ticket;
  return [ticketUpdate(origin.found, version, { ...changes, dueOn, dueLimit })];
}

/** The entries of a change in the timeline, each at the place of the version that its step made. */
export function toTimeline({ actor, at, steps }: AnyChange): TimelineRow[] {
  const by = namesOf(actor);
  return steps.map(({ verb, from, after, timeline }) => ({
    province: after.province,
    ticketId: after.id,
    sequence: after.version,
    at,
    verb,
    fromState: from,
    toState: after.state,
    ...by,
    ...timeline,
  }));
}

/** Who acted; where the platform did by itself, nobody did, for a bureau. */
export function namesOf(actor: Actor | SystemActor): Pick<TimelineRow, "bureau" | "person" | "client"> {
  if (!("bureau" in actor)) return { bureau: actor.place.bureau, person: null, client: null };
  return { bureau: actor.bureau.bureau, person: actor.person?.id ?? null, client: actor.client?.id ?? null };
}

/** The changes for the audit and the outbox that the steps of a change are. */
export function toRecorded({ at, context, origin, steps }: AnyChange): RecordedChange[] {
  return steps.map(({ verb, action, after, audit, event }, position) => ({
    action,
    at,
    requestId: context.requestId,
    subject: {
      ...subjectOfTicket(after),
      witnesses: witnessesOf(steps[position - 1]?.after ?? ("found" in origin ? origin.found : null), after),
    },
    detail: audit,
    events: [{ type: ticketEventTypes[verb], payload: event }],
  }));
}
