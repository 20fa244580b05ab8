import { sql } from "drizzle-orm";
import { priceDeskSettings, ticketDetails, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { place, type RowOf, run, statementOf } from "../../platform/statement.js";
import type { TicketKey } from "../tickets/index.js";

const matterFields = {
  province: tickets.province,
  id: tickets.id,
  city: tickets.city,
  county: tickets.county,
  holder: tickets.holder,
  kind: tickets.kind,
  state: tickets.state,
  line: tickets.line,
  issueClass: tickets.issueClass,
  goodsClass: tickets.goodsClass,
  respondentName: tickets.respondentName,
  respondentAddress: ticketDetails.respondentAddress,
  searchText: ticketDetails.searchText,
};

/** What suggestions are made from: how a ticket is sorted, where it is handled, and its masked text. */
export type Matter = RowOf<typeof matterFields>;

const matters = statementOf(
  matterFields,
  (columns) => sql`SELECT ${columns} FROM ${tickets} JOIN ${ticketDetails}
    ON ${ticketDetails.province} = ${tickets.province} AND ${ticketDetails.ticketId} = ${tickets.id}
    WHERE (${tickets.province}, ${tickets.id}) IN
      (SELECT * FROM unnest(${place("provinces")}::text[], ${place("ids")}::text[]::uuid[]))`,
);

/** What suggestions upon tickets are made from; for the platform, which sees all of them. */
export function findMatters(tx: Transaction, keys: readonly TicketKey[]): Promise<Matter[]> {
  const listed = listParameter(keys);
  return run(tx, matters, { provinces: listed.map((key) => key.province), ids: listed.map((key) => key.id) });
}

const ownWordFields = {
  province: priceDeskSettings.province,
  city: priceDeskSettings.city,
  county: priceDeskSettings.county,
  bureau: priceDeskSettings.bureau,
  words: priceDeskSettings.words,
};

/** The words of a desk, and where it stands. */
export type DeskWords = RowOf<typeof ownWordFields>;

const ownWords = statementOf(
  ownWordFields,
  (columns) => sql`SELECT ${columns} FROM ${priceDeskSettings} WHERE cardinality(${priceDeskSettings.words}) > 0`,
);

/** The words of all desks that have some; for the platform. */
export function findDeskWords(tx: Transaction): Promise<DeskWords[]> {
  return run(tx, ownWords);
}

const watermark = sql`FROM price_watermarks WHERE region = ${place("region")}`;

const lockedMark = statementOf(
  { position: sql<string>`position::text` },
  (columns) => sql`SELECT ${columns} ${watermark} FOR UPDATE SKIP LOCKED`,
);

const startedMark = statementOf(
  { count: sql<number>`count(*)::int` },
  (columns) => sql`WITH started AS (INSERT INTO price_watermarks (region, position) VALUES (${place("region")}, 0)
    ON CONFLICT (region) DO NOTHING RETURNING 1) SELECT ${columns} FROM started`,
);

/**
 * How far the log was read for a region, locked until the end of the transaction.
 *
 * @returns null while another process reads it
 */
export async function lockWatermark(tx: Transaction, region: string): Promise<number | null> {
  const [found] = await run(tx, lockedMark, { region });
  if (found !== undefined) return Number(found.position);
  const [{ count } = { count: 0 }] = await run(tx, startedMark, { region });
  return count === 0 ? null : 0;
}

const movedMark = statementOf(
  { count: sql<number>`count(*)::int` },
  (columns) => sql`WITH moved AS (UPDATE price_watermarks SET position = ${place("position")}::bigint
    WHERE region = ${place("region")} RETURNING 1) SELECT ${columns} FROM moved`,
);

/** Notes how far the log was read. */
export async function moveWatermark(tx: Transaction, region: string, position: number): Promise<void> {
  await run(tx, movedMark, { region, position });
}
