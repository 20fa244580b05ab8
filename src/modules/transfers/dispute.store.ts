import { getTableColumns, sql } from "drizzle-orm";
import { disputes, tickets } from "../../../schema/index.js";
import type { Place } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import { defineMatterList } from "./party-list.store.js";

/** A dispute as it stands in its table. */
export type DisputeRow = typeof disputes.$inferSelect;

/** The columns that an action upon a dispute may write. */
export type DisputeChanges = Partial<
  Pick<
    DisputeRow,
    | "state"
    | "answeredAt"
    | "answeredBy"
    | "answer"
    | "referredAt"
    | "referredBy"
    | "designated"
    | "grounds"
    | "endedAt"
    | "endedBy"
    | "refersOn"
  >
>;

/** The parties of a dispute, by the columns that name them. */
export const disputeParties = {
  raiser: disputes.raiser,
  proposed: disputes.proposed,
  superior: disputes.superior,
} as const;

/** The lists of disputes. */
export const disputeList = defineMatterList(disputes, {
  province: disputes.province,
  id: disputes.id,
  ticketId: disputes.ticketId,
  state: disputes.state,
  cities: [disputes.raiserCity, disputes.proposedCity],
  counties: [disputes.raiserCounty, disputes.proposedCounty],
  bureaus: [disputes.raiser, disputes.proposed, disputes.superior],
});

/** Where the bureau stands that raised a dispute, or returned the ticket last. */
export const raiserOf = (row: DisputeRow): Place => ({
  province: row.province,
  city: row.raiserCity,
  county: row.raiserCounty,
  bureau: row.raiser,
});

/** Where the bureau stands that is said to be competent. */
export const proposedOf = (row: DisputeRow): Place => ({
  province: row.province,
  city: row.proposedCity,
  county: row.proposedCounty,
  bureau: row.proposed,
});

/** Where the superior stands that designates. */
export const superiorOf = (row: DisputeRow): Place => ({
  province: row.province,
  city: row.superiorCity,
  county: row.superiorCounty,
  bureau: row.superior,
});

/** The writing of a new dispute. */
export function disputeInsertion(row: DisputeRow): Writing | null {
  return insertionOf(disputes, [row]);
}

/** The writing of a change of a dispute, which fails where it has not the version any more that was found. */
export function disputeUpdate({ province, id, version }: DisputeRow, changes: DisputeChanges): Writing {
  return updateOf(disputes, { province, id, version }, { ...changes, version: version + 1 });
}

/** What of its ticket the pass looks at. */
const ticketFacts = {
  ticketKind: tickets.kind,
  ticketState: tickets.state,
  ticketHolder: tickets.holder,
  ticketCity: tickets.city,
  ticketCounty: tickets.county,
} as const;

const isItsTicket = sql`${tickets.province} = ${disputes.province} AND ${tickets.id} = ${disputes.ticketId}`;

/** A dispute whose day has come, with its ticket as it stands. */
export type DueDispute = DisputeRow & {
  ticketKind: string;
  ticketState: string;
  ticketHolder: string;
  ticketCity: string | null;
  ticketCounty: string | null;
};

const dueColumns = { ...getTableColumns(disputes), ...ticketFacts };

// The ticket is locked with its dispute, for whoever acts on a dispute locks the ticket first. What somebody works on
// right now is left to the next run.
const due = statementOf(
  dueColumns,
  (columns) => sql`SELECT ${columns} FROM ${disputes} JOIN ${tickets} ON ${isItsTicket}
    WHERE ${disputes.refersOn} <= ${place("day")} AND ${disputes.refersOn} < 'infinity'
      AND (${place("province")}::text IS NULL OR ${disputes.province} = ${place("province")})
    ORDER BY ${disputes.refersOn}, ${disputes.province}, ${disputes.id} LIMIT ${place("limit")}
    FOR NO KEY UPDATE OF ${disputes}, ${tickets} SKIP LOCKED`,
);

/**
 * The disputes whose day has come, locked until the end of the transaction; found by the index of that day. Needs the rights
 * of the platform.
 *
 * @param day the day of today
 * @param province null for all
 */
export function claimDueDisputes(
  tx: Transaction,
  wanted: { day: string; limit: number; province: string | null },
): Promise<DueDispute[]> {
  return run(tx, due, wanted);
}

const dueAgain = statementOf(
  dueColumns,
  (columns) => sql`SELECT ${columns} FROM ${disputes} JOIN ${tickets} ON ${isItsTicket}
    WHERE ${disputes.province} = ${place("province")} AND ${disputes.id} = ${place("id")}
      AND ${disputes.state} IN ('NEGOTIATING', 'CONTESTED', 'REFERRED')
    FOR NO KEY UPDATE OF ${disputes}, ${tickets}`,
);

/** One dispute that has no end yet, with its ticket, locked; null where it has ended. Needs the rights of the platform. */
export async function lockOpenDispute(
  tx: Transaction,
  key: { province: string; id: string },
): Promise<DueDispute | null> {
  const [row] = await run(tx, dueAgain, key);
  return row ?? null;
}

const isOneOf = sql`(${disputes.province}, ${disputes.id}) IN
  (SELECT * FROM unnest(${place("provinces")}::text[], ${place("ids")}::text[]::uuid[]))`;

const changedTogether = {
  REFERRED: sql`state = 'REFERRED', referred_at = ${place("at")}, version = version + 1`,
  WITHDRAWN: sql`state = 'WITHDRAWN', ended_at = ${place("at")}, version = version + 1`,
  // Nobody's work on a dispute is in conflict with a look at it, so its version stays.
  LOOKED_AT: null,
} as const;

const together = (what: keyof typeof changedTogether) => {
  const change = changedTogether[what];
  return statementOf(
    {},
    () => sql`UPDATE ${disputes} SET ${change === null ? sql`` : sql`${change}, `}refers_on = ${place("day")}
      WHERE ${isOneOf}`,
  );
};

const changes = {
  REFERRED: together("REFERRED"),
  WITHDRAWN: together("WITHDRAWN"),
  LOOKED_AT: together("LOOKED_AT"),
} as const;

/**
 * Changes disputes that the transaction has locked, as the platform does by itself: they are referred or withdrawn, or looked
 * at again on a later day and nothing else. Needs the rights of the platform.
 *
 * @param moment when, and on which day the platform looks at them next: YYYY-MM-DD, or infinity
 */
export async function changeDisputes(
  tx: Transaction,
  rows: readonly { province: string; id: string }[],
  change: keyof typeof changes,
  { at, day }: { at: Date; day: string },
): Promise<void> {
  if (rows.length === 0) return;
  const keys = { provinces: rows.map(({ province }) => province), ids: rows.map(({ id }) => id) };
  await run(tx, changes[change], { at: at.toISOString(), day, ...keys });
}
