import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { tickets } from "../../../schema/index.js";
import { findBureau } from "../../../src/modules/jurisdictions/index.js";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import type { Database } from "../../../src/platform/database.js";
import { toGlobalId } from "../../../src/platform/ids.js";
import type { Caller, GraphqlResult } from "../../api.js";
import { testDatabase } from "../../database.js";

const reorganisation = `reorganisation {
  id kind state effectiveOn requestedAt appliedAt newName newParent { code } bureau { code name }
  mergedBureaus { code } newBureaus { code name mark divisions { code } }
}`;

/** The documents of the mutations, each with one variable, `input`. */
export const renameBureau = `mutation ($input: RenameBureauInput!) { renameBureau(input: $input) { ${reorganisation} } }`;
export const moveBureau = `mutation ($input: MoveBureauInput!) { moveBureau(input: $input) { ${reorganisation} } }`;
export const mergeBureaus = `mutation ($input: MergeBureausInput!) { mergeBureaus(input: $input) { ${reorganisation} } }`;
export const splitBureau = `mutation ($input: SplitBureauInput!) { splitBureau(input: $input) { ${reorganisation} } }`;
export const cancelReorganisation = `mutation ($input: CancelReorganisationInput!) {
  cancelReorganisation(input: $input) { ${reorganisation} }
}`;

/** A reorganisation as the mutations answer it. */
export interface AnsweredReorganisation {
  id: string;
  kind: string;
  state: string;
  effectiveOn: string;
  appliedAt: string | null;
}

/** The day in China, so many days from today. */
export function dayFromToday(days = 0): string {
  return chinaDay(new Date(systemClock.now().getTime() + days * 86_400_000));
}

/** Sends one of the mutations; the version is 1 and the day is today when the input does not say otherwise. */
export function send(caller: Caller, document: string, input: object): Promise<GraphqlResult<unknown>> {
  const usual = document === cancelReorganisation ? {} : { version: 1, effectiveOn: dayFromToday() };
  return caller.gql(document, { input: { ...usual, ...input } });
}

/** Sends one of the mutations, which must succeed. */
export async function succeed(caller: Caller, document: string, input: object): Promise<AnsweredReorganisation> {
  const { data, errors } = await send(caller, document, input);
  expect(errors).toBeUndefined();
  const [payload] = Object.values(data as Record<string, { reorganisation: AnsweredReorganisation }>);
  if (payload === undefined) expect.fail("there is no payload");
  return payload.reorganisation;
}

const bureauDocument = `query ($code: String!, $on: LocalDate) {
  bureau(code: $code) {
    name version validTo parent { code } ancestors { code } children(first: 50) { nodes { code } }
    coverage(on: $on) { code } periods { name parent { code } validFrom validTo }
  }
}`;

/** A bureau as the tests look at it. */
export interface AnsweredBureau {
  name: string;
  version: number;
  validTo: string | null;
  parent: { code: string } | null;
  ancestors: string[];
  children: string[];
  coverage: string[];
  periods: { name: string; parent: { code: string } | null; validFrom: string; validTo: string | null }[];
}

const codesOf = (nodes: readonly { code: string }[]): string[] => nodes.map(({ code }) => code);

/** Reads a bureau through the API. */
export async function readBureau(caller: Caller, code: string, on?: string): Promise<AnsweredBureau> {
  interface Answer {
    bureau: Omit<AnsweredBureau, "ancestors" | "children" | "coverage"> & {
      ancestors: { code: string }[];
      children: { nodes: { code: string }[] };
      coverage: { code: string }[];
    };
  }
  const { bureau } = await caller.ask<Answer>(bureauDocument, { code, on: on ?? null });
  return {
    ...bureau,
    ancestors: codesOf(bureau.ancestors),
    children: codesOf(bureau.children.nodes),
    coverage: codesOf(bureau.coverage),
  };
}

/** Which bureau is competent for a division on a day; null for none. */
export async function competentOn(caller: Caller, division: string, on: string): Promise<string | null> {
  const { competentBureau } = await caller.ask<{ competentBureau: { bureau: { code: string } | null } }>(
    `query ($division: String!, $on: LocalDate!) { competentBureau(division: $division, on: $on) { bureau { code } } }`,
    { division, on },
  );
  return competentBureau.bureau?.code ?? null;
}

/** Where a ticket of a test stands. */
export interface TicketPlaces {
  holder: string;
  intake: string;
  previous?: string;
  division?: string;
}

/** A ticket of a test. */
export interface TestTicket {
  globalId: string;
  /** Its places, as the table has them now. */
  read(): Promise<typeof tickets.$inferSelect>;
}

/** Puts a dispatched complaint into the table, with the places that its bureaus have today. */
export async function insertTicket(places: TicketPlaces, database: Database = testDatabase()): Promise<TestTicket> {
  const id = randomUUID();
  const province = await database.asSystem("add a ticket for a test", async (tx) => {
    const placeOf = async (code: string | undefined) => (code === undefined ? null : findBureau(tx, code));
    const [holder, intake, previous] = [
      await placeOf(places.holder),
      await placeOf(places.intake),
      await placeOf(places.previous),
    ];
    if (holder === null || intake === null) throw new Error("a bureau of the ticket is unknown");
    const at = systemClock.now();
    await tx.insert(tickets).values({
      ...{ province: holder.province, id, number: id, kind: "COMPLAINT", state: "SIGNED", regime: "ORDER_121" },
      ...{ holder: holder.code, city: holder.city, county: holder.county },
      ...{ intakeBureau: intake.code, intakeCity: intake.city, intakeCounty: intake.county },
      ...{ previousHolder: previous?.code, previousCity: previous?.city, previousCounty: previous?.county },
      ...{ ownerAtDispatch: holder.code, channel: "PHONE", issueClass: "PRICE", locality: "WITHIN_REACH" },
      ...{ division: places.division ?? null, receivedAt: at, registeredAt: at },
    });
    return holder.province;
  });
  return {
    globalId: toGlobalId("Ticket", province, id),
    read: () =>
      database.asSystem("look at a ticket of a test", async (tx) => {
        const [found] = await tx.select().from(tickets).where(eq(tickets.id, id));
        if (found === undefined) expect.fail("the ticket is gone");
        return found;
      }),
  };
}

/** Whether the caller sees a ticket. */
export async function sees(caller: Caller, ticket: TestTicket): Promise<boolean> {
  const { data } = await caller.gql<{ node: object | null } | null>(`query ($id: ID!) { node(id: $id) { id } }`, {
    id: ticket.globalId,
  });
  return data?.node != null;
}
