/** A call as a test knows it: what its telephone system told last. */
export interface PlainCall {
  /** The codes of its place; what has none is null. */
  place: { province: string; city: string | null; county: string | null; bureau: string };
  outcome: "WAITING" | "TALKING" | "ANSWERED" | "ABANDONED" | "TRANSFERRED" | "VOID";
  /** Instants in milliseconds. */
  offeredAt: number;
  answeredAt: number | null;
  endedAt: number | null;
  queue: string | null;
  operatorNumber: string | null;
}

/** Days, the first and the last included. */
export interface PlainPeriod {
  from: string;
  to: string;
}

const dayLong = 86_400_000;

/** The day in China of an instant. */
export const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** All days of a period. */
export function daysOf({ from, to }: PlainPeriod): string[] {
  const days: string[] = [];
  for (let at = startOf(from); dayOf(at) <= to; at += dayLong) days.push(dayOf(at));
  return days;
}

/** The code of a day in a dimension of time. */
function timeCode(day: string, unit: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const weekday = (date.getUTCDay() + 6) % 7;
  switch (unit) {
    case "WEEK":
      return new Date(date.getTime() - weekday * dayLong).toISOString().slice(0, 10);
    case "MONTH":
      return day.slice(0, 7);
    case "QUARTER":
      return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
    case "YEAR":
      return day.slice(0, 4);
    case "WEEKDAY":
      return String(weekday + 1);
    default:
      return day;
  }
}

/** The dimensions that are spans of time, so that windows lie in them. */
const spans = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"];

/** The code of a call in a dimension. */
export function codeOf({ offeredAt, operatorNumber, place, queue }: PlainCall, dimension: string): string {
  switch (dimension) {
    case "PROVINCE":
      return place.province;
    case "CITY":
      return place.city ?? place.province;
    case "COUNTY":
      return place.county ?? place.city ?? place.province;
    case "BUREAU":
      return place.bureau;
    case "QUEUE":
      return queue ?? "";
    case "OPERATOR":
      return operatorNumber === null ? "" : `${place.bureau}/${operatorNumber}`;
    case "HOUR":
      return new Date(offeredAt + 8 * 3_600_000).toISOString().slice(11, 13);
    default:
      return timeCode(dayOf(offeredAt), dimension);
  }
}

const isAnswered = ({ answeredAt }: PlainCall): boolean => answeredAt !== null;
const seconds = (from: number, to: number): number => Math.floor((to - from) / 1000);
const waitingOf = ({ answeredAt, offeredAt }: PlainCall): number => seconds(offeredAt, answeredAt ?? offeredAt);
const talkingOf = ({ answeredAt, endedAt }: PlainCall): number[] =>
  answeredAt === null || endedAt === null ? [] : [seconds(answeredAt, endedAt)];

/** What a measure is of some calls, by the words of its definition. */
export type PlainValue =
  | { form: "COUNT"; numerator: number }
  | { form: "RATE" | "RATIO"; numerator: number; denominator: number }
  | { form: "DISTRIBUTION"; distribution: { tickets: number; median: number; p90: number; p99: number } | null }
  | { form: "LOWEST"; lowest: number | null }
  | { form: "LONGEST"; seconds: number | null };

function spread(values: readonly number[]): PlainValue {
  const sorted = [...values].sort((one, other) => one - other);
  const rank = (share: number): number => sorted[Math.ceil(share * sorted.length - 1e-9) - 1] ?? 0;
  if (sorted.length === 0) return { form: "DISTRIBUTION", distribution: null };
  return {
    form: "DISTRIBUTION",
    distribution: { tickets: sorted.length, median: rank(0.5), p90: rank(0.9), p99: rank(0.99) },
  };
}

/** The lowest rate of windows of 24 hours, looking at both sides of every instant at which their calls change. */
function lowestOf(calls: readonly PlainCall[], from: number, until: number): number | null {
  const changes = calls.flatMap(({ offeredAt: at }) => [at, at + 1, at - dayLong, at - dayLong + 1]);
  let lowest: number | null = null;
  for (const start of [...changes, from, until - dayLong]) {
    if (start < from || start + dayLong > until) continue;
    const inside = calls.filter(({ offeredAt }) => offeredAt >= start && offeredAt < start + dayLong);
    const rate = inside.filter(isAnswered).length / inside.length;
    if (inside.length > 0 && (lowest === null || rate < lowest)) lowest = rate;
  }
  return lowest;
}

/** The days of a group: those of its code, where it is by time, and all of the period. */
function frameOf(keys: Readonly<Record<string, string>>, period: PlainPeriod): [number, number] {
  const unit = Object.keys(keys).find((dimension) => spans.includes(dimension));
  const days = daysOf(period).filter((day) => unit === undefined || timeCode(day, unit) === keys[unit]);
  return [startOf(days[0] ?? period.from), startOf(days.at(-1) ?? period.from) + dayLong];
}

/** Counts a measure by the words of its definition. */
export function measure(
  name: string,
  all: readonly PlainCall[],
  keys: Readonly<Record<string, string>>,
  period: PlainPeriod,
): PlainValue {
  const calls = all.filter(({ outcome }) => outcome !== "VOID");
  const answered = calls.filter(isAnswered);
  const soon = answered.filter((call) => waitingOf(call) <= 15);
  const named = answered.filter(({ operatorNumber }) => operatorNumber !== null);
  const count = (some: readonly PlainCall[]): PlainValue => ({ form: "COUNT", numerator: some.length });
  const rate = (some: readonly PlainCall[]): PlainValue => ({
    form: "RATE",
    numerator: some.length,
    denominator: calls.length,
  });
  switch (name) {
    case "CALLS_OFFERED":
      return count(calls);
    case "CALLS_ANSWERED":
      return count(answered);
    case "CONNECTION_RATE":
      return rate(answered);
    case "ANSWERED_WITHIN_15S":
      return count(soon);
    case "ANSWERED_WITHIN_15S_RATE":
      return rate(soon);
    case "CALLS_ABANDONED":
      return count(calls.filter(({ outcome }) => outcome === "ABANDONED"));
    case "CALLS_TRANSFERRED":
      return count(calls.filter(({ outcome }) => outcome === "TRANSFERRED"));
    case "WAITING_TIME":
      return spread(answered.map(waitingOf));
    case "TALKING_TIME":
      return spread(answered.flatMap(talkingOf));
    case "LONGEST_CALL":
      return { form: "LONGEST", seconds: answered.flatMap(talkingOf).sort((one, other) => other - one)[0] ?? null };
    case "CALLS_PER_OPERATOR_DAY": {
      const days = new Set(named.map((call) => `${codeOf(call, "OPERATOR")} ${dayOf(call.offeredAt)}`));
      return { form: "RATIO", numerator: named.length, denominator: days.size };
    }
    default:
      return { form: "LOWEST", lowest: lowestOf(calls, ...frameOf(keys, period)) };
  }
}
