import postgres from "postgres";
import { inject } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { addressOf, type Caller, type GraphqlResult, gql, type Variables } from "../../api.js";
import type { World } from "../../world.js";
import { complaint, register, type TicketAnswer } from "../tickets/driving.js";

/** A ticket that somebody else has locked: whoever wants to change it waits. */
export interface HeldTicket {
  ticket: TicketAnswer;
  /** Sends a change of it, which waits for as long as it is held. */
  change(): Promise<GraphqlResult<{ amendTicket: { ticket: { version: number } } }>>;
  /** How many sessions of the database wait for it. */
  waiting(): Promise<number>;
  /** Lets it go. */
  release(): Promise<void>;
}

/** Sends documents to one API as a person of a province. */
export function callerAt(api: Api, caller: Caller) {
  return async <Data = unknown>(document: string, variables: Variables = {}, headers: Record<string, string> = {}) =>
    gql<Data>(await caller.token(), document, variables, headers, addressOf(api));
}

/** Registers a ticket, and locks its row from outside. */
export async function holdTicket(api: Api, world: World, operator: Caller): Promise<HeldTicket> {
  const ticket = await register(operator, complaint(world, { submit: false }));
  const [, id = ""] = fromGlobalId(ticket.id)?.parts ?? [];
  const admin = postgres(inject("adminUrl"), { max: 1, onnotice: () => {} });
  await admin.unsafe("BEGIN");
  await admin`SELECT 1 FROM tickets WHERE id = ${id} FOR UPDATE`;
  const send = callerAt(api, operator);
  const document = "mutation ($input: AmendTicketInput!) { amendTicket(input: $input) { ticket { version } } }";
  return {
    ticket,
    change: () => send(document, { input: { ticketId: ticket.id, version: ticket.version, facts: "改过的事实" } }),
    waiting: async () => {
      const [found] = await admin<{ count: number }[]>`
        SELECT count(*)::int FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))`;
      return found?.count ?? Number.NaN;
    },
    release: async () => {
      await admin.unsafe("ROLLBACK");
      await admin.end();
    },
  };
}

/** One figure of the metrics of an API. */
export async function figureOf(api: Api, name: string): Promise<number> {
  const response = await fetch(`${addressOf(api)}/metrics`);
  const line = (await response.text()).split("\n").find((one) => one.startsWith(`${name} `));
  return Number(line?.split(" ").at(-1) ?? Number.NaN);
}

/** Waits until a figure of the metrics is what it is to be; the time of the test is the only limit. */
export async function untilFigure(api: Api, name: string, wanted: number): Promise<void> {
  while ((await figureOf(api, name)) !== wanted);
}
