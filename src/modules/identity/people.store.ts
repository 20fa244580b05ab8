import { and, asc, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { people, roleHoldings } from "../../../schema/index.js";
import type { Actor, Role } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { isHeldOn } from "./role-holdings.store.js";
import { inSight } from "./sight.store.js";

/** A person as he stands in the table. */
export type PersonRow = typeof people.$inferSelect;

/** What a list of people may ask. */
export interface PersonFilter {
  /** The code of the home bureau. */
  bureau?: string | null | undefined;
  /** A role that is held today, at any bureau in sight. */
  role?: Role | null | undefined;
  /** A part of the login or of the name. */
  search?: string | null | undefined;
  isLocked?: boolean | null | undefined;
}

/** Names a person by id or by login. */
export type PersonKey = { id: string } | { login: string };

const isNamed = (key: PersonKey): SQL => ("id" in key ? eq(people.id, key.id) : eq(people.login, key.login));

/** Reads a person in the actor's scope; null for one who is not there or not in sight. */
export async function findPerson(tx: Transaction, actor: Actor, key: PersonKey): Promise<PersonRow | null> {
  const [row] = await tx
    .select()
    .from(people)
    .where(and(isNamed(key), inSight(actor, people)));
  return row ?? null;
}

/** Reads a person in the actor's scope for a change; others who change him wait. */
export async function findPersonForChange(tx: Transaction, actor: Actor, id: string): Promise<PersonRow | null> {
  const [row] = await tx
    .select()
    .from(people)
    .where(and(eq(people.id, id), inSight(actor, people)))
    .for("no key update");
  return row ?? null;
}

/** Reads people by id in the actor's scope; those who are not in sight are left out. */
export async function findPeople(tx: Transaction, actor: Actor, ids: readonly string[]): Promise<PersonRow[]> {
  return tx
    .select()
    .from(people)
    .where(and(inArray(people.id, [...ids]), inSight(actor, people)));
}

/** Reads people by id whatever the scope. Only inside `asSystem`, for one's own row and for names in timelines. */
export async function findPeopleOfAnyBureau(tx: Transaction, ids: readonly string[]): Promise<PersonRow[]> {
  return tx
    .select()
    .from(people)
    .where(inArray(people.id, [...ids]));
}

const containing = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

function matching(actor: Actor, filter: PersonFilter, today: string): SQL | undefined {
  const { bureau, role, search, isLocked } = filter;
  return and(
    inSight(actor, people),
    bureau == null ? undefined : eq(people.bureau, bureau),
    isLocked == null ? undefined : isLocked ? isNotNull(people.lockedAt) : isNull(people.lockedAt),
    search == null
      ? undefined
      : or(sql`${people.login} LIKE ${containing(search)}`, sql`${people.name} LIKE ${containing(search)}`),
    role == null
      ? undefined
      : sql`EXISTS (SELECT 1 FROM ${roleHoldings} WHERE ${roleHoldings.person} = ${people.id}
          AND ${roleHoldings.role} = ${role} AND ${isHeldOn(today)})`,
  );
}

/** People in scope in the order in which they were added, one more than the page where more follow. */
export async function searchPeople(
  tx: Transaction,
  actor: Actor,
  filter: PersonFilter,
  today: string,
  page: PageRequest,
): Promise<PersonRow[]> {
  return tx
    .select()
    .from(people)
    .where(and(matching(actor, filter, today), page.after === null ? undefined : gt(people.id, page.after.id)))
    .orderBy(asc(people.id))
    .limit(page.first + 1);
}

/** How many people a search finds, up to one more than the limit of exact counts. */
export async function countPeople(tx: Transaction, actor: Actor, filter: PersonFilter, today: string): Promise<number> {
  const found = tx
    .select({ id: people.id })
    .from(people)
    .where(matching(actor, filter, today));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/**
 * Adds a person.
 *
 * @returns false when the login is taken, by whomever
 */
export async function insertPerson(tx: Transaction, row: PersonRow): Promise<boolean> {
  const inserted = await tx
    .insert(people)
    .values(row)
    .onConflictDoNothing({ target: people.login })
    .returning({ id: people.id });
  return inserted.length > 0;
}

/** Changes a person whom the transaction has read for a change, and raises his version. */
export async function updatePersonRow(
  tx: Transaction,
  row: PersonRow,
  changes: Partial<Pick<PersonRow, "name" | "staffNumber" | "workTelephone" | "lockedAt">>,
): Promise<PersonRow> {
  const changed = { ...changes, version: row.version + 1 };
  await tx.update(people).set(changed).where(eq(people.id, row.id));
  return { ...row, ...changed };
}
