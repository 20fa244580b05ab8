import { and, asc, eq, inArray, isNotNull, type SQL } from "drizzle-orm";
import { attachments } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { insertionOf, type Writing } from "../../platform/writing.store.js";
import type { TicketKey } from "../tickets/index.js";
import type { ScanState } from "./attachment.states.js";
import type { AttachmentRow } from "./attachment.store.js";

const ofTicket = ({ province, id }: TicketKey): SQL | undefined =>
  and(eq(attachments.province, province), eq(attachments.ticketId, id));

/**
 * Locks what of a ticket may follow it where it is handed over: what is stored and may be opened.
 *
 * @param scans what the virus scan must have said
 */
export function lockFollowing(
  tx: Transaction,
  ticket: TicketKey,
  scans: readonly ScanState[],
): Promise<AttachmentRow[]> {
  const { id, objectKey, scan, state } = attachments;
  const mayFollow = and(eq(state, "STORED"), isNotNull(objectKey), inArray(scan, [...scans]));
  return tx
    .select()
    .from(attachments)
    .where(and(ofTicket(ticket), mayFollow))
    .orderBy(asc(id))
    .for("no key update");
}

/** What a ticket keeps already of what follows it: the rows that came so before, and those that have the same content. */
export function findFollowed(
  tx: Transaction,
  ticket: TicketKey,
): Promise<Pick<AttachmentRow, "handedFrom" | "sha256" | "state">[]> {
  const { handedFrom, sha256, state } = attachments;
  return tx.select({ handedFrom, sha256, state }).from(attachments).where(ofTicket(ticket));
}

/** The insertion of files that follow a ticket. */
export function followingInsertion(rows: readonly AttachmentRow[]): Writing | null {
  return insertionOf(attachments, rows);
}
