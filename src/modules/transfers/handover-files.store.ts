import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm";
import { handovers } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { TicketKey } from "../tickets/index.js";
import type { HandoverRow } from "./handover.store.js";

/** The side of a handing over that handed over, whose files are to follow. */
export type SentSide = Pick<
  HandoverRow,
  "province" | "ticketId" | "bureau" | "otherProvince" | "otherTicket" | "otherBureau"
>;

const sentSide = {
  province: handovers.province,
  ticketId: handovers.ticketId,
  bureau: handovers.bureau,
  otherProvince: handovers.otherProvince,
  otherTicket: handovers.otherTicket,
  otherBureau: handovers.otherBureau,
};

const sideThatSent = ({ province, id }: TicketKey) =>
  and(eq(handovers.province, province), eq(handovers.ticketId, id), eq(handovers.side, "FROM"));

/** The handings over whose files wait to follow, those that wait longest first, locked. Needs the rights of the platform. */
export function claimFilesDue(
  tx: Transaction,
  { at, limit, province }: { at: Date; limit: number; province: string | null },
): Promise<SentSide[]> {
  const { filesDue } = handovers;
  const within = province === null ? undefined : eq(handovers.province, province);
  return tx
    .select(sentSide)
    .from(handovers)
    .where(and(isNotNull(filesDue), lte(filesDue, at), within))
    .orderBy(asc(filesDue))
    .limit(limit)
    .for("no key update", { skipLocked: true });
}

/** How a ticket was handed over, locked; null where no files of it wait to follow. Needs the rights of the platform. */
export async function lockFilesDue(tx: Transaction, ticket: TicketKey): Promise<SentSide | null> {
  const isDue = and(sideThatSent(ticket), isNotNull(handovers.filesDue));
  const [row] = await tx.select(sentSide).from(handovers).where(isDue).for("no key update");
  return row ?? null;
}

/**
 * Says when the files of a ticket are to follow it to the province to which it was handed over: an instant where something
 * came that may, `infinity` where they must not be tried by themselves, null where nothing waits. Nothing is done for a
 * ticket that was not handed over. Needs the rights of the platform.
 */
export async function setFilesDue(tx: Transaction, ticket: TicketKey, due: Date | "infinity" | null): Promise<void> {
  const filesDue = due === "infinity" ? sql`'infinity'` : due;
  await tx.update(handovers).set({ filesDue }).where(sideThatSent(ticket));
}
