import { nationCode, type Place, pathOf } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { fromGlobalId, isUuid } from "../../platform/ids.js";
import type { LoggedEvent } from "../../platform/live-source.js";
import { findBureaus, placeOf } from "../jurisdictions/index.js";
import { supervisionEventTypes } from "../supervision/index.js";
import { keyText, type TicketKey, ticketKeyOfParts } from "../tickets/index.js";
import { causeOf, isWaitingFor, mayArrive, type TicketCause } from "./notice.causes.js";
import {
  findStandingOrders,
  findStandingTickets,
  findSteps,
  type OrderKey,
  type StepRow,
} from "./notice.subjects.store.js";
import type { NoticeCause } from "./shift.words.js";

/** The name of the GraphQL type of supervision orders, as it stands in global identifiers. */
const orderType = "SupervisionOrder";

/** What an event is about, where duty notices may be: a ticket or a supervision order. */
export interface Matter {
  type: "Ticket" | typeof orderType;
  key: TicketKey;
}

/** What an event is about; null for an event of something else. Pure. */
export function matterOf({ subjectId }: Pick<LoggedEvent, "subjectId">): Matter | null {
  const named = fromGlobalId(subjectId);
  if (named?.type === "Ticket") {
    const key = ticketKeyOfParts(named.parts);
    return key === null ? null : { type: "Ticket", key };
  }
  if (named?.type !== orderType) return null;
  const [province = "", id = "", ...rest] = named.parts;
  return rest.length > 0 || province === "" || !isUuid(id) ? null : { type: orderType, key: { province, id } };
}

/** The keys of what events are about, by type, each once. */
export function keysOf(events: readonly LoggedEvent[]): { tickets: TicketKey[]; orders: OrderKey[] } {
  const matters = events.map(matterOf).filter((matter) => matter !== null);
  const of = (wanted: Matter["type"]): TicketKey[] => {
    const found = matters.filter(({ type }) => type === wanted).map(({ key }) => key);
    return [...new Map(found.map((key) => [keyText(key), key])).values()];
  };
  return { tickets: of("Ticket"), orders: of(orderType) };
}

/** Something that came to a bureau which did not ask for it, and still waits there. */
export interface Arrival {
  event: LoggedEvent;
  cause: NoticeCause;
  ticket: TicketKey | null;
  order: OrderKey | null;
  /** The bureau that sent it, and is told in the end that nobody acknowledged. */
  sender: Place;
}

/** What came with events, and still waits where it came to. For the platform. */
export async function findArrivals(tx: Transaction, events: readonly LoggedEvent[]): Promise<Arrival[]> {
  return [...(await ticketsAmong(tx, events)), ...(await ordersAmong(tx, events))];
}

async function ticketsAmong(tx: Transaction, events: readonly LoggedEvent[]): Promise<Arrival[]> {
  const came = events
    .filter(({ type }) => mayArrive(type))
    .flatMap((event) => {
      const key = matterOf(event)?.key;
      return key === undefined || event.subjectVersion === null ? [] : [{ event, key, version: event.subjectVersion }];
    });
  if (came.length === 0) return [];
  const standing = new Map(
    (
      await findStandingTickets(
        tx,
        came.map(({ key }) => key),
      )
    ).map((row) => [keyText(row), row]),
  );
  // What went on already needs nobody any more; most of what comes by day does.
  const here = came.filter(({ event, key }) => standing.get(keyText(key))?.holder === event.place.bureau);
  const steps = await findSteps(
    tx,
    here.map(({ key, version }) => ({ ...key, version })),
  );
  const taken = new Map(steps.map((step) => [stepText(step.province, step.ticketId, step.sequence), step]));
  const arrived = here.flatMap(({ event, key, version }) => {
    const step = taken.get(stepText(key.province, key.id, version));
    const cause = step === undefined ? null : causeOf(event.type, event.place, takenBy(step));
    if (step === undefined || cause === null) return [];
    return isWaitingFor(standing.get(keyText(key)), event.place.bureau, cause) ? [{ event, key, step, cause }] : [];
  });
  const senders = new Map(
    arrived.map(({ cause, event, step }) => [event.position, senderCode(event.place, cause, step.bureau)]),
  );
  const places = new Map(
    (await findBureaus(tx, [...new Set(senders.values())])).map((row) => [row.code, placeOf(row)]),
  );
  return arrived.map(({ cause, event, key }) => {
    const sender = places.get(senders.get(event.position) ?? "") ?? event.place;
    return { event, cause, ticket: key, order: null, sender };
  });
}

const stepText = (province: string, id: string, version: number): string => `${province}:${id}:${version}`;

const takenBy = ({ bureau, client, person }: StepRow) => ({ bureau, isByPlatform: person === null && client === null });

// Another province neither sees what became of it here, nor has anybody here to ask: the authority above has.
function senderCode(place: Place, cause: TicketCause, actor: string): string {
  if (cause !== "HANDED_OVER") return actor;
  const above = pathOf(place).at(-2) ?? nationCode;
  return above === nationCode ? place.bureau : above;
}

async function ordersAmong(tx: Transaction, events: readonly LoggedEvent[]): Promise<Arrival[]> {
  const issued = events.filter(({ type }) => type === supervisionEventTypes.ISSUED);
  if (issued.length === 0) return [];
  const standing = new Map(
    (await findStandingOrders(tx, keysOf(issued).orders)).map((order) => [keyText(order), order]),
  );
  return issued.flatMap((event) => {
    const key = matterOf(event)?.key;
    const order = key === undefined ? undefined : standing.get(keyText(key));
    // What the platform issues comes at midnight, with days for the answer: nobody is woken for it.
    if (order?.state !== "ISSUED" || order.origin !== "MANUAL" || order.receiver !== event.place.bureau) return [];
    const { issuer: bureau, issuerCity: city, issuerCounty: county, id, province } = order;
    const sender = { province, city, county, bureau };
    return [{ event, cause: "SUPERVISED", ticket: null, order: { province, id }, sender }];
  });
}
