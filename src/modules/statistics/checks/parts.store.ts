import type { Transaction } from "../../../platform/database.js";
import { sendText } from "../../../platform/transaction.js";
import { levels, type RollupLevel, rollups } from "../rollups/rollups.js";
import type { MonthLoad } from "./slices.js";

const next = "SELECT min(province) AS province FROM bureaus WHERE province > $1";

/** The province that comes after one in the order of their codes; null after the last. */
export async function findProvinceAfter(tx: Transaction, province: string): Promise<string | null> {
  const [row] = await sendText<{ province: string | null }>(tx, next, [province]);
  return row?.province ?? null;
}

const numbersOf = (isWanted: (level: RollupLevel) => boolean): string =>
  `'{${rollups
    .filter(({ level }) => isWanted(level))
    .map(({ number }) => number)
    .join(",")}}'::smallint[]`;

// By the index of the holder and the day alone.
const monthsOf = (
  holders: string,
): string => `SELECT to_char(registered_on, 'YYYY-MM-01') AS month, count(*)::int AS rows
  FROM ticket_facts WHERE holder = ANY(${holders}) GROUP BY 1 ORDER BY 1`;

const monthsOfProvince = monthsOf("ARRAY(SELECT code FROM bureaus WHERE province = $1)");
const monthsOfNation = monthsOf("ARRAY(SELECT code FROM bureaus)");

/** How many tickets were registered in each month: in a province, or in the nation, which is null. */
export async function findMonthLoads(tx: Transaction, province: string | null): Promise<readonly MonthLoad[]> {
  return province === null
    ? sendText<MonthLoad & object>(tx, monthsOfNation, [])
    : sendText<MonthLoad & object>(tx, monthsOfProvince, [province]);
}

const nationNumbers = numbersOf((level) => level === "NATION");
const knownNumbers = numbersOf((level) => levels.includes(level));

// From each rollup and place to the next by the index, so that not every cell is read.
const astray = `WITH RECURSIVE pair AS (
    (SELECT rollup, place FROM statistic_cells ORDER BY rollup, place LIMIT 1)
    UNION ALL
    SELECT following.rollup, following.place FROM pair CROSS JOIN LATERAL (
      SELECT c.rollup, c.place FROM statistic_cells AS c WHERE (c.rollup, c.place) > (pair.rollup, pair.place)
      ORDER BY c.rollup, c.place LIMIT 1) AS following)
  SELECT rollup, place FROM pair
  WHERE rollup <> ALL(${knownNumbers}) OR CASE WHEN rollup = ANY(${nationNumbers})
    THEN place NOT IN (SELECT code FROM bureaus WHERE level = 'NATION')
    ELSE place NOT IN (SELECT code FROM bureaus) END`;

/** A rollup that does not exist, or of a place that does not. */
export interface StrayCells {
  readonly rollup: number;
  readonly place: string;
}

/** The cells of rollups or places that there are not: nobody compares them, and nobody may count them. */
export async function findStrayCells(tx: Transaction): Promise<readonly StrayCells[]> {
  return sendText<StrayCells & object>(tx, astray, []);
}

const removal = "DELETE FROM statistic_cells WHERE rollup = $1::int AND place = $2";

/** Removes the cells of a rollup or place that there is not. */
export async function removeStrayCells(tx: Transaction, { rollup, place }: StrayCells): Promise<void> {
  await sendText(tx, removal, [rollup, place]);
}
