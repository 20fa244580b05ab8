import { type Change as RecordedChange, recordings } from "../../platform/record.js";
import { together } from "../../platform/together.js";
import { type Writing, writeAndEnd } from "../../platform/writing.store.js";
import { type Change, placeOfTicket, planStep, type Step, ticketIdOf } from "./ticket.change.js";
import { testingOf } from "./ticket.clock.js";
import { ticketEventTypes } from "./ticket.events.js";
import { partInsertions, type TimelineRow, timelineInsertion } from "./ticket.parts.store.js";
import { type ClockFacts, type Limit, type Regime, runningLimit } from "./ticket.regime.js";
import { insertTickets, type TicketRow, ticketUpdate, withAwayColumns } from "./ticket.store.js";
import type { Edge, TicketKind, TicketState } from "./ticket.workflow.js";

/**
 * Takes one step that was decided, after those that the change has taken already, and writes them all: what most commands
 * end with.
 *
 * @param besides what else is written with the step
 * @returns the ticket after the step
 */
export async function takeStep(
  change: Change,
  edge: Edge,
  step: Step,
  besides: readonly (Writing | null)[] = [],
): Promise<TicketRow> {
  const [ticket] = await writeChanges([planStep(change, edge, step)], besides);
  return ticket;
}

type Changes = readonly [Change, ...Change[]];

type Changed<These extends Changes> = { -readonly [Position in keyof These]: TicketRow };

/**
 * Writes the steps of changes that belong together: each ticket once, as its last step leaves it, and of every step its
 * timeline entry, audit entry and event. All changes are of one transaction, actor and instant. It is the end of the
 * transaction.
 *
 * @param besides what else is written with them
 * @returns the tickets as they are now, in the order of the changes
 */
export async function writeChanges<const These extends Changes>(
  changes: These,
  besides: readonly (Writing | null)[] = [],
): Promise<Changed<These>> {
  const [{ tx, actor }] = changes;
  const testings = await together(changes.map(testingOf));
  const written = changes.map((change, position) => ({ change, ticket: afterSteps(change, testings[position] ?? []) }));
  const added = written.flatMap(({ change: { origin }, ticket }) =>
    "parts" in origin ? [{ ticket, parts: origin.parts }] : [],
  );
  const updates = written.flatMap(({ change: { origin, changes: changed }, ticket }) => {
    if ("parts" in origin) return [];
    const { version, dueOn, dueLimit } = ticket;
    return [ticketUpdate(origin.found, version, { ...changed, dueOn, dueLimit })];
  });
  await together([
    added.length === 0
      ? null
      : insertTickets(
          tx,
          added.map(({ ticket }) => ticket),
        ),
    writeAndEnd(tx, [
      ...updates,
      ...partInsertions(added),
      ...besides,
      timelineInsertion(changes.flatMap(toTimeline)),
      ...recordings(actor, changes.flatMap(toRecorded)),
    ]),
  ]);
  return written.map(({ ticket }) => ticket) as Changed<These>;
}

/**
 * A ticket after all steps of a change, with the limit that runs on it then. A limit may go on from the step before, so
 * each step has its own, though only the last is kept.
 *
 * @param testing the times that its goods were being tested
 */
export function afterSteps({ origin, ticket, steps }: Change, testing: ClockFacts["testing"]): TicketRow {
  let { dueOn, dueLimit } = "found" in origin ? origin.found : ticket;
  for (const { after } of steps) {
    const running = runningLimit(clockFacts({ ...after, dueLimit }, testing));
    dueOn = running?.dueOn ?? "infinity";
    dueLimit = running?.limit ?? null;
  }
  return withAwayColumns({ ...ticket, dueOn, dueLimit });
}

function clockFacts(ticket: TicketRow, testing: ClockFacts["testing"]): ClockFacts {
  return {
    ...ticket,
    kind: ticket.kind as TicketKind,
    state: ticket.state as TicketState,
    regime: ticket.regime as Regime,
    dueLimit: ticket.dueLimit as Limit | null,
    testing,
  };
}

// The place of an entry in the timeline is the version that the step made.
function toTimeline({ actor, at, steps }: Change): TimelineRow[] {
  return steps.map(({ verb, from, after, timeline }) => ({
    province: after.province,
    ticketId: after.id,
    sequence: after.version,
    at,
    verb,
    fromState: from,
    toState: after.state,
    bureau: actor.bureau.bureau,
    person: actor.person?.id ?? null,
    client: actor.client?.id ?? null,
    ...timeline,
  }));
}

function toRecorded({ at, context, steps }: Change): RecordedChange[] {
  return steps.map(({ verb, action, after, audit, event }) => ({
    action,
    at,
    requestId: context.requestId,
    subject: {
      type: "Ticket",
      id: ticketIdOf(after),
      version: after.version,
      place: placeOfTicket(after),
      line: after.line,
    },
    detail: audit,
    events: [{ type: ticketEventTypes[verb], payload: event }],
  }));
}
