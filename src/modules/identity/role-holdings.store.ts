import { and, asc, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { people, roleHoldings } from "../../../schema/index.js";
import type { Actor, Place, Role } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { inSight } from "./sight.store.js";

/** A role held, as it stands in the table. */
export type RoleHoldingRow = Omit<typeof roleHoldings.$inferSelect, "role"> & { role: Role };

/** The condition that a role is held on a day. */
export function isHeldOn(day: string): SQL {
  return sql`(${roleHoldings.withdrawnAt} IS NULL AND ${roleHoldings.validFrom} <= ${day}
    AND (${roleHoldings.validTo} IS NULL OR ${roleHoldings.validTo} > ${day}))`;
}

const isNotOver = (day: string): SQL | undefined =>
  and(isNull(roleHoldings.withdrawnAt), or(isNull(roleHoldings.validTo), gt(roleHoldings.validTo, day)));

/** Reads the roles that people hold on a day or will hold later, in the actor's scope. */
export async function findRolesOfPeople(
  tx: Transaction,
  actor: Actor,
  persons: readonly string[],
  today: string,
): Promise<RoleHoldingRow[]> {
  const rows = await tx
    .select()
    .from(roleHoldings)
    .where(and(inArray(roleHoldings.person, [...persons]), isNotOver(today), inSight(actor, roleHoldings)))
    .orderBy(asc(roleHoldings.bureau), asc(roleHoldings.role));
  return rows as RoleHoldingRow[];
}

/** Reads the roles of one person at all bureaus. Only inside `asSystem`, for one's own. */
export async function findRolesOfOnePerson(tx: Transaction, person: string, today: string): Promise<RoleHoldingRow[]> {
  const rows = await tx
    .select()
    .from(roleHoldings)
    .where(and(eq(roleHoldings.person, person), isNotOver(today)))
    .orderBy(asc(roleHoldings.bureau), asc(roleHoldings.role));
  return rows as RoleHoldingRow[];
}

/** Reads a role held in the actor's scope, also one that is over; null for one withdrawn or out of sight. */
export async function findRoleHolding(tx: Transaction, actor: Actor, id: string): Promise<RoleHoldingRow | null> {
  const [row] = await tx
    .select()
    .from(roleHoldings)
    .where(and(eq(roleHoldings.id, id), isNull(roleHoldings.withdrawnAt), inSight(actor, roleHoldings)));
  return row === undefined ? null : (row as RoleHoldingRow);
}

/**
 * Adds a role held; one of the same role at the same bureau that is over makes room for it.
 *
 * @returns false when the person holds the role at the bureau already, now or from a later day
 */
export async function insertRoleHolding(tx: Transaction, row: RoleHoldingRow, today: string): Promise<boolean> {
  await tx
    .update(roleHoldings)
    .set({ withdrawnAt: row.grantedAt })
    .where(
      and(
        eq(roleHoldings.person, row.person),
        eq(roleHoldings.role, row.role),
        eq(roleHoldings.bureau, row.bureau),
        isNull(roleHoldings.withdrawnAt),
        sql`${roleHoldings.validTo} <= ${today}`,
      ),
    );
  const inserted = await tx.insert(roleHoldings).values(row).onConflictDoNothing().returning({ id: roleHoldings.id });
  return inserted.length > 0;
}

/**
 * Ends a role: at an instant, or from a day on.
 *
 * @returns false when somebody withdrew it meanwhile
 */
export async function endRoleHolding(
  tx: Transaction,
  id: string,
  end: { withdrawnAt: Date } | { validTo: string },
): Promise<boolean> {
  const ended = await tx
    .update(roleHoldings)
    .set(end)
    .where(and(eq(roleHoldings.id, id), isNull(roleHoldings.withdrawnAt)))
    .returning({ id: roleHoldings.id });
  return ended.length > 0;
}

/**
 * The login of an unlocked administrator of a bureau, one today or from a later day; null where there is none. The bureau
 * is locked, so of two who appoint its first administrator at the same time one waits for the other.
 * Only inside `asSystem`.
 */
export async function findAdministrator(tx: Transaction, bureau: string, today: string): Promise<string | null> {
  await tx.execute(sql`SELECT 1 FROM bureaus WHERE code = ${bureau} FOR NO KEY UPDATE`);
  const [row] = await tx
    .select({ login: people.login })
    .from(roleHoldings)
    .innerJoin(people, eq(people.id, roleHoldings.person))
    .where(
      and(
        eq(roleHoldings.bureau, bureau),
        eq(roleHoldings.role, "ADMINISTRATOR"),
        isNotOver(today),
        isNull(people.lockedAt),
      ),
    )
    .orderBy(asc(people.login))
    .limit(1);
  return row?.login ?? null;
}

/**
 * The places at which a person is an administrator on a day and no other unlocked person is one without an end. The
 * roles are locked, so two administrators who remove each other at the same time wait for each other.
 * Only inside `asSystem`: the others may live in bureaus out of the actor's sight.
 *
 * @param bureau only this bureau; null for all
 */
export async function findPlacesLeftWithoutAdministrator(
  tx: Transaction,
  person: string,
  bureau: string | null,
  today: string,
): Promise<Place[]> {
  const held = tx
    .select({ bureau: roleHoldings.bureau })
    .from(roleHoldings)
    .where(
      and(
        eq(roleHoldings.person, person),
        eq(roleHoldings.role, "ADMINISTRATOR"),
        isHeldOn(today),
        bureau === null ? undefined : eq(roleHoldings.bureau, bureau),
      ),
    );
  const administrators = and(
    inArray(roleHoldings.bureau, held),
    eq(roleHoldings.role, "ADMINISTRATOR"),
    isNull(roleHoldings.withdrawnAt),
  );
  await tx
    .select({ id: roleHoldings.id })
    .from(roleHoldings)
    .where(administrators)
    .orderBy(roleHoldings.id)
    .for("update");
  const { province, city, county, bureau: code } = roleHoldings;
  const isLasting = sql`bool_or(${roleHoldings.person} <> ${person} AND ${people.lockedAt} IS NULL
    AND ${roleHoldings.validFrom} <= ${today} AND ${roleHoldings.validTo} IS NULL)`;
  return tx
    .select({ province, city, county, bureau: code })
    .from(roleHoldings)
    .innerJoin(people, eq(people.id, roleHoldings.person))
    .where(administrators)
    .groupBy(province, city, county, code)
    .having(sql`NOT ${isLasting}`);
}
