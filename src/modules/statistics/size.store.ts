import type { Transaction } from "../../platform/database.js";
import { sendText } from "../../platform/transaction.js";
import { findCallRollup } from "./calls/call-rollups.js";
import type { CountedRegion } from "./counting/counting.js";
import type { Dimension } from "./counting/dimensions.js";
import type { DayRange } from "./numbers/periods.js";

const columns = { NATION: null, PROVINCE: "province", CITY: "city", COUNTY: "county", UNIT: "code" } as const;

const statement = (level: CountedRegion["level"]): string => `SELECT
    count(DISTINCT province)::int AS "PROVINCE",
    count(DISTINCT coalesce(city, province))::int AS "CITY",
    count(DISTINCT coalesce(county, city, province))::int AS "COUNTY",
    count(*)::int AS "BUREAU",
    (SELECT count(DISTINCT code) FROM dictionary_entries WHERE dictionary = 'CHANNEL')::int AS "CHANNEL",
    (SELECT count(DISTINCT code) FROM dictionary_entries WHERE dictionary = 'ISSUE_CLASS')::int AS "ISSUE_CLASS",
    (SELECT count(DISTINCT code) FROM dictionary_entries WHERE dictionary = 'GOODS_CLASS')::int + 1 AS "GOODS_CLASS",
    (SELECT count(DISTINCT code) FROM dictionary_entries WHERE dictionary = 'TOPIC')::int + 1 AS "TOPIC"
  FROM bureaus WHERE ${columns[level] === null ? "$1::text IS NOT NULL" : `${columns[level]} = $1::text`}`;

/** How many values the dimensions of places and dictionaries have in a region; those without one count once. */
export async function sizesOf(
  tx: Transaction,
  { code, level }: CountedRegion,
): Promise<Readonly<Partial<Record<Dimension, number>>>> {
  const [row] = await sendText<Partial<Record<Dimension, number>>>(tx, statement(level), [code]);
  return row ?? {};
}

const regionColumns = { ...columns, UNIT: "bureau" } as const;

const callStatement = (level: CountedRegion["level"], rollup: number): string => `SELECT
    count(DISTINCT queue)::int + 1 AS "QUEUE", count(DISTINCT (bureau, operator_number))::int + 1 AS "OPERATOR"
  FROM call_cells WHERE rollup = ${rollup}
    AND ${regionColumns[level] === null ? "$1::text IS NOT NULL" : `${regionColumns[level]} = $1::text`}
    AND bucket BETWEEN date_trunc('month', $2::text::date) AND $3::text::date`;

/** How many queues and operators calls of a region had in the months of some periods. */
export async function callSizesOf(
  tx: Transaction,
  { code, level }: CountedRegion,
  periods: readonly DayRange[],
): Promise<Readonly<Partial<Record<Dimension, number>>>> {
  const rollup = findCallRollup("MONTH", new Set(["OPERATOR"]));
  const [from = "", to = ""] = [
    periods.map((one) => one.from).sort()[0],
    periods
      .map((one) => one.to)
      .sort()
      .at(-1),
  ];
  const [row] = await sendText<Partial<Record<Dimension, number>>>(tx, callStatement(level, rollup?.number ?? 0), [
    code,
    from,
    to,
  ]);
  return row ?? {};
}
