import type { Transaction } from "../../../platform/database.js";
import { sendPrepared } from "../../../platform/transaction.js";
import { type DurationName, durations, type TicketDurationName, type View } from "../measures.js";
import { bases } from "../rollups/counters.js";
import type { Counting } from "./counting.js";
import type { Dimension } from "./dimensions.js";
import { factConditions, groupKeys, parametersOf, topicsOf, withLists } from "./rows.store.js";

/** How durations are spread: the smallest that so many in a hundred do not exceed (nearest rank). */
export interface Distribution {
  /** Of how many tickets, or calls. */
  readonly tickets: number;
  readonly median: number;
  readonly p90: number;
  readonly p99: number;
}

/** The distribution of one duration in one group. */
export interface DurationGroup {
  readonly measure: DurationName;
  readonly grouping: number;
  readonly period: number;
  readonly keys: readonly string[];
  readonly distribution: Distribution;
}

/** The groupings of a counting, and the total beside them, for percentiles do not add up. */
export function groupingsWithTotal({ groupings }: Counting): readonly (readonly Dimension[])[] {
  return groupings.some((dimensions) => dimensions.length === 0) ? groupings : [...groupings, []];
}

/**
 * How durations are spread, exactly, from the facts, for no rollup holds them.
 *
 * @param respondents of which respondents groups are read; null where tickets are not grouped by respondent
 */
export async function countDurations(
  tx: Transaction,
  counting: Counting,
  asked: readonly TicketDurationName[],
  view: View,
  respondents: readonly string[] | null,
): Promise<DurationGroup[]> {
  const text = parametersOf();
  const parts = asked.flatMap((measure) =>
    groupingsWithTotal(counting).flatMap((dimensions, grouping) =>
      counting.periods.map((days, period) => {
        const { column, ends } = durations[measure];
        const basis = view === "COHORT" ? "REGISTERED" : ends;
        const keys = groupKeys(dimensions, counting.tree, `f.${bases[basis]}`);
        const conditions = [
          ...factConditions(counting, dimensions, basis, days, text),
          `f.${column} IS NOT NULL`,
          ...(dimensions.includes("RESPONDENT")
            ? [`f.respondent = ANY(${text.parameter(respondents, "text[]")})`]
            : []),
        ];
        return `SELECT '${measure}' AS measure, ${grouping} AS g, ${period} AS p, ARRAY[${keys.join(", ")}]::text[] AS keys,
            count(*) AS tickets, percentile_disc(ARRAY[0.5, 0.9, 0.99]) WITHIN GROUP (ORDER BY f.${column}) AS ranks
          FROM ticket_facts AS f${topicsOf(dimensions, counting)} WHERE ${conditions.join(" AND ")}
          ${keys.length === 0 ? "" : `GROUP BY ${keys.join(", ")}`} HAVING count(*) > 0`;
      }),
    ),
  );
  const whole = `${withLists(text)}SELECT coalesce(json_agg(json_build_array(measure, g, p, keys, tickets, ranks)), '[]')::text
    FROM (${parts.join("\nUNION ALL\n")}) AS parts`;
  const [[json] = []] = await sendPrepared(tx, whole, text.parameters, true);
  const rows: [TicketDurationName, number, number, string[], number, [number, number, number]][] = JSON.parse(
    json as string,
  );
  return rows.map(([measure, grouping, period, keys, tickets, [median, p90, p99]]) => ({
    measure,
    grouping,
    period,
    keys,
    distribution: { tickets, median, p90, p99 },
  }));
}
