import fc from "fast-check";
import type { Variables } from "../../../api.js";
import type { PlainCall, PlainPeriod } from "./plain-calls.js";

/** Who takes calls in the tests. */
export const centres = ["cityACentre", "cityBCentre", "countyA1", "province"] as const;

/** One of them. */
export type Centre = (typeof centres)[number];

/** A record of a call: which call of which centre, and what is told of it. */
export interface CallRecord {
  centre: Centre;
  number: number;
  revision: number;
  call: Omit<PlainCall, "place">;
}

/** The days of which there are calls: the end of a month, of a week and of a quarter lie among them. */
export const firstDay = Date.parse("2026-03-26T00:00:00+08:00");
const days = 10;

const second = 1000;

const anyOutcome = fc.constantFrom(
  "ANSWERED",
  "ANSWERED",
  "ANSWERED",
  "ABANDONED",
  "TRANSFERRED",
  "TALKING",
  "WAITING",
  "VOID",
);

// Many come within the same hours, and some at the very same instant of another day, where windows begin and end.
const anyInstant = fc.oneof(
  fc.integer({ min: 0, max: days * 86_400 - 1 }).map((at) => at * second),
  fc.integer({ min: 0, max: days - 1 }).map((day) => (day * 24 + 9) * 3600 * second),
  fc.integer({ min: 0, max: days * 86_400_000 - 1 }),
);

const anyCall = fc
  .record({
    outcome: anyOutcome,
    at: anyInstant,
    waited: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(15, 16)),
    talked: fc.integer({ min: 0, max: 2400 }),
    wasAnswered: fc.boolean(),
    queue: fc.constantFrom(null, "投诉举报", "咨询"),
    operatorNumber: fc.constantFrom(null, "5001", "5002", "5003"),
  })
  .map(({ at, outcome, queue, operatorNumber, talked, waited, wasAnswered }): CallRecord["call"] => {
    const offeredAt = firstDay + at;
    const isAnswered = outcome === "ANSWERED" || outcome === "TALKING" || (outcome === "TRANSFERRED" && wasAnswered);
    const hasEnded = outcome === "ANSWERED" || outcome === "ABANDONED" || outcome === "TRANSFERRED";
    const answeredAt = isAnswered ? offeredAt + waited * second : null;
    const endedAt = hasEnded ? offeredAt + (waited + (isAnswered ? talked : 0)) * second : null;
    return { outcome, offeredAt, answeredAt, endedAt, queue, operatorNumber };
  });

/** Records: few calls of each centre, so that many tell of the same one again, in any order. */
export const anyRecord: fc.Arbitrary<CallRecord> = fc.record({
  centre: fc.constantFrom(...centres),
  number: fc.integer({ min: 1, max: 40 }),
  revision: fc.integer({ min: 1, max: 6 }),
  call: anyCall,
});

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** A record in the form of the API. */
export function toInput({ call, number, revision }: CallRecord): Variables {
  const { answeredAt, endedAt, offeredAt, operatorNumber, outcome, queue } = call;
  const instants = { offeredAt: iso(offeredAt), answeredAt: iso(answeredAt), endedAt: iso(endedAt) };
  return { callId: `c-${number}`, revision, outcome, queue, operatorNumber, ...instants };
}

/** A question about calls. */
export interface CallQuestion {
  measures: readonly string[];
  dimensions: readonly string[];
  period: PlainPeriod;
  filter: { queues?: readonly string[] };
  comparison: "PERIOD_BEFORE" | null;
}

const countable = [
  ...["CALLS_OFFERED", "CALLS_ANSWERED", "CONNECTION_RATE", "ANSWERED_WITHIN_15S", "ANSWERED_WITHIN_15S_RATE"],
  ...["CALLS_ABANDONED", "CALLS_TRANSFERRED", "WAITING_TIME", "TALKING_TIME", "LONGEST_CALL"],
];

/** The dimensions that all measures, most, and all but the lowest rate have. */
const dimensionSets: readonly { extra: readonly string[]; dimensions: readonly (readonly string[])[] }[] = [
  {
    extra: ["LOWEST_CONNECTION_RATE_24H", "CALLS_PER_OPERATOR_DAY"],
    dimensions: [[], ["CITY"], ["COUNTY"], ["BUREAU"], ["DAY"], ["WEEK"], ["MONTH"], ["QUARTER"], ["CITY", "MONTH"]],
  },
  { extra: ["LOWEST_CONNECTION_RATE_24H"], dimensions: [["QUEUE"], ["BUREAU", "QUEUE"], ["QUEUE", "WEEK"]] },
  { extra: ["CALLS_PER_OPERATOR_DAY"], dimensions: [["OPERATOR"], ["WEEKDAY"], ["OPERATOR", "DAY"]] },
  { extra: [], dimensions: [["HOUR"], ["WEEKDAY", "HOUR"], ["HOUR", "QUEUE"], ["OPERATOR", "HOUR"], ["DAY", "HOUR"]] },
];

const dayFrom = (offset: number): string =>
  new Date(firstDay + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);

/** A question that all its measures suit. */
export const anyQuestion: fc.Arbitrary<CallQuestion> = fc
  .tuple(
    fc.constantFrom(...dimensionSets),
    fc.integer({ min: -3, max: days }),
    fc.integer({ min: 0, max: 12 }),
    fc.nat(),
    fc.constantFrom(null, null, ["咨询"], ["投诉举报", ""]),
    fc.constantFrom(null, "PERIOD_BEFORE" as const),
    fc.boolean(),
  )
  .map(([{ dimensions, extra }, from, length, pick, queues, comparison, isWholeMonths]) => {
    const isFiltered = queues !== null;
    const fitting = extra.filter((name) => !isFiltered || name !== "CALLS_PER_OPERATOR_DAY");
    const asked = dimensions[pick % dimensions.length] ?? [];
    // Days of two months by hours would be more cells than an answer may have.
    const period =
      isWholeMonths && !(asked.includes("DAY") && asked.length > 1)
        ? { from: "2026-03-01", to: "2026-04-30" }
        : { from: dayFrom(from), to: dayFrom(from + length) };
    return {
      measures: [...countable, ...fitting].slice(0, 12),
      dimensions: asked,
      period,
      filter: queues === null ? {} : { queues },
      comparison,
    };
  });
