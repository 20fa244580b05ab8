import { seedPeople } from "../modules/identity/index.js";
import { actingBureauOf, type BureauRow, findBureaus, placeOf, seedBureaus } from "../modules/jurisdictions/index.js";
import { registerTicket, type TicketRow, ticketIdOf } from "../modules/tickets/index.js";
import type { Actor } from "../platform/actor.js";
import { type Clock, settableClock } from "../platform/clock.js";
import type { RequestContext } from "../platform/context.js";
import type { Database, Transaction } from "../platform/database.js";
import { newRequestId } from "../platform/ids.js";
import type { Logger } from "../platform/log.js";
import type { Seal } from "../platform/seal.js";
import { demoBureaus } from "./demo-bureaus.js";
import { type DemoPerson, demoPeople } from "./demo-people.js";
import { type PlannedStep, type PlannedTicket, planTickets } from "./plan.js";
import { steps } from "./steps.js";
import { findIds, hasBureaus, hasTickets, withinOneTransaction } from "./whole-load.store.js";

/** What the loading of the demo world needs. */
export interface DemoOptions {
  database: Database;
  clock: Clock;
  seal: Seal;
  log: Logger;
}

/** How much was loaded. */
export interface DemoWorld {
  bureaus: number;
  people: number;
  /** Registrations of tickets; those of mixed material are two tickets each. */
  registrations: number;
}

/** The people came before the first ticket. */
const peopleSince = new Date("2025-12-01T09:00:00+08:00");

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
    const ids = await findIds(
      tx,
      demoPeople.map(({ login }) => login),
    );
    if (ids.size < demoPeople.length) return "absent";
    return (await hasTickets(tx)) ? "whole" : "people";
  });
}

/**
 * Loads the tickets of the demo world, in one transaction, where its people are and no ticket is yet: a load that was cut
 * off is made good at the next start.
 */
export function loadDemoTickets(options: DemoOptions): Promise<void> {
  return options.database.asSystem("load the tickets of the demo world", async (tx) => {
    const ids = await findIds(
      tx,
      demoPeople.map(({ login }) => login),
    );
    if (ids.size < demoPeople.length || (await hasTickets(tx))) return;
    await loadTickets(tx, await actorsOf(tx, ids), options);
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

/** Something that happens, at its instant. */
interface Happening {
  at: Date;
  happen(): Promise<void>;
}

async function loadTickets(tx: Transaction, actors: ReadonlyMap<string, Actor>, options: DemoOptions): Promise<number> {
  const clock = settableClock(options.clock.now());
  const database = withinOneTransaction(tx, options.database);
  const contextOf = (login: string): RequestContext => {
    const actor = actors.get(login);
    if (actor === undefined) throw new Error(`nobody of the demo world is called ${login}`);
    const { seal, log } = options;
    const request = { requestId: newRequestId(), locale: "zh" as const, loaders: new Map() };
    return { ...request, actor, database, clock, seal, log, issuer: "", isProduction: false };
  };
  const registered = new Map<string, TicketRow>();
  const planned = planTickets(options.clock.now());
  const happenings = planned
    .flatMap((ticket) => happeningsOf(ticket, registered, contextOf))
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  // In the order of time, so that numbers, audit and events come in the order in which they would have come.
  for (const { at, happen } of happenings) {
    clock.set(at);
    await happen();
  }
  return planned.length;
}

const linkedKey = (key: string): string => `${key}-linked`;

function happeningsOf(
  planned: PlannedTicket,
  registered: Map<string, TicketRow>,
  contextOf: (login: string) => RequestContext,
): Happening[] {
  const { key, input, operator } = planned;
  const register = async () => {
    const [ticket, linked] = (await registerTicket(contextOf(operator), input)).tickets;
    if (ticket !== undefined) registered.set(key, ticket);
    if (linked !== undefined) registered.set(linkedKey(key), linked);
  };
  const originalId = () => ticketIdOf(ticketAt(registered, planned.original ?? ""));
  const stepping =
    (of: string) =>
    ({ at, login, step }: PlannedStep): Happening => ({
      at,
      happen: async () => {
        const ticket = ticketAt(registered, of);
        const reference = { ticketId: ticketIdOf(ticket), version: ticket.version };
        registered.set(of, await steps[step].take(contextOf(login), reference, { ...planned.facts, originalId }));
      },
    });
  return [
    { at: planned.registeredAt, happen: register },
    ...planned.steps.map(stepping(key)),
    ...planned.linkedSteps.map(stepping(linkedKey(key))),
  ];
}

function ticketAt(registered: ReadonlyMap<string, TicketRow>, key: string): TicketRow {
  const ticket = registered.get(key);
  if (ticket === undefined) throw new Error(`the demo ticket ${key} is not registered yet`);
  return ticket;
}
