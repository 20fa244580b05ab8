import { type SQL, sql } from "drizzle-orm";
import { supervisionOrders, tickets, timelineEntries } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import type { TicketKey } from "../tickets/index.js";

/** The key of a supervision order. */
export type OrderKey = Pick<typeof supervisionOrders.$inferSelect, "province" | "id">;

/** Keys as rows of two columns, to be looked for among. */
export function keyRows(keys: readonly { province: string; id: string }[]): SQL {
  const provinces = sql.param(listParameter(keys.map(({ province }) => province)));
  const ids = sql.param(listParameter(keys.map(({ id }) => id)));
  return sql`SELECT * FROM unnest(${provinces}::text[], ${ids}::text[]::uuid[])`;
}

/** Where a ticket stands. */
export type StandingTicket = Pick<typeof tickets.$inferSelect, "province" | "id" | "holder" | "state">;

/** Where tickets stand now; for the platform. */
export async function findStandingTickets(tx: Transaction, keys: readonly TicketKey[]): Promise<StandingTicket[]> {
  if (keys.length === 0) return [];
  const { holder, id, province, state } = tickets;
  return tx
    .select({ province, id, holder, state })
    .from(tickets)
    .where(sql`(${province}, ${id}) IN (${keyRows(keys)})`);
}

/** A step on a ticket: the version that it made. */
export interface StepKey extends TicketKey {
  version: number;
}

/** Who took a step, as the timeline has it. */
export type StepRow = Pick<
  typeof timelineEntries.$inferSelect,
  "province" | "ticketId" | "sequence" | "bureau" | "person" | "client"
>;

/** Who took steps on tickets; for the platform. */
export async function findSteps(tx: Transaction, steps: readonly StepKey[]): Promise<StepRow[]> {
  if (steps.length === 0) return [];
  const { bureau, client, person, province, sequence, ticketId } = timelineEntries;
  const provinces = sql.param(listParameter(steps.map((step) => step.province)));
  const ids = sql.param(listParameter(steps.map(({ id }) => id)));
  const versions = sql.param(listParameter(steps.map(({ version }) => String(version))));
  return tx
    .select({ province, ticketId, sequence, bureau, person, client })
    .from(timelineEntries)
    .where(
      sql`(${province}, ${ticketId}, ${sequence}) IN
        (SELECT * FROM unnest(${provinces}::text[], ${ids}::text[]::uuid[], ${versions}::text[]::int[]))`,
    );
}

/** Where a supervision order stands, and who issued it. */
export type StandingOrder = Pick<
  typeof supervisionOrders.$inferSelect,
  "province" | "id" | "state" | "origin" | "receiver" | "issuer" | "issuerCity" | "issuerCounty"
>;

/** Where supervision orders stand now; for the platform. */
export async function findStandingOrders(tx: Transaction, keys: readonly OrderKey[]): Promise<StandingOrder[]> {
  if (keys.length === 0) return [];
  const { id, issuer, issuerCity, issuerCounty, origin, province, receiver, state } = supervisionOrders;
  return tx
    .select({ province, id, state, origin, receiver, issuer, issuerCity, issuerCounty })
    .from(supervisionOrders)
    .where(sql`(${province}, ${id}) IN (${keyRows(keys)})`);
}
