import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import { batchSize, createExchange } from "./records.js";

/** The place of a bureau, as its rows have it. */
export interface BureauPlace {
  code: string;
  province: string;
  city: string | null;
}

interface LimitOptions {
  records: number;
  /** The bureaus, in turn. */
  places: readonly BureauPlace[];
  now: number;
}

/**
 * What the table itself can take: the same calls as rows that are ready, 500 in an insertion written by hand, over as many
 * connections; without tokens, checks, sealing, audit or events, and past the row policies.
 *
 * @returns rows a second
 */
export async function measureLimit(
  sql: Sql,
  connections: number,
  { now, places, records }: LimitOptions,
): Promise<number> {
  const batches = places.flatMap((place, number) => batchesOf(place, number, now, records / places.length));
  const start = performance.now();
  const lane = async (): Promise<void> => {
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
      await sql`INSERT INTO calls ${sql(batch as never)}`;
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return records / ((performance.now() - start) / 1000);
}

function batchesOf({ city, code, province }: BureauPlace, number: number, now: number, records: number): object[][] {
  const exchange = createExchange(`limit-${code}`, 1000 + number, now);
  const batches: object[][] = [];
  let count = 0;
  while (batches.length * batchSize < records) {
    const at = new Date(now);
    const rows = exchange.next().calls.map(({ answeredAt, callId, caller, endedAt, offeredAt, revision, ...rest }) => {
      count += 1;
      const waited = (Date.parse(answeredAt ?? endedAt ?? offeredAt) - Date.parse(offeredAt)) / 1000;
      return {
        ...{ province, city, bureau: code, source: "limit", call_id: `${callId}-${count}`, revision },
        id: idAt(offeredAt),
        ...{ outcome: rest.outcome, offered_at: offeredAt, answered_at: answeredAt, ended_at: endedAt },
        waiting_seconds: endedAt === null ? null : Math.floor(waited),
        ...{ queue: rest.queue, operator_number: rest.operatorNumber, recorded_at: at, changed_at: at },
        ...{ caller_digest: caller === null ? null : randomBytes(32).toString("base64url"), caller_masked: caller },
        ...{ key_id: caller === null ? null : "k1", sealed: caller === null ? null : randomBytes(39) },
      };
    });
    batches.push(rows);
  }
  return batches;
}

function idAt(instant: string): string {
  const hex = Date.parse(instant).toString(16).padStart(12, "0") + randomBytes(10).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
