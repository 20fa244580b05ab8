import { seedPeople } from "../modules/identity/index.js";
import { actingBureauOf, type BureauRow, findBureaus, placeOf, seedBureaus } from "../modules/jurisdictions/index.js";
import type { Actor } from "../platform/actor.js";
import type { Database, Transaction } from "../platform/database.js";
import { callHappenings } from "./calls.js";
import { demoBureaus } from "./demo-bureaus.js";
import { type DemoPerson, demoPeople } from "./demo-people.js";
import { knowledgeHappenings } from "./knowledge.js";
import { planTickets } from "./plan.js";
import { type DemoOptions, happeningsOf, openStage, play } from "./play.js";
import { rosterHappenings } from "./rosters.js";
import { findIds, hasBureaus, hasTickets } from "./whole-load.store.js";

/** How much was loaded. */
export interface DemoWorld {
  bureaus: number;
  people: number;
  /** Registrations of tickets; those of mixed material are two tickets each. */
  registrations: number;
}

/** The people came before the first ticket, also of those that show published figures. */
const peopleSince = new Date("2018-12-03T09:00:00+08:00");

/**
 * Loads the demo world into a database that has no bureau but the nation's: bureaus, people, and tickets that real
 * commands register and move on, by the people who may, at instants of the two months up to now. One transaction: the
 * world is there as a whole or not at all, also when the process is killed.
 *
 * SECURITY: for development only; whoever calls this has made sure that it is not production.
 *
 * @returns null where the database has bureaus of its own; nothing is changed then
 */
export function loadDemoWorld(options: DemoOptions): Promise<DemoWorld | null> {
  return options.database.asSystem("load the demo world", async (tx) => {
    if (await hasBureaus(tx)) return null;
    const actors = await seedActors(tx);
    const registrations = await loadTickets(tx, actors, options);
    return { bureaus: demoBureaus().length, people: actors.size, registrations };
  });
}

/**
 * Loads the bureaus and the people of the demo world into a database that has no bureau but the nation's, in a moment: the
 * API can answer them, while `loadDemoTickets` goes on.
 */
export function loadDemoPeople(options: DemoOptions): Promise<void> {
  return options.database.asSystem("load the people of the demo world", async (tx) => {
    if (!(await hasBureaus(tx))) await seedActors(tx);
  });
}

/** How much of the demo world a database holds: nothing of it, its people without a ticket yet, or all of it. */
export type DemoState = "absent" | "people" | "whole";

/** Looks how much of the demo world there is. */
export function demoState(database: Database): Promise<DemoState> {
  return database.asSystem("look for the demo world", async (tx) => {
    if ((await findActors(tx)) === null) return "absent";
    return (await hasTickets(tx)) ? "whole" : "people";
  });
}

/**
 * Loads the tickets of the demo world, in one transaction, where its people are and no ticket is yet: a load that was cut
 * off is made good at the next start.
 */
export function loadDemoTickets(options: DemoOptions): Promise<void> {
  return options.database.asSystem("load the tickets of the demo world", async (tx) => {
    const actors = await findActors(tx);
    if (actors === null || (await hasTickets(tx))) return;
    await loadTickets(tx, actors, options);
  });
}

/**
 * Loads the bureaus and the people of the demo world, without tickets.
 *
 * @returns each person as somebody who acts, by login
 */
export async function seedActors(tx: Transaction): Promise<Map<string, Actor>> {
  await seedBureaus(tx, demoBureaus());
  const bureaus = await bureausByCode(tx);
  const seeds = demoPeople.map((person) => ({
    ...person,
    bureau: placeOf(bureauOf(person, bureaus)),
    roles: [person.role],
  }));
  return actorsOf(tx, await seedPeople(tx, seeds, peopleSince));
}

/** The people of the demo world as those who act, by login; null where they are not all there. */
export async function findActors(tx: Transaction): Promise<Map<string, Actor> | null> {
  const ids = await findIds(
    tx,
    demoPeople.map(({ login }) => login),
  );
  return ids.size < demoPeople.length ? null : actorsOf(tx, ids);
}

async function actorsOf(tx: Transaction, ids: ReadonlyMap<string, string>): Promise<Map<string, Actor>> {
  const bureaus = await bureausByCode(tx);
  return new Map(
    demoPeople.map((person) => {
      const { login, name, role } = person;
      const bureau = actingBureauOf(bureauOf(person, bureaus));
      return [login, { person: { id: ids.get(login) ?? "", login, name }, client: null, bureau, roles: [role] }];
    }),
  );
}

async function bureausByCode(tx: Transaction): Promise<Map<string, BureauRow>> {
  const rows = await findBureaus(
    tx,
    demoBureaus().map(({ code }) => code),
  );
  return new Map(rows.map((row) => [row.code, row]));
}

function bureauOf(person: DemoPerson, bureaus: ReadonlyMap<string, BureauRow>): BureauRow {
  const bureau = bureaus.get(person.bureau);
  if (bureau === undefined) throw new Error(`there is no bureau ${person.bureau} for ${person.login}`);
  return bureau;
}

async function loadTickets(tx: Transaction, actors: ReadonlyMap<string, Actor>, options: DemoOptions): Promise<number> {
  const stage = openStage(tx, actors, options);
  const planned = planTickets(options.clock.now());
  const rosters = rosterHappenings(stage, options.clock.now());
  const calls = callHappenings(stage, options.clock.now());
  const knowledge = knowledgeHappenings(stage, options.clock.now());
  const tickets = planned.flatMap((ticket) => happeningsOf(stage, ticket));
  const happenings = [...tickets, ...rosters, ...calls, ...knowledge].sort(
    (one, other) => one.at.getTime() - other.at.getTime(),
  );
  // In the order of time, so that numbers, audit and events come in the order in which they would have come.
  await play(stage, happenings);
  return planned.length;
}
