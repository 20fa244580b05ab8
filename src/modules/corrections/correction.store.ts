import { and, asc, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import { corrections } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { TicketKey } from "../tickets/index.js";
import type { CorrectionState, CorrectionView } from "./correction.enums.js";

/** A request as it stands in its table. */
export type CorrectionRow = typeof corrections.$inferSelect;

/** The key of a request. */
export type CorrectionKey = Pick<CorrectionRow, "province" | "ticketId" | "id">;

const isKey = ({ id, province, ticketId }: CorrectionKey) =>
  and(eq(corrections.province, province), eq(corrections.ticketId, ticketId), eq(corrections.id, id));

/** Reads a request; null where its ticket is not visible. */
export async function findCorrection(tx: Transaction, key: CorrectionKey): Promise<CorrectionRow | null> {
  const [row] = await tx.select().from(corrections).where(isKey(key));
  return row ?? null;
}

/** The same, locked until the end of the transaction. Its ticket is locked before it, always in this order. */
export async function lockCorrection(tx: Transaction, key: CorrectionKey): Promise<CorrectionRow | null> {
  const [row] = await tx.select().from(corrections).where(isKey(key)).for("update");
  return row ?? null;
}

/** The request on a ticket that nobody has answered; null where there is none. */
export async function findOpenCorrection(tx: Transaction, { id, province }: TicketKey): Promise<CorrectionRow | null> {
  const [row] = await tx
    .select()
    .from(corrections)
    .where(and(eq(corrections.province, province), eq(corrections.ticketId, id), eq(corrections.state, "REQUESTED")));
  return row ?? null;
}

/** How many requests of one ticket are read with it, the newest first. */
const mostOfTicket = 20;

/** Reads the requests of tickets, the newest first, at most 20 of each; the row policies decide what is visible. */
export function findCorrectionsOf(tx: Transaction, keys: readonly TicketKey[]): Promise<CorrectionRow[]> {
  const provinces = sql.param(keys.map(({ province }) => province));
  const ids = sql.param(keys.map(({ id }) => id));
  const newest = sql`(SELECT of_ticket.id FROM unnest(${provinces}::text[], ${ids}::text[]::uuid[]) AS asked (province, ticket)
    CROSS JOIN LATERAL (SELECT newest.id FROM corrections AS newest
      WHERE newest.province = asked.province AND newest.ticket_id = asked.ticket
      ORDER BY newest.id DESC LIMIT ${mostOfTicket}) AS of_ticket)`;
  return tx
    .select()
    .from(corrections)
    .where(
      sql`(${corrections.province}, ${corrections.ticketId}) IN
        (SELECT * FROM unnest(${provinces}::text[], ${ids}::text[]::uuid[])) AND ${corrections.id} IN ${newest}`,
    )
    .orderBy(asc(corrections.province), asc(corrections.ticketId), desc(corrections.id));
}

/** The writing of a new request. */
export function correctionInsertion(row: CorrectionRow): Writing | null {
  return insertionOf(corrections, [row]);
}

/** The writing of an answer, which fails where the request has not the version any more that was found. */
export function correctionUpdate(
  { id, province, ticketId, version }: CorrectionRow,
  changes: Partial<Pick<CorrectionRow, "state" | "answeredBy" | "answeredAt" | "answer">>,
): Writing {
  return updateOf(corrections, { province, ticketId, id, version }, { ...changes, version: version + 1 });
}

/** Which requests are listed. */
export interface CorrectionCriteria {
  bureau: string;
  view: CorrectionView;
  state: CorrectionState | null;
}

function matching({ bureau, state, view }: CorrectionCriteria): SQL | undefined {
  const side = view === "FOR_US" ? corrections.bureau : corrections.asker;
  return and(eq(side, bureau), state === null ? undefined : eq(corrections.state, state));
}

/** A page of requests, the newest first, and one more where more follow. */
export function listCorrections(
  tx: Transaction,
  criteria: CorrectionCriteria,
  page: PageRequest,
): Promise<CorrectionRow[]> {
  const before = page.after === null ? undefined : lt(corrections.id, page.after.id);
  return tx
    .select()
    .from(corrections)
    .where(and(matching(criteria), before))
    .orderBy(desc(corrections.id))
    .limit(page.first + 1);
}

/** How many there are, counted up to one more than a list counts. */
export function countCorrections(tx: Transaction, criteria: CorrectionCriteria): Promise<number> {
  const found = tx.select().from(corrections).where(matching(criteria));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}
