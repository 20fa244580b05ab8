import type { Counting } from "./counting/counting.js";
import {
  type Count,
  durations,
  isDuration,
  isExtreme,
  isMeasureOfCalls,
  isOfCalls,
  isOfTickets,
  isTicketDuration,
  type MeasureName,
} from "./measures.js";
import type { CheckedQuestion } from "./question.js";
import type { Basis } from "./rollups/counters.js";

/** The position of a count among those of a question. */
export function positionOf(counts: readonly Count[], { basis, counter }: Count): number {
  return counts.findIndex((one) => one.basis === basis && one.counter === counter);
}

/** What is counted of calls besides: how many there are to be looked through for a duration or an extreme. */
function callsBeside(measures: readonly MeasureName[]): Count[] {
  const isLooked = measures.some((measure) => isExtreme(measure) || (isMeasureOfCalls(measure) && isDuration(measure)));
  if (!isLooked) return [];
  return [
    { basis: "CALL", counter: "offered" },
    { basis: "CALL", counter: "answered" },
  ];
}

/** What has to be counted for a question: each side of each measure, and of each basis how many tickets there are. */
export function countingOf(question: CheckedQuestion): Counting {
  const { definitions, dimensions, filter, periods, region, today, tree, view } = question;
  const sides = definitions.flatMap(({ denominator, numerator }) =>
    [numerator, denominator].flatMap((side) => (side === null ? [] : [side[view]])),
  );
  const ends = definitions.flatMap(({ measure }): Basis[] =>
    isTicketDuration(measure) ? [view === "COHORT" ? "REGISTERED" : durations[measure].ends] : [],
  );
  const ofTickets = sides.filter(isOfTickets);
  const bases = new Set([...ofTickets.map(({ basis }) => basis), ...ends]);
  const counts: Count[] = [
    ...ofTickets,
    ...[...bases].map((basis): Count => ({ basis, counter: "tickets" })),
    ...sides.filter(isOfCalls),
    ...callsBeside(definitions.map(({ measure }) => measure)),
  ];
  // The sum of the groups is the total, but where a ticket is in several groups, or not all groups are read.
  const needsTotal = dimensions.length > 0 && (dimensions.includes("TOPIC") || dimensions.includes("RESPONDENT"));
  return {
    region,
    tree,
    filter,
    periods,
    keys: [],
    groupings: needsTotal ? [dimensions, []] : [dimensions],
    counts: counts.filter((one, position) => positionOf(counts, one) === position),
    today,
  };
}
