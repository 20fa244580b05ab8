import type { Regime, TicketKind } from "../dictionaries/index.js";

/** The limits that may run on a ticket (期限), in the order in which a ticket meets them. */
export const limits = [
  "REVIEW",
  "SIGNING",
  "ACCEPTANCE",
  "MATERIALS",
  "MEDIATION",
  "TERMINATION_NOTICE",
  "VERIFICATION",
  "RESULT_NOTICE",
  "REWORK",
] as const;

/** A limit: of law, of a bureau, or of the platform. */
export type Limit = (typeof limits)[number];

/** The events that a limit starts from. */
const startingEvents = [
  "REGISTERED",
  "DISPATCHED",
  "COMPETENT_RECEIPT",
  "MATERIALS_REQUESTED",
  "ACCEPTED",
  "TERMINATED",
  "LEAD_FOUND",
  "CASE_DECIDED",
  "REOPENED",
] as const;

/** An event that a limit starts from. */
export type StartingEvent = (typeof startingEvents)[number];

/** Working days (工作日) or natural days (自然日). */
const dayUnits = ["WORKING", "NATURAL"] as const;

/** The unit in which a limit is counted. */
export type DayUnit = (typeof dayUnits)[number];

/** What stops the clock of a limit; nothing else does. */
export type PauseReason = "TESTING";

/** What is done when a limit is over: the reminder (催办), then an order of the city, then one of the province. */
const expiryActs = ["REMINDER", "CITY_ORDER", "PROVINCE_ORDER"] as const;

/** What is done when a limit is over. */
export type ExpiryAct = (typeof expiryActs)[number];

/** A text of law: its own words, and a rendering of ours. */
export interface LawText {
  readonly zh: string;
  readonly en: string;
}

/** A limit as data: one that an order sets, or one of the platform. */
export interface LimitRule {
  /** Such as ORDER_121.ACCEPTANCE. It never changes: deadlines keep it. */
  readonly code: string;
  readonly limit: Limit;
  readonly kinds: readonly TicketKind[];
  /** The order that sets it; null for what the platform sets where no law does. */
  readonly order: Regime | null;
  readonly startsFrom: StartingEvent;
  readonly days: number;
  readonly unit: DayUnit;
  /** What stops its clock. */
  readonly pauses: readonly PauseReason[];
  readonly atExpiry: readonly ExpiryAct[];
  /** By how many days of its unit, and how often, the head of the bureau may extend it; null where nobody may. */
  readonly extension: { readonly days: number; readonly times: number } | null;
  /** Whether a last day on a statutory holiday moves to the first day after it (art. 45); working days never end on one. */
  readonly rolling: "STATUTORY_HOLIDAY" | null;
  /** The article and item, such as 23(5); null for what is no law. */
  readonly article: string | null;
  /** The words of the article that set it. */
  readonly text: LawText;
  /** The first day of the order, and the first day on which it was repealed. A ticket keeps the order of its receipt. */
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** The kinds of ticket that each limit may run on. */
export const kindsOfLimit: Readonly<Record<Limit, readonly TicketKind[]>> = {
  REVIEW: ["COMPLAINT", "REPORT"],
  SIGNING: ["CONSULTATION", "COMPLAINT", "REPORT"],
  ACCEPTANCE: ["COMPLAINT"],
  MATERIALS: ["COMPLAINT"],
  MEDIATION: ["COMPLAINT"],
  TERMINATION_NOTICE: ["COMPLAINT"],
  VERIFICATION: ["REPORT"],
  RESULT_NOTICE: ["REPORT"],
  REWORK: ["CONSULTATION", "COMPLAINT", "REPORT"],
};
