import type { DistributionAnswer } from "../asking.js";
import { type PlainMeasure, plainMeasure, type Side } from "./plain-measures.js";
import { gapsOf, isInRegion, keysOf, matches, type PlainQuestion } from "./plain-question.js";
import type { PlainTicket } from "./plain-tickets.js";

/** What was counted of a measure: its sides, or its durations. */
export interface PlainCount {
  sides: readonly bigint[];
  distribution: DistributionAnswer | null;
  /** How many tickets and reports each side was counted from. */
  tickets: readonly number[];
  reports: readonly number[];
}

/** A group with what was counted in each period, by the measures. */
export interface PlainGroup {
  key: string;
  periods: readonly (readonly PlainCount[])[];
}

/** What the brute force counts. */
export interface PlainCounted {
  groups: Map<string, PlainGroup>;
  total: PlainGroup;
}

/** What is gathered of one measure before it is summed up. */
interface Gathered {
  sides: bigint[];
  tickets: number[];
  reports: number[];
  durations: number[];
}

/** What is gathered of one group, by period and measure. */
type Gathering = Gathered[][];

const nothingOf = ({ measures, periods }: PlainQuestion): Gathering =>
  periods.map(() =>
    measures.map(() => ({ sides: [0n, 0n], tickets: [0, 0], reports: [0, 0], durations: [] as number[] })),
  );

/** The group of a key; a new one where there is none yet. */
function groupAt(groups: Map<string, Gathering>, key: string, question: PlainQuestion): Gathering {
  const known = groups.get(key) ?? nothingOf(question);
  groups.set(key, known);
  return known;
}

function rankOf(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(Math.ceil((sorted.length * percent) / 100), 1) - 1] ?? Number.NaN;
}

function countOf({ durations, ...rest }: Gathered): PlainCount {
  const sorted = [...durations].sort((one, other) => one - other);
  const distribution =
    sorted.length === 0
      ? null
      : { tickets: sorted.length, median: rankOf(sorted, 50), p90: rankOf(sorted, 90), p99: rankOf(sorted, 99) };
  return { ...rest, distribution };
}

/** On which day a ticket is counted by a side in a period; null where it is not. */
export function dayIn(
  side: Side,
  ticket: PlainTicket,
  { periods, today }: PlainQuestion,
  period: number,
): string | null {
  const [day, days] = [side.day(ticket), periods[period]];
  if (day === null || days === undefined || day < days.from || day > days.to) return null;
  return side.isOfLimit && day >= today ? null : day;
}

function gather(into: Gathered | undefined, position: number, ticket: PlainTicket, measure: PlainMeasure): void {
  const side = measure.sides[position];
  if (into === undefined || side === undefined) throw new Error("there is no such cell");
  into.sides[position] = (into.sides[position] ?? 0n) + side.amount(ticket);
  into.tickets[position] = (into.tickets[position] ?? 0) + 1;
  if (ticket.kind === "REPORT") into.reports[position] = (into.reports[position] ?? 0) + 1;
  const lasted = measure.form === "DISTRIBUTION" ? measure.duration(ticket) : null;
  if (lasted !== null) into.durations.push(lasted);
}

/**
 * Counts a question ticket by ticket, with nothing of the project's own counting.
 *
 * @param mentioned groups that are there whether anything is counted of them or not
 */
export function countPlainly(
  tickets: readonly PlainTicket[],
  question: PlainQuestion,
  mentioned: readonly string[],
): PlainCounted {
  const groups = new Map<string, Gathering>();
  const total = nothingOf(question);
  const asked = question.measures.map(({ name, version }) => plainMeasure(name, version, question.view));
  const counted = tickets.filter((ticket) => isInRegion(ticket, question) && matches(ticket, question));
  const note = (ticket: PlainTicket, period: number, place: number, measure: PlainMeasure): void => {
    for (const [position, side] of measure.sides.entries()) {
      const day = dayIn(side, ticket, question, period);
      if (day === null) continue;
      gather(total[period]?.[place], position, ticket, measure);
      for (const key of keysOf(ticket, day, period, question)) {
        gather(groupAt(groups, key, question)[period]?.[place], position, ticket, measure);
      }
    }
  };
  for (const ticket of counted) {
    for (const period of question.periods.keys()) {
      for (const [place, measure] of asked.entries()) note(ticket, period, place, measure);
    }
  }
  for (const key of [...gapsOf(question), ...mentioned]) groupAt(groups, key, question);
  const toGroup = (key: string, periods: Gathering): PlainGroup => ({
    key,
    periods: periods.map((measures) => measures.map(countOf)),
  });
  return {
    groups: new Map([...groups].map(([key, periods]) => [key, toGroup(key, periods)])),
    total: toGroup("", total),
  };
}
