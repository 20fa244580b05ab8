import type { Counting } from "../counting/counting.js";
import type { Dimension } from "../counting/dimensions.js";
import { keyOf, type Text } from "../counting/rows.store.js";
import type { DayRange } from "../numbers/periods.js";
import { type CallCellCounter, callColumnOf, callCounters } from "./call-counters.js";
import type { CallRollup } from "./call-rollups.js";

/** Where what is counted of calls stands: the row `f` of a table, and what its columns are there. */
export interface CallRow {
  readonly table: string;
  readonly day: string;
  readonly weekday: string;
  readonly hour: string;
  readonly queue: string;
  readonly operator: string;
  counter(counter: CallCellCounter): string;
  /** That the row is of some days. */
  within(days: DayRange, text: Text): string[];
}

const weekdayOf = (day: string): string => `extract(isodow FROM ${day})`;

const between = (column: string, { from, to }: DayRange, text: Text): string =>
  `${column} BETWEEN ${text.parameter(from, "date")} AND ${text.parameter(to, "date")}`;

/** The cells of a rollup. */
export function cellRow({ grain, number }: CallRollup): CallRow {
  return {
    table: "call_cells",
    day: "f.bucket",
    weekday: grain === "MONTH" ? "f.weekday" : weekdayOf("f.bucket"),
    hour: "f.hour",
    queue: "f.queue",
    operator: "f.operator_number",
    counter: (counter) => `f.${callColumnOf(counter)}`,
    within: (days, text) => [`f.rollup = ${number}::smallint`, between("f.bucket", days, text)],
  };
}

/** What is not folded into the cells yet. */
export const deltaRow: CallRow = {
  table: "call_deltas",
  day: "f.day",
  weekday: weekdayOf("f.day"),
  hour: "f.hour",
  queue: "f.queue",
  operator: "f.operator_number",
  counter: (counter) => `f.${callColumnOf(counter)}`,
  within: (days, text) => [between("f.day", days, text)],
};

/** The calls themselves, but for those that were taken back. */
export const callRow: CallRow = {
  table: "calls",
  day: "f.offered_on",
  weekday: "f.weekday",
  hour: "f.offered_hour",
  queue: "coalesce(f.queue, '')",
  operator: "coalesce(f.operator_number, '')",
  counter: (counter) => callCounters[counter],
  // By the instant, for that is what the indexes of calls are by.
  within: ({ from, to }, text) => [
    "f.outcome <> 'VOID'",
    `f.offered_at >= ${text.parameter(`${from}T00:00:00+08:00`, "timestamptz")}`,
    `f.offered_at < ${text.parameter(`${to}T00:00:00+08:00`, "timestamptz")} + interval '24 hours'`,
  ],
};

/** The code of an operator, whose number is one of his bureau; of calls that nobody answered empty. */
const operatorCode = ({ operator }: CallRow): string =>
  `CASE WHEN ${operator} = '' THEN '' ELSE f.bureau || '/' || ${operator} END`;

/** The code of a group of calls in a dimension. */
export function callKeyOf(dimension: Dimension, row: CallRow): string {
  switch (dimension) {
    case "WEEKDAY":
      return `${row.weekday}::text`;
    case "HOUR":
      return `lpad(${row.hour}::text, 2, '0')`;
    case "QUEUE":
      return row.queue;
    case "OPERATOR":
      return operatorCode(row);
    default:
      return keyOf(dimension, {
        province: "f.province",
        city: "f.city",
        county: "f.county",
        bureau: "f.bureau",
        day: row.day,
        attribute: (attribute) => {
          throw new Error(`calls have no ${attribute}`);
        },
      });
  }
}

const regionColumns = { PROVINCE: "province", CITY: "city", COUNTY: "county", UNIT: "bureau" } as const;

/** That a row is of the region. Cells are found by a place, so all provinces are named where the whole nation is counted. */
function placeConditions({ code, level }: Counting["region"], row: CallRow, text: Text): string[] {
  if (level !== "NATION") return [`f.${regionColumns[level]} = ${text.parameter(code, "text")}`];
  if (row.table !== "call_cells") return [];
  return [`f.province = ANY(${text.list("SELECT DISTINCT province FROM bureaus")})`];
}

/** The conditions of the rows of a counting on some days: region, filter, and the group if one alone is counted. */
export function callConditions(counting: Counting, row: CallRow, days: DayRange, text: Text): string[] {
  const { filter, keys, region } = counting;
  return [
    ...placeConditions(region, row, text),
    ...row.within(days, text),
    ...(filter.queues === null ? [] : [`${row.queue} = ANY(${text.parameter(filter.queues, "text[]")})`]),
    ...(filter.operators === null ? [] : [`${operatorCode(row)} = ANY(${text.parameter(filter.operators, "text[]")})`]),
    ...keys.map(({ code, dimension }) => `${callKeyOf(dimension, row)} = ${text.parameter(code, "text")}`),
  ];
}
