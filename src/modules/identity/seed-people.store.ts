import { sql } from "drizzle-orm";
import { people, roleHoldings } from "../../../schema/index.js";
import type { Place, Role } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { newId } from "../../platform/ids.js";
import { insertionOf, write } from "../../platform/writing.store.js";

/** A person to be seeded, with the roles that he holds at his home bureau from the day of seeding on. */
export interface PersonSeed {
  login: string;
  name: string;
  staffNumber?: string | null;
  workTelephone?: string | null;
  /** The home bureau's place. */
  bureau: Place;
  roles: readonly Role[];
}

const rowsInOneStatement = 1000;

/**
 * Adds people with their roles, in bulk, for the demo and for tests; one whose login is taken is left as he is.
 * Only inside `asSystem`; it records nothing, since nobody acts.
 *
 * @param at the instant of their creation; their roles are valid from that day in China
 * @returns the ids of all of them by login, also of those who were there already
 */
export async function seedPeople(
  tx: Transaction,
  seeds: readonly PersonSeed[],
  at: Date,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (let start = 0; start < seeds.length; start += rowsInOneStatement) {
    const chunk = seeds.slice(start, start + rowsInOneStatement);
    await seedChunk(tx, chunk, at);
    const logins = chunk.map(({ login }) => login);
    const rows = await tx
      .select({ id: people.id, login: people.login })
      .from(people)
      .where(sql`${people.login} = ANY (${sql.param(logins)}::text[])`);
    for (const { id, login } of rows) ids.set(login, id);
  }
  return ids;
}

async function seedChunk(tx: Transaction, seeds: readonly PersonSeed[], at: Date): Promise<void> {
  const rows = seeds.map(({ login, name, staffNumber = null, workTelephone = null, bureau }) => ({
    ...{ id: newId(at), ...columnsOf(bureau), login, name },
    ...{ staff_number: staffNumber, work_telephone: workTelephone, created_at: at },
  }));
  const listed = sql.raw(Object.keys(rows[0] ?? {}).join(", "));
  // As one parameter: to put a parameter for each value into a text takes longer than to write them all.
  const added = await tx.execute<{ id: string; login: string }>(sql`
    INSERT INTO ${people} (${listed})
    SELECT ${listed} FROM jsonb_populate_recordset(NULL::${people}, ${JSON.stringify(rows)}::text::jsonb)
    ON CONFLICT (login) DO NOTHING RETURNING id, login`);
  const idOf = new Map(added.map(({ id, login }) => [login, id]));
  const holdings = seeds.flatMap(({ login, bureau, roles }) => {
    const person = idOf.get(login);
    if (person === undefined) return [];
    const held = { ...columnsOf(bureau), person, validFrom: chinaDay(at), grantedAt: at };
    return roles.map((role) => ({ id: newId(at), ...held, role }));
  });
  await write(tx, [insertionOf(roleHoldings, holdings)]);
}

function columnsOf({ province, city, county, bureau }: Place): Place {
  return { province, city, county, bureau };
}
