import { readNode } from "../api/nodes.js";
import { registerTicket, type TicketRow, ticketIdOf } from "../modules/tickets/index.js";
import type { Actor } from "../platform/actor.js";
import { type Clock, settableClock } from "../platform/clock.js";
import type { RequestContext } from "../platform/context.js";
import type { Database, Transaction } from "../platform/database.js";
import { usualFileRules } from "../platform/file-rules.js";
import { newRequestId } from "../platform/ids.js";
import type { Logger } from "../platform/log.js";
import type { Seal } from "../platform/seal.js";
import type { PlannedStep, PlannedTicket } from "./plan.js";
import { steps } from "./steps.js";
import { withinOneTransaction } from "./whole-load.store.js";

/** What the loading of the demo world needs. */
export interface DemoOptions {
  database: Database;
  clock: Clock;
  seal: Seal;
  log: Logger;
}

/** Where a plan is played: one transaction, at instants of the past, by the people of the demo world. */
export interface Stage {
  /** Sets the clock of all that comes. */
  goTo(instant: Date): void;
  /** The request of somebody, by the login. */
  contextOf(login: string): RequestContext;
  /** The tickets as they stand, by their keys in the plan. */
  registered: Map<string, TicketRow>;
}

/** Something that somebody does, at its instant. */
export interface Happening {
  at: Date;
  login: string;
  happen(): Promise<void>;
}

/** Opens a stage in a transaction of the platform. */
export function openStage(tx: Transaction, actors: ReadonlyMap<string, Actor>, options: DemoOptions): Stage {
  const clock = settableClock(options.clock.now());
  const database = withinOneTransaction(tx, options.database);
  const contextOf = (login: string): RequestContext => {
    const actor = actors.get(login);
    if (actor === undefined) throw new Error(`nobody of the demo world is called ${login}`);
    const { seal, log } = options;
    const request = { requestId: newRequestId(), locale: "zh" as const, loaders: new Map(), readNode };
    const installation = { issuer: "", isProduction: false, webhookNetworks: [], fileRules: usualFileRules };
    return { ...request, ...installation, actor, database, clock, seal, log };
  };
  return { goTo: (instant) => clock.set(instant), contextOf, registered: new Map() };
}

/** Lets things happen one after the other, in the order given. */
export async function play(stage: Stage, happenings: readonly Happening[]): Promise<void> {
  for (const { at, happen } of happenings) {
    stage.goTo(at);
    await happen();
  }
}

const linkedKey = (key: string): string => `${key}-linked`;

/** What happens to a planned ticket: its registration and its steps, by the real commands. */
export function happeningsOf(stage: Stage, planned: PlannedTicket): Happening[] {
  const { key, input, operator } = planned;
  const { registered, contextOf } = stage;
  const register = async () => {
    const [ticket, linked] = (await registerTicket(contextOf(operator), input)).tickets;
    if (ticket !== undefined) registered.set(key, ticket);
    if (linked !== undefined) registered.set(linkedKey(key), linked);
  };
  const originalId = () => ticketIdOf(ticketAt(stage, planned.original ?? ""));
  const stepping =
    (of: string) =>
    ({ at, login, step }: PlannedStep): Happening => ({
      at,
      login,
      happen: async () => {
        const ticket = ticketAt(stage, of);
        const reference = { ticketId: ticketIdOf(ticket), version: ticket.version };
        registered.set(of, await steps[step].take(contextOf(login), reference, { ...planned.facts, originalId }));
      },
    });
  return [
    { at: planned.registeredAt, login: operator, happen: register },
    ...planned.steps.map(stepping(key)),
    ...planned.linkedSteps.map(stepping(linkedKey(key))),
  ];
}

/** A planned ticket as it stands. */
export function ticketAt({ registered }: Stage, key: string): TicketRow {
  const ticket = registered.get(key);
  if (ticket === undefined) throw new Error(`the demo ticket ${key} is not registered yet`);
  return ticket;
}
