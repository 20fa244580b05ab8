import type { Actor } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { LoggedEvent, OpenLiveSource } from "../../platform/live-source.js";
import { readConditions, type TicketRow, ticketEventTypes } from "../tickets/index.js";
import { noLongerMatching, ticketType, toChanges } from "./change.reading.js";
import type { Change } from "./change.type.js";
import { toldOfMatter } from "./escalations.js";
import { likenessOf } from "./likeness.js";
import { workEvents } from "./matters.js";
import { readAfter } from "./place-in-log.js";
import { movingTypes } from "./ticket-events.js";

/**
 * Opens a subscription to the work that waits for the reader: tickets that his bureau holds and he may move on (the views
 * WAITING_FOR_ME and MY_WORK), and matters between bureaus.
 *
 * @throws INVALID_INPUT for a wrong cursor; CURSOR_EXPIRED
 */
export const openWaitingWork: OpenLiveSource = async (context, args) => {
  const actor = actorOf(context);
  const { bureau } = actor.bureau;
  return {
    likeness: likenessOf(context, "waitingWork", { bureau, person: actor.person?.id }),
    after: await readAfter(context, args.after),
    concerns: ({ place, subjectType, type }) =>
      place.bureau === bureau ? subjectType === ticketType || Object.hasOwn(workEvents, type) : movingTypes.has(type),
    toPayloads: readWork,
  };
};

async function readWork(context: RequestContext, events: readonly LoggedEvent[]): Promise<readonly (Change | null)[]> {
  const changes = await toChanges(context, events);
  const judge = await judgeOf(context);
  return changes.map((change, position) => {
    const event = events[position];
    if (change === null || event === undefined) return null;
    const matter = Object.hasOwn(workEvents, event.type) ? workEvents[event.type] : undefined;
    if (matter !== undefined) return toldOfMatter(context, change, matter);
    if (change.ticket === null) return change.isOutOfSight ? change : null;
    if (judge.waits(change.ticket.row)) return change;
    return judge.waitedBefore(event, change.ticket.row) ? noLongerMatching(change) : null;
  });
}

/** Which tickets wait for somebody. */
interface Judge {
  waits(row: TicketRow): boolean;
  /** Whether a ticket that does not wait may have waited until the event. */
  waitedBefore(event: LoggedEvent, row: TicketRow): boolean;
}

async function judgeOf(context: RequestContext): Promise<Judge> {
  const actor = actorOf(context);
  const { waiting } = await readConditions(context, { filter: null, view: "WAITING_FOR_ME" });
  const statesOf = (kind: string): readonly string[] => waiting?.kinds.find((one) => one.kind === kind)?.states ?? [];
  return {
    waits: (row) => waits(actor, row, statesOf(row.kind)),
    waitedBefore: (event, row) => waitedBefore(actor, event, row, statesOf(row.kind)),
  };
}

const isHis = ({ person }: Actor, { handler }: TicketRow): boolean => person !== null && handler === person.id;

function waits(actor: Actor, row: TicketRow, states: readonly string[]): boolean {
  if (row.holder !== actor.bureau.bureau || row.state === "ARCHIVED") return false;
  if (isHis(actor, row)) return true;
  // Of a program the view asks for no handler.
  const isFree = actor.person === null || row.handler === null;
  return isFree && states.includes(row.state);
}

function waitedBefore(actor: Actor, event: LoggedEvent, row: TicketRow, states: readonly string[]): boolean {
  const { bureau } = actor.bureau;
  const { from } = event.payload;
  if (event.place.bureau !== bureau) {
    const { intakeBureau, previousHolder } = row;
    return [intakeBureau, previousHolder, ...event.witnesses.map((witness) => witness.bureau)].includes(bureau);
  }
  if (typeof from !== "string") return false;
  // What a colleague has signed for did not wait before, but until he signed.
  const wasFree = row.handler === null || isHis(actor, row) || event.type === ticketEventTypes.SIGN;
  return wasFree && (states.includes(from) || isHis(actor, row));
}
