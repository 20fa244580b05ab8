import { and, asc, desc, eq, getTableColumns, gt, isNull, lt, not, type SQL, sql } from "drizzle-orm";
import { extensionRequests, ticketDeadlines, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { TicketKey } from "../tickets/index.js";
import type { ExtensionView } from "./extension.enums.js";
import type { ExtensionState } from "./extension.workflow.js";

/** A request as it stands in its table. */
export type StoredRequest = typeof extensionRequests.$inferSelect;

/** A request with what of its ticket and its deadline decides how it stands. */
export interface ExtensionRow extends StoredRequest {
  /** Who holds the ticket now. */
  holder: string;
  ticketState: string;
  limit: string;
  deadlineState: string;
  deadlineDueOn: string;
}

/** The key of a request. */
export type ExtensionKey = Pick<StoredRequest, "province" | "ticketId" | "id">;

const columns = {
  ...getTableColumns(extensionRequests),
  holder: tickets.holder,
  ticketState: tickets.state,
  limit: ticketDeadlines.limit,
  deadlineState: ticketDeadlines.state,
  deadlineDueOn: ticketDeadlines.dueOn,
};

function selectRequests(tx: Transaction) {
  const { province, ticketId, deadline } = extensionRequests;
  return tx
    .select(columns)
    .from(extensionRequests)
    .innerJoin(tickets, and(eq(tickets.province, province), eq(tickets.id, ticketId)))
    .innerJoin(
      ticketDeadlines,
      and(
        eq(ticketDeadlines.province, province),
        eq(ticketDeadlines.ticketId, ticketId),
        eq(ticketDeadlines.sequence, deadline),
      ),
    )
    .$dynamic();
}

const hasKey = ({ province, ticketId, id }: ExtensionKey): SQL | undefined =>
  and(eq(extensionRequests.province, province), eq(extensionRequests.ticketId, ticketId), eq(extensionRequests.id, id));

/** Reads a request; null where its ticket is not visible. */
export async function findRequest(tx: Transaction, key: ExtensionKey): Promise<ExtensionRow | null> {
  const [row] = await selectRequests(tx).where(hasKey(key));
  return row ?? null;
}

/** Reads requests by key, at most 1,000; those whose ticket is not visible are left out. */
export async function findRequests(tx: Transaction, keys: readonly ExtensionKey[]): Promise<ExtensionRow[]> {
  const listed = listParameter(keys);
  const provinces = sql.param(listed.map(({ province }) => province));
  const tickets = sql.param(listed.map(({ ticketId }) => ticketId));
  const ids = sql.param(listed.map(({ id }) => id));
  const { province, ticketId, id } = extensionRequests;
  return selectRequests(tx).where(
    sql`(${province}, ${ticketId}, ${id}) IN
      (SELECT * FROM unnest(${provinces}::text[], ${tickets}::text[]::uuid[], ${ids}::text[]::uuid[]))`,
  );
}

/** Locks a request until the end of the transaction. Its ticket is locked before it, always in this order. */
export async function lockRequest(tx: Transaction, key: ExtensionKey): Promise<ExtensionRow | null> {
  const [row] = await selectRequests(tx).where(hasKey(key)).for("update", { of: extensionRequests });
  return row ?? null;
}

/** How many of the requests of one ticket are read with it, the newest first. */
export const mostOfTicket = 20;

/** Reads the requests of tickets, the newest first, at most 20 of each; the row policies decide what is visible. */
export async function findRequestsOf(tx: Transaction, keys: readonly TicketKey[]): Promise<ExtensionRow[]> {
  if (keys.length === 0) return [];
  const listed = listParameter(keys);
  const provinces = sql.param(listed.map(({ province }) => province));
  const ids = sql.param(listed.map(({ id }) => id));
  const { province, ticketId, id } = extensionRequests;
  const newest = sql`(SELECT id FROM unnest(${provinces}::text[], ${ids}::text[]::uuid[]) AS asked (province, ticket)
    CROSS JOIN LATERAL (SELECT newest.id FROM extension_requests AS newest
      WHERE newest.province = asked.province AND newest.ticket_id = asked.ticket
      ORDER BY newest.id DESC LIMIT ${mostOfTicket}) AS of_ticket)`;
  return selectRequests(tx)
    .where(
      and(
        sql`(${province}, ${ticketId}) IN (SELECT * FROM unnest(${provinces}::text[], ${ids}::text[]::uuid[]))`,
        sql`${id} IN ${newest}`,
      ),
    )
    .orderBy(asc(province), asc(ticketId), desc(id));
}

/** The writing of a new request. */
export function requestInsertion(request: StoredRequest): Writing | null {
  return insertionOf(extensionRequests, [request]);
}

/** What a decision writes. */
export type RequestChanges = Partial<
  Pick<StoredRequest, "state" | "dueAfter" | "decidedBy" | "decidedAt" | "decisionRemark">
>;

/** The writing of a decision, which fails where the request has not the version any more that was found. */
export function requestUpdate({ province, ticketId, id, version }: ExtensionRow, changes: RequestChanges): Writing {
  return updateOf(extensionRequests, { province, ticketId, id, version }, { ...changes, version: version + 1 });
}

/** Which requests are listed; what is null is open. */
export interface ExtensionCriteria {
  bureau: string | null;
  ticket: TicketKey | null;
  view: ExtensionView;
  state: ExtensionState | null;
  /** The day on which it is asked, in China. */
  today: string;
}

// What is stored as pending and is none any more; `lapseOf` says the same.
function isLapsedOn(today: string): SQL {
  return sql`(${tickets.holder} <> ${extensionRequests.bureau} OR ${ticketDeadlines.state} <> 'RUNNING'
    OR ${ticketDeadlines.dueOn} < ${today})`;
}

function hasState(state: ExtensionState, today: string): SQL | undefined {
  const stored = eq(extensionRequests.state, state);
  const pending = eq(extensionRequests.state, "PENDING");
  if (state === "PENDING") return and(pending, not(isLapsedOn(today)));
  return state === "LAPSED" ? sql`(${stored} OR (${pending} AND ${isLapsedOn(today)}))` : stored;
}

function matching({ bureau, ticket, view, state, today }: ExtensionCriteria): SQL | undefined {
  const { province, ticketId } = extensionRequests;
  return and(
    bureau === null ? undefined : eq(extensionRequests.bureau, bureau),
    ticket === null ? undefined : and(eq(province, ticket.province), eq(ticketId, ticket.id)),
    view === "TO_DECIDE" ? hasState("PENDING", today) : undefined,
    state === null ? undefined : hasState(state, today),
  );
}

/** A page of requests, and one row more where more follow; the row policies decide what is visible. */
export function findRequestPage(
  tx: Transaction,
  criteria: ExtensionCriteria,
  { after, first }: PageRequest,
): Promise<ExtensionRow[]> {
  const { id } = extensionRequests;
  const isOldestFirst = criteria.view === "TO_DECIDE";
  const follows = after === null ? undefined : isOldestFirst ? gt(id, after.id) : lt(id, after.id);
  return selectRequests(tx)
    .where(and(matching(criteria), follows))
    .orderBy(isOldestFirst ? asc(id) : desc(id))
    .limit(first + 1);
}

/** How many requests there are, up to one more than lists count. */
export function countRequests(tx: Transaction, criteria: ExtensionCriteria): Promise<number> {
  const found = selectRequests(tx).where(matching(criteria));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/**
 * Requests that are stored as pending and have ended, by the index of the pending ones, which are few: each lives as long as
 * its limit. Request and ticket are locked; what somebody else has in his hands is left for the next time, so that nobody
 * waits for anybody.
 */
export function claimLapsed(
  tx: Transaction,
  { today, limit, province }: { today: string; limit: number; province: string | null },
): Promise<ExtensionRow[]> {
  return selectRequests(tx)
    .where(
      and(
        eq(extensionRequests.state, "PENDING"),
        isLapsedOn(today),
        province === null ? undefined : eq(extensionRequests.province, province),
      ),
    )
    .orderBy(asc(extensionRequests.bureau), asc(extensionRequests.id))
    .limit(limit)
    .for("update", { of: [tickets, extensionRequests], skipLocked: true });
}

/** A request whose end was written without its records, locked with its ticket; null where it has them. */
export async function lockParked(tx: Transaction, key: ExtensionKey): Promise<ExtensionRow | null> {
  const { province, id } = tickets;
  await tx
    .select({ id })
    .from(tickets)
    .where(and(eq(province, key.province), eq(id, key.ticketId)))
    .for("update");
  const isParked = and(eq(extensionRequests.state, "LAPSED"), isNull(extensionRequests.decidedAt));
  const [row] = await selectRequests(tx)
    .where(and(hasKey(key), isParked))
    .for("update", { of: extensionRequests });
  return row ?? null;
}

/** Writes that requests lapsed; without an instant their records are still to be made. */
export async function markLapsed(tx: Transaction, rows: readonly ExtensionKey[], at: Date | null): Promise<void> {
  const provinces = sql.param(rows.map(({ province }) => province));
  const ticketIds = sql.param(rows.map(({ ticketId }) => ticketId));
  const ids = sql.param(rows.map(({ id }) => id));
  const { province, ticketId, id, version } = extensionRequests;
  await tx
    .update(extensionRequests)
    .set({ state: "LAPSED", decidedAt: at, version: sql`${version} + 1` })
    .where(
      sql`(${province}, ${ticketId}, ${id}) IN
        (SELECT * FROM unnest(${provinces}::text[], ${ticketIds}::text[]::uuid[], ${ids}::text[]::uuid[]))`,
    );
}
