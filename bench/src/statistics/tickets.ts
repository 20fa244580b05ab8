import postgres from "postgres";
import type { Answered } from "./asking.js";
import type { Asked } from "./questions.js";

/** How long the question of the nation takes over the tickets themselves, for the record. */
export interface TicketsMeasured {
  milliseconds: number;
  /** How many numbers were the same. */
  equal: number;
}

/** What of the question the tickets alone can answer: whether limits were met stands with the deadlines. */
const statement = (spans: readonly string[]): string => `
  SELECT province, CASE WHEN ${spans[0]} THEN 0 ELSE 1 END AS p, count(*) AS received, count(closed_at) AS closed,
    coalesce(sum(recovered_loss) FILTER (WHERE closed_at IS NOT NULL), 0) AS loss
  FROM tickets WHERE ${spans.join(" OR ")} GROUP BY 1, 2`;

const spanOf = ({ from, to }: { from: string; to: string }): string =>
  `registered_at >= '${from} 00:00+08' AND registered_at < timestamptz '${to} 00:00+08' + interval '1 day'`;

/**
 * Asks the tickets themselves for what came in, was closed and was recovered, by province and year.
 *
 * @throws Error where they say something else than the product
 */
export async function measureTickets(
  url: string,
  main: Asked,
  answers: ReadonlyMap<Asked, Answered>,
): Promise<TicketsMeasured> {
  const answered = answers.get(main);
  if (answered?.comparedPeriod == null) throw new Error("the question of the nation was not answered");
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const start = performance.now();
    const rows = await sql.unsafe(statement([spanOf(main.question.period), spanOf(answered.comparedPeriod)])).values();
    const milliseconds = performance.now() - start;
    const places = [0, 1, 4];
    let equal = 0;
    for (const [province, p, ...wanted] of rows) {
      const row = answered.rows.find(({ keys }) => keys[0]?.code === province);
      const given = places.map((place) => {
        const value = row?.values[place];
        return String((p === 0 ? value : value?.compared)?.numerator ?? 0);
      });
      if (given.join() !== wanted.join()) throw new Error(`${province}: ${given.join()} and not ${wanted.join()}`);
      equal += given.length;
    }
    return { milliseconds, equal };
  } finally {
    await sql.end({ timeout: 5 });
  }
}
