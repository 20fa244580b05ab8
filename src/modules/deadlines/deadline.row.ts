import type { Regime, TicketKind } from "../dictionaries/index.js";
import type { DayUnit, Limit, PauseReason, StartingEvent } from "./limit.js";

/** What of a ticket its deadlines are worked out from, as it stands after a step. */
export interface DeadlineFacts {
  readonly kind: TicketKind;
  /** The state of the ticket, by its code. */
  readonly state: string;
  readonly regime: Regime;
  readonly isAnonymous: boolean;
  readonly registeredAt: Date;
  /** When it was first dispatched. */
  readonly dispatchedAt: Date | null;
  readonly competentReceivedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly feedbackAt: Date | null;
  readonly reopenedAt: Date | null;
  /** The complaint in whose mediation the lead to this report was found. */
  readonly leadFrom: string | null;
  /** The code of the bureau that holds it, and the codes from the nation down to that bureau. */
  readonly holder: string;
  readonly path: readonly string[];
  /** The instant of the step. */
  readonly at: Date;
}

/** What of a ticket its deadlines are counted and explained from; none of it changes in the life of a ticket. */
export type TicketBasics = Pick<DeadlineFacts, "kind" | "regime" | "registeredAt" | "leadFrom">;

/** The states of a deadline as it is stored: a running one whose day is past is shown as missed. */
const deadlineStates = ["RUNNING", "PAUSED", "MET", "MISSED", "CANCELLED"] as const;

/** The state of a deadline. */
export type DeadlineState = (typeof deadlineStates)[number];

/** A time in which a clock stood still: instants as ISO 8601 in UTC; `to` is null while it stands. */
export interface Pause {
  readonly from: string;
  readonly to: string | null;
  readonly reason: PauseReason;
}

/** What the scheduler does for a deadline: warn n working days before, remind, order. */
export type DeadlineStep = `WARN_${number}` | "REMIND" | "CITY_ORDER" | "PROVINCE_ORDER";

/** A deadline as it is stored, but for the key of its ticket. Days are YYYY-MM-DD in China, or "infinity". */
export interface DeadlineRow {
  /** Its number among those of the ticket, from 1 on. */
  readonly sequence: number;
  readonly limit: Limit;
  /** The code of a statute or of a rule of the platform, or the identifier of a limit that a bureau set. */
  readonly rule: string;
  readonly days: number;
  readonly unit: DayUnit;
  readonly startedFrom: StartingEvent;
  readonly startedAt: Date;
  /** The bureau that held the ticket when it started. */
  readonly bureau: string;
  /** The last day; infinity while the clock stands still. */
  readonly dueOn: string;
  /** The last day by the statute alone; null where none sets one, infinity while the clock stands still. */
  readonly statutoryDueOn: string | null;
  /** The last day if it were counted from the registration; null where that is no earlier. */
  readonly registeredDueOn: string | null;
  /** Whether a day was counted of a year that is not announced yet. */
  readonly isProvisional: boolean;
  readonly state: DeadlineState;
  readonly pauses: readonly Pause[];
  /** By how many days it was extended. */
  readonly extendedDays: number;
  readonly endedAt: Date | null;
  /** What the scheduler does next; it is kept while the clock stands still, and null where nothing is left. */
  readonly nextStep: DeadlineStep | null;
  readonly nextStepOn: string;
}

/** The day that never comes: of what is not known, or not to be done. */
export const never = "infinity";

/** Whether a deadline has not ended, as it is stored. */
export function isOpen({ state }: Pick<DeadlineRow, "state">): boolean {
  return state === "RUNNING" || state === "PAUSED";
}
