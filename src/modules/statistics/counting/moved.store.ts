import { sendAhead, type Transaction } from "../../../platform/database.js";
import { sendPrepared } from "../../../platform/transaction.js";
import { isOfTickets } from "../measures.js";
import { bases } from "../rollups/counters.js";
import { type Counting, planSources, type Source } from "./counting.js";
import {
  between,
  factRow,
  groupKeys,
  inRegion,
  matching,
  moved,
  namesTopic,
  parametersOf,
  type Text,
  topicsOf,
} from "./rows.store.js";

/** Reports that stand in one group under the tree of then and in another, or in none of the region, under that of today. */
export interface MovedReports {
  /** The position of the period in the question. */
  readonly period: number;
  /** The codes of the group under the tree of then; null where it was not in the region. */
  readonly then: readonly string[] | null;
  /** The same under the tree of today. */
  readonly now: readonly string[] | null;
  /** From where to where they were moved: the finest of which another question tells. */
  readonly path: string;
  /** How many there are, in the order of the counts of tickets. */
  readonly reports: readonly bigint[];
}

function movesOf(counting: Counting, source: Source, text: Text): string {
  const dimensions = counting.groupings[source.grouping] ?? [];
  const [then, now] = [factRow("THEN", "of_day.day"), factRow("NOW", "of_day.day")];
  const days = source.bases.map((basis) => `('${basis}', f.${bases[basis]})`);
  const [inThen = "true"] = [inRegion(counting, then, text).join(" AND ")].filter((one) => one !== "");
  const [inNow = "true"] = [inRegion(counting, now, text).join(" AND ")].filter((one) => one !== "");
  const keys = [
    `CASE WHEN ${inThen} THEN ARRAY[${groupKeys(dimensions, "THEN", "of_day.day").join(", ")}]::text[] END`,
    `CASE WHEN ${inNow} THEN ARRAY[${groupKeys(dimensions, "NOW", "of_day.day").join(", ")}]::text[] END`,
    "(f.holder_then, f.county_then, f.city_then, f.holder, f.county, f.city)::text",
  ];
  const sums = counting.counts.filter(isOfTickets).map(({ basis }) => `count(*) FILTER (WHERE basis = '${basis}')`);
  const conditions = [
    ...[moved, "f.kind = 'REPORT'", between("of_day.day", source, text), `(${inThen} OR ${inNow})`],
    ...matching(counting, now, false, namesTopic(dimensions, counting), text),
  ];
  return `SELECT ${source.period} AS period, ${keys[0]} AS before, ${keys[1]} AS after, ${keys[2]} AS path,
      ARRAY[${sums.join(", ")}]::bigint[] AS reports
    FROM ticket_facts AS f CROSS JOIN LATERAL (VALUES ${days.join(", ")}) AS of_day (basis, day)${topicsOf(dimensions, counting)}
    WHERE ${conditions.join(" AND ")} GROUP BY ${keys.join(", ")}`;
}

/**
 * Counts the reports that reorganisations moved from one group to another, or across the border of the region: what the same
 * question under the two trees differs by. Needs the rights of the platform.
 */
export async function countMoved(tx: Transaction, counting: Counting): Promise<readonly MovedReports[]> {
  const sources = planSources(counting);
  if (sources.length === 0) return [];
  const text = parametersOf();
  const moves = sources.map((source) => movesOf(counting, source, text)).join("\nUNION ALL\n");
  const statement = `SELECT coalesce(json_agg(json_build_array(period, before, after, path, reports::text[])), '[]')::text
    FROM (${moves}) AS moves WHERE before IS DISTINCT FROM after`;
  sendAhead(tx, "SET LOCAL enable_seqscan = off; SET LOCAL jit = off");
  const [[json] = []] = await sendPrepared(tx, statement, text.parameters, true);
  const rows: [number, string[] | null, string[] | null, string, string[]][] = JSON.parse(json as string);
  return added(
    rows.map(([period, then, now, path, reports]) => ({ period, then, now, path, reports: reports.map(BigInt) })),
  );
}

// What several sources have of one group: whole months of one, the days at the edges of another.
function added(moves: readonly MovedReports[]): MovedReports[] {
  const sums = new Map<string, MovedReports>();
  for (const move of moves) {
    const id = JSON.stringify([move.period, move.then, move.now, move.path]);
    const known = sums.get(id)?.reports ?? [];
    sums.set(id, { ...move, reports: move.reports.map((reports, at) => reports + (known[at] ?? 0n)) });
  }
  return [...sums.values()];
}
