import type { Actor } from "../../platform/actor.js";
import { type ApplicationError, tooLarge } from "../../platform/errors.js";
import type { LiveLimits } from "../../platform/live-limits.js";

/** The place of one connection. It must be given back. */
export interface Seat {
  /**
   * Counts the connection as one of its person or program, and of its bureau. Called once at most.
   *
   * @returns TOO_LARGE where those have all that they may; null: it may go on
   */
  claim(actor: Actor): ApplicationError | null;
  /** Gives the place back; more than once does no harm. */
  leave(): void;
}

/** The places for connections of one process, WebSockets and streams together. */
export interface Seats {
  /**
   * Takes a place for somebody who is not known yet.
   *
   * SECURITY: strangers do not keep people out: where there is no place, whoever has been unknown for longest gives his up.
   *
   * @param giveWay ends the connection, should it have to give its place up before it is claimed; where it is not given it
   *   need not
   * @returns null: there is none
   */
  take(giveWay?: () => void): Seat | null;
}

type SeatLimits = Pick<LiveLimits, "mostSockets" | "clientSockets" | "bureauSockets">;

/** Makes the places. A person counts as one, whatever program acts for him; a program alone counts as itself. */
export function createSeats(limits: SeatLimits): Seats {
  const counts = createCounts(limits);
  const strangers = new Map<Seat, () => void>();
  let total = 0;
  const makeRoom = (): void => {
    const [stranger] = strangers;
    if (total < limits.mostSockets || stranger === undefined) return;
    const [seat, giveWay] = stranger;
    seat.leave();
    giveWay();
  };
  return {
    take: (giveWay) => {
      makeRoom();
      if (total >= limits.mostSockets) return null;
      total += 1;
      let claimed: Actor | null = null;
      let isTaken = true;
      const seat: Seat = {
        claim: (actor) => {
          const refusal = counts.add(actor);
          if (refusal !== null) return refusal;
          claimed = actor;
          strangers.delete(seat);
          return null;
        },
        leave: () => {
          if (!isTaken) return;
          isTaken = false;
          total -= 1;
          strangers.delete(seat);
          if (claimed !== null) counts.remove(claimed);
        },
      };
      if (giveWay !== undefined) strangers.set(seat, giveWay);
      return seat;
    },
  };
}

/** Counts the connections of each person or program, and of each bureau. */
function createCounts({ bureauSockets, clientSockets }: SeatLimits) {
  const callers = new Map<string, number>();
  const bureaus = new Map<string, number>();
  const callerOf = ({ client, person }: Actor): string => person?.id ?? client?.id ?? "";
  return {
    add: (actor: Actor): ApplicationError | null => {
      const caller = callerOf(actor);
      const { bureau } = actor.bureau;
      const ofCaller = (callers.get(caller) ?? 0) + 1;
      if (ofCaller > clientSockets) return tooLarge("connections", ofCaller, clientSockets);
      const ofBureau = (bureaus.get(bureau) ?? 0) + 1;
      if (ofBureau > bureauSockets) return tooLarge("bureau.connections", ofBureau, bureauSockets);
      callers.set(caller, ofCaller);
      bureaus.set(bureau, ofBureau);
      return null;
    },
    remove: (actor: Actor): void => {
      decrease(callers, callerOf(actor));
      decrease(bureaus, actor.bureau.bureau);
    },
  };
}

function decrease(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 0) - 1;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}
