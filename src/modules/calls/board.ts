import { authorize, may } from "../../access/index.js";
import type { Place } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { toGlobalId } from "../../platform/ids.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { together } from "../../platform/together.js";
import { findBureau, placeOf } from "../jurisdictions/index.js";
import { type BoardCounts, type BoardTimes, countBoard } from "./board.store.js";
import { CallBoard, CallFigures, Seat, SeatCount } from "./board.type.js";
import { callBoardType } from "./call.events.js";
import { type SeatState, seatStates } from "./call.words.js";
import { findSeats, type SeatRow } from "./seat.store.js";

const hour = 3_600_000;

/** After what time a call counts no more as under way, because its end was never told, in milliseconds. */
const lapse = { WAITING: 2 * hour, TALKING: 8 * hour } as const;

/** After what time a seat counts no more, because nobody was told that it was left, in milliseconds. */
const seatLapse = 24 * hour;

/**
 * The bureau whose board is asked for: the actor's own where none is named.
 *
 * @throws NOT_FOUND for a code that is none; FORBIDDEN for a bureau out of reach
 */
export async function requireBoard(tx: Transaction, context: RequestContext, code: string | null): Promise<string> {
  const actor = actorOf(context);
  const place = code === null ? actor.bureau : await placeNamed(tx, code);
  if (place === null) throw notFound("bureau");
  authorize(actor, "call.read", place);
  return place.bureau;
}

async function placeNamed(tx: Transaction, code: string): Promise<Place | null> {
  const bureau = /^[0-9A-Za-z_-]{1,40}$/.test(code) ? await findBureau(tx, code) : null;
  return bureau === null ? null : placeOf(bureau);
}

/** Reads the board of a bureau that the actor may read. */
export async function readBoard(tx: Transaction, context: RequestContext, bureau: string): Promise<CallBoard> {
  const now = context.clock.now();
  const times = timesOf(now);
  const seatsSince = new Date(now.getTime() - seatLapse);
  const [counts, seats] = await together([countBoard(tx, bureau, times), findSeats(tx, bureau, seatsSince)]);
  const { longestWaitSince, talking, waiting } = counts;
  return Object.assign(new CallBoard(), {
    ...{ asOf: now, longestWaitSince, talking, waiting, bureauCode: bureau },
    id: toGlobalId(callBoardType, bureau),
    ...figuresOf(counts, times),
    seatsByState: seatStates.filter((state) => state !== "OFF").map((state) => countOf(seats, state)),
    seats: seats.map(toSeat),
  });
}

function timesOf(now: Date): BoardTimes {
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  return {
    waitingSince: before(lapse.WAITING),
    talkingSince: before(lapse.TALKING),
    today: new Date(`${chinaDay(now)}T00:00:00+08:00`),
    recent: before(hour / 2),
  };
}

function figuresOf(counts: BoardCounts, { recent, today }: BoardTimes): Pick<CallBoard, "lastHalfHour" | "today"> {
  return {
    lastHalfHour: toFigures(recent, counts.offeredRecently, counts.answeredRecently, counts.abandonedRecently),
    today: toFigures(today, counts.offeredToday, counts.answeredToday, counts.abandonedToday),
  };
}

function toFigures(since: Date, offered: number, answered: number, abandoned: number): CallFigures {
  const connectionRate = offered === 0 ? null : Math.round((answered / offered) * 10_000) / 10_000;
  return Object.assign(new CallFigures(), { since, offered, answered, abandoned, connectionRate });
}

function countOf(seats: readonly SeatRow[], state: SeatState): SeatCount {
  return Object.assign(new SeatCount(), { state, count: seats.filter((seat) => seat.state === state).length });
}

function toSeat(row: SeatRow): Seat {
  const { operatorNumber, since, state } = row;
  return Object.assign(new Seat(), { operatorNumber, since, state: state as SeatState, row });
}

/**
 * Reads a board again by the parts of its global identifier, for those who may.
 *
 * SECURITY: `node` itself is open to everyone signed in, so rings one and two are asked here.
 */
export const boardNodeReader: NodeReader = (context, [code = "", ...rest]) => {
  if (rest.length > 0) return Promise.resolve(null);
  return inScope(context, async (tx) => {
    const place = await placeNamed(tx, code);
    if (place === null || !may(actorOf(context), "call.read", place)) return null;
    return readBoard(tx, context, place.bureau);
  });
};
