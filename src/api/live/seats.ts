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
  /** Takes a place for somebody who is not known yet; null: there is none. */
  take(): Seat | null;
}

type SeatLimits = Pick<LiveLimits, "mostSockets" | "clientSockets" | "bureauSockets">;

/** Makes the places. A person counts as one, whatever program acts for him; a program alone counts as itself. */
export function createSeats({ bureauSockets, clientSockets, mostSockets }: SeatLimits): Seats {
  const callers = new Map<string, number>();
  const bureaus = new Map<string, number>();
  let total = 0;
  return {
    take: () => {
      if (total >= mostSockets) return null;
      total += 1;
      let claimed: { caller: string; bureau: string } | null = null;
      let isTaken = true;
      return {
        claim: ({ bureau: { bureau }, client, person }) => {
          const caller = person?.id ?? client?.id ?? "";
          const ofCaller = (callers.get(caller) ?? 0) + 1;
          if (ofCaller > clientSockets) return tooLarge("connections", ofCaller, clientSockets);
          const ofBureau = (bureaus.get(bureau) ?? 0) + 1;
          if (ofBureau > bureauSockets) return tooLarge("bureau.connections", ofBureau, bureauSockets);
          callers.set(caller, ofCaller);
          bureaus.set(bureau, ofBureau);
          claimed = { caller, bureau };
          return null;
        },
        leave: () => {
          if (!isTaken) return;
          isTaken = false;
          total -= 1;
          if (claimed === null) return;
          decrease(callers, claimed.caller);
          decrease(bureaus, claimed.bureau);
        },
      };
    },
  };
}

function decrease(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 0) - 1;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}
