import { actorOf, inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { preferOrder } from "../../platform/database.js";
import { isUuid, toGlobalId } from "../../platform/ids.js";
import type { LiveSource, LoggedEvent, OpenLiveSource } from "../../platform/live-source.js";
import { isCursorInstant, type PageRequest, readPage, refusedCursor, toCursor } from "../../platform/pagination.js";
import { scopeOf } from "../../platform/scope.js";
import {
  cursorOf,
  likenessOf,
  outOfSightType,
  positionOf,
  readLogEnds,
  subjectOf,
  ticketType,
} from "../changes/index.js";
import { findTickets, keyText, type TicketKey, ticketIdOf, ticketKeyOfParts, toTicket } from "../tickets/index.js";
import { everyCase } from "./case.list.js";
import { listCases } from "./case.store.js";
import { type CaseChangeKind, kindsOfDeskEvents, kindsOfTicketEvents } from "./change.enums.js";
import { PriceCaseChange } from "./change.type.js";
import { priceLine, requireDesk } from "./desk.js";

const openCases = "open-price-cases";

const pageOfBackfill = 100;

/** Where a subscription begins: a position of the log, and before it a place in the backfill. */
interface Beginning {
  position: number | null;
  /** Whether open cases come first, and after which of them. */
  backfill: { after: PageRequest["after"] } | null;
}

/**
 * Opens the subscription to the price cases of the actor's desk (价格案件订阅).
 *
 * A cursor of the backfill holds the position at which the backfill began and the place in it: who breaks off in the midst
 * goes on there, then with everything that has happened since. So nobody misses anything, whenever he breaks off.
 *
 * @throws FORBIDDEN at a bureau without a desk; INVALID_INPUT for a wrong cursor, CURSOR_EXPIRED for one that is too old
 */
export const openPriceCaseChanges: OpenLiveSource = async (context, args) => {
  const desk = requireDesk(actorOf(context));
  const { backfill, position } = await readBeginning(context, args);
  const source: LiveSource = {
    likeness: likenessOf(context, "priceCaseChanges", null),
    after: position,
    concerns: (event) => kindOf(event, desk) !== null,
    toPayloads: (current, events) => toCaseChanges(current, events, desk),
  };
  return backfill === null || position === null
    ? source
    : { ...source, backfill: (current) => readOpenCases(current, desk, position, backfill.after) };
};

async function readBeginning(
  context: RequestContext,
  { after, backfill }: Readonly<Record<string, unknown>>,
): Promise<Beginning> {
  if (typeof after !== "string") {
    return backfill === true
      ? { position: (await readLogEnds(context)).latest, backfill: { after: null } }
      : { position: null, backfill: null };
  }
  // The two parts of a cursor of the backfill; that of a live change has no dot.
  const [cursor = "", place, ...rest] = after.split(".");
  if (rest.length > 0) throw refusedCursor();
  const position = positionOf(context, cursor, await readLogEnds(context));
  return { position, backfill: place === undefined ? null : { after: readPlace(place) } };
}

function readPlace(cursor: string): PageRequest["after"] {
  const { after } = readPage({ after: cursor }, openCases);
  if (after === null || !isCursorInstant(after.key) || !isUuid(after.id)) throw refusedCursor();
  return after;
}

/** What an event is to the cases of a desk; null where it is nothing. Pure. */
function kindOf(event: LoggedEvent, desk: string): CaseChangeKind | null {
  const { payload, place, subjectType, type, witnesses } = event;
  const ofDesk = kindsOfDeskEvents.get(type);
  // The marks of another desk are none of ours, though an authority above it is told of them.
  if (ofDesk !== undefined) return ofDesk === "MARKED" && place.bureau !== desk ? null : ofDesk;
  if (subjectType !== ticketType) return null;
  if (typeof payload.lineBefore === "string" || payload.lineBefore === null) {
    if (place.line === priceLine) return "RECLASSIFIED_IN";
    return payload.lineBefore === priceLine ? "RECLASSIFIED_OUT" : null;
  }
  const isCase = place.line === priceLine || witnesses.some(({ line }) => line === priceLine);
  return isCase ? (kindsOfTicketEvents.get(type) ?? null) : null;
}

async function toCaseChanges(
  context: RequestContext,
  events: readonly LoggedEvent[],
  desk: string,
): Promise<(PriceCaseChange | null)[]> {
  const concerned = events.map((event) => ({ event, kind: kindOf(event, desk), key: ticketKeyOfEvent(event) }));
  const keys = new Map(concerned.flatMap(({ key }) => (key === null ? [] : [[keyText(key), key] as const])));
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findTickets(tx, scope, [...keys.values()]));
  const tickets = new Map(rows.map((row) => [keyText(row), toTicket(context, row)]));
  return concerned.map(({ event, key, kind }) => {
    if (kind === null || key === null) return null;
    const ticket = tickets.get(keyText(key)) ?? null;
    // SECURITY: of what is not in sight nothing is told but that it left, and by its line where that is why.
    const told = ticket !== null || kind === "RECLASSIFIED_OUT" ? kind : "LEFT";
    return Object.assign(new PriceCaseChange(), {
      ...{ cursor: cursorOf(context, event.position), kind: told, at: event.at },
      eventType: ticket === null ? outOfSightType : event.type,
      ...{ ticketId: ticketIdOf(key), ticket, isOutOfSight: ticket === null },
    });
  });
}

function ticketKeyOfEvent(event: LoggedEvent): TicketKey | null {
  const named = event.subjectType === ticketType ? null : event.payload.ticket;
  const subject =
    typeof named === "string" ? subjectOf({ subjectType: ticketType, subjectId: named }) : subjectOf(event);
  return ticketKeyOfParts(subject.parts);
}

async function* readOpenCases(
  context: RequestContext,
  desk: string,
  position: number,
  begin: PageRequest["after"],
): AsyncGenerator<readonly PriceCaseChange[]> {
  const scope = scopeOf(actorOf(context).bureau);
  const conditions = { ...everyCase(desk), isOpen: true };
  const cursor = cursorOf(context, position);
  for (let after = begin; ; ) {
    const page = { first: pageOfBackfill, after };
    const found = await readInScope(context, (tx) => listCases(tx, scope, conditions, page), preferOrder);
    const rows = found.slice(0, pageOfBackfill);
    const last = rows.at(-1)?.ticket;
    if (last === undefined) return;
    yield rows.map(({ ticket: row }) =>
      Object.assign(new PriceCaseChange(), {
        cursor: `${cursor}.${toCursor(openCases, row.receivedAt.toISOString(), row.id)}`,
        ...{ kind: "OPEN", at: row.receivedAt, eventType: null },
        ...{
          ticketId: toGlobalId(ticketType, row.province, row.id),
          ticket: toTicket(context, row),
          isOutOfSight: false,
        },
      } as const),
    );
    if (found.length <= pageOfBackfill) return;
    after = { key: last.receivedAt.toISOString(), id: last.id };
  }
}
