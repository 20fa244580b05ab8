import { expect } from "vitest";
import type { Caller, GraphqlResult, Variables } from "../../api.js";

/** A measure in the compared period, as tests read it. */
export interface ComparedAnswer {
  value: string | null;
  numerator: number | null;
  denominator: number | null;
  distribution: DistributionAnswer | null;
  change: string | null;
  growth: string | null;
  reason: string | null;
}

/** How durations are spread, as tests read it. */
export interface DistributionAnswer {
  tickets: number;
  median: number;
  p90: number;
  p99: number;
}

/** The value of a measure, as tests read it. */
export interface ValueAnswer {
  measure: string;
  version: number;
  unit: string;
  value: string | null;
  numerator: number | null;
  denominator: number | null;
  distribution: DistributionAnswer | null;
  share: string | null;
  reason: string | null;
  compared: ComparedAnswer | null;
}

/** A group of an answer, as tests read it. */
export interface RowAnswer {
  keys: { dimension: string; code: string; name: string }[];
  values: ValueAnswer[];
  isSuppressed: boolean;
}

/** An answer of the statistics, as tests read it. */
export interface StatisticsAnswered {
  asOf: string;
  view: string;
  tree: string;
  period: { from: string; to: string };
  comparedPeriod: { from: string; to: string } | null;
  region: { code: string } | null;
  conditions: { name: string; values: string[] }[];
  definitions: { measure: string; version: number; isInForce: boolean; formula: string; unit: string }[];
  rows: RowAnswer[];
  total: RowAnswer;
  other: RowAnswer | null;
  jointShare: string | null;
  suppressed: number;
}

const distribution = "distribution { tickets median p90 p99 }";
const value = `measure version unit value numerator denominator ${distribution} share reason
  compared { value numerator denominator ${distribution} change growth reason }`;
const row = `keys { dimension code name } isSuppressed values { ${value} }`;

const document = `query ($question: StatisticsQuestion!) { statistics(question: $question) {
  asOf view tree period { from to } comparedPeriod { from to } region { code } conditions { name values }
  definitions { measure version isInForce formula unit }
  rows { ${row} } total { ${row} } other { ${row} } jointShare suppressed } }`;

/** Two years of which all tests know that they hold what they do today. */
export const always = { from: "2026-01-01", to: "2027-12-31" };

/** Asks a question, whatever comes of it; of the whole period where none is given. */
export function send(caller: Caller, question: Variables): Promise<GraphqlResult<{ statistics: StatisticsAnswered }>> {
  return caller.gql(document, { question: { period: always, ...question } });
}

/** Asks a question that must be answered. */
export async function ask(caller: Caller, question: Variables): Promise<StatisticsAnswered> {
  const { data, errors } = await send(caller, question);
  expect(errors).toBeUndefined();
  return data.statistics;
}

/** The codes of a row, one after the other. */
export const codesOf = ({ keys }: RowAnswer): string => keys.map(({ code }) => code).join(" ");

/** The values of the first measure by the codes of the rows. */
export function valuesOf({ rows }: StatisticsAnswered): Record<string, string | null> {
  return Object.fromEntries(rows.map((one) => [codesOf(one), one.values[0]?.value ?? null]));
}

/** The values of a question without dimensions, in the order of the measures. */
export async function totalsOf(caller: Caller, question: Variables): Promise<(string | null)[]> {
  return (await ask(caller, question)).total.values.map((one) => one.value);
}
