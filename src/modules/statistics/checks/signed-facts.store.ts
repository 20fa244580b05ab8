import { getTableColumns } from "drizzle-orm";
import { statisticDeltas } from "../../../../schema/index.js";
import { nationCode } from "../../../platform/actor.js";
import { bases } from "../rollups/counters.js";

const { id: _, sign: __, ...factColumns } = getTableColumns(statisticDeltas);

const names = Object.values(factColumns)
  .map(({ name }) => name)
  .join(", ");

/**
 * The bureaus whose cells are those of a province: its own, and those of the nation, which hold tickets of many.
 *
 * @param province its code as it stands in the statement
 */
export function bureausOf(province: string): string {
  return `ARRAY(SELECT code FROM bureaus WHERE province IN (${province}, '${nationCode}'))`;
}

/** Which facts are counted, by what stands in the statement. */
interface FactsWanted {
  /** The code of their province; null for all. */
  province: string | null;
  /** The first day, and the day after the last. */
  from: string;
  until: string;
}

/**
 * The query of the signed facts of which the cells of some days are the sums: the facts that have a day among them, less the
 * changes that are not folded yet.
 */
export function factSum({ from, province, until }: FactsWanted): string {
  const ofProvince = province === null ? "true" : `province = ${province}`;
  const holders = province === null ? "ARRAY(SELECT code FROM bureaus)" : bureausOf(province);
  // Each day has an index that begins with the holder.
  const days = Object.values(bases).map((column) => `${column} >= ${from} AND ${column} < ${until}`);
  return `SELECT 1 AS sign, ${names} FROM ticket_facts
      WHERE ${ofProvince} AND holder = ANY(${holders}) AND (${days.join(" OR ")})
    UNION ALL SELECT -sign, ${names} FROM statistic_deltas WHERE ${ofProvince}`;
}
