import type { Transaction } from "../../platform/database.js";
import { sendText } from "../../platform/transaction.js";
import type { CountedRegion } from "./counting/counting.js";
import type { Dimension } from "./counting/dimensions.js";

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
