import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import type { ApiClientSecret } from "./api-client.type.js";
import { findSecrets } from "./api-clients.store.js";
import { findPeople, findPeopleOfAnyBureau } from "./people.store.js";
import { type Person, toPerson } from "./person.type.js";
import { type RoleHolding, toRoleHolding } from "./role.type.js";
import { findRolesOfOnePerson, findRolesOfPeople } from "./role-holdings.store.js";

/** Reads people by id under the request's scope; null for one who is not in sight. */
export const personLoader = defineLoader<Person>(async (context, ids) => {
  const rows = await inScope(context, (tx) => findPeople(tx, actorOf(context), ids));
  return new Map(rows.map((row) => [row.id, toPerson(row)]));
});

/** The name of an officer, as it stands in a timeline. */
export interface PersonName {
  id: string;
  name: string;
  /** The code of the home bureau. */
  bureau: string;
}

/**
 * Reads the names of people by id, whether or not their rows are in scope.
 *
 * SECURITY: widened sight: only the names and home bureaus of officers, for the timelines of objects that the caller
 * sees; whoever uses this has taken the ids from such an object. Nothing else of a person leaves by it.
 */
export const personNameLoader = defineLoader<PersonName>(async (context, ids) => {
  const rows = await context.database.asSystem("names of officers in timelines", (tx) =>
    findPeopleOfAnyBureau(tx, ids),
  );
  return new Map(rows.map(({ id, name, bureau }) => [id, { id, name, bureau }]));
});

function grouped<Row, Value>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  toValue: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [toValue(row)]);
    else group.push(toValue(row));
  }
  return groups;
}

/** Reads the roles that people hold or will hold, at bureaus in scope, by the person's id; null for none. */
export const rolesLoader = defineLoader<RoleHolding[]>(async (context, persons) => {
  const today = chinaDay(context.clock.now());
  const rows = await inScope(context, (tx) => findRolesOfPeople(tx, actorOf(context), persons, today));
  return grouped(rows, ({ person }) => person, toRoleHolding);
});

/** Reads the secrets of clients that are valid now, without their hashes, by the client's id; null for none. */
export const secretsLoader = defineLoader<ApiClientSecret[]>(async (context, clients) => {
  const now = context.clock.now();
  const rows = await inScope(context, (tx) => findSecrets(tx, actorOf(context), clients, now));
  return grouped(
    rows,
    ({ client }) => client,
    ({ createdAt, expiresAt }) => ({ createdAt, expiresAt }),
  );
});

/** One's own person and all the roles that one holds or will hold. */
export interface OwnRecord {
  person: Person;
  holdings: RoleHolding[];
}

const ownRecordLoader = defineLoader<OwnRecord>(async (context) => {
  const id = actorOf(context).person?.id;
  if (id === undefined) return new Map();
  const today = chinaDay(context.clock.now());
  return context.database.asSystem("a person reads his own record", async (tx) => {
    const [row] = await findPeopleOfAnyBureau(tx, [id]);
    const holdings = await findRolesOfOnePerson(tx, id, today);
    if (row === undefined) return new Map();
    return new Map([[id, { person: toPerson(row), holdings: holdings.map(toRoleHolding) }]]);
  });
});

/**
 * Reads the acting person himself; null for a program that acts for itself.
 *
 * SECURITY: widened sight: everybody sees his own row and his own roles, also when he acts at a bureau from which they
 * are out of scope. The id is the actor's, never one that came with the request.
 */
export async function readOwnRecord(context: RequestContext): Promise<OwnRecord | null> {
  const id = actorOf(context).person?.id;
  return id === undefined ? null : ownRecordLoader(context, id);
}
