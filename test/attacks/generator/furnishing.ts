import { clientScopes } from "../../../src/access/index.js";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { makeSubjects, type Subjects } from "../../access/subjects.js";
import { complaintIn, consultation, register, reportInVerification } from "../../api/tickets/driving.js";
import { type Caller, gql, type Variables } from "../../api.js";
import type { PersonName, World } from "../../world.js";
import { freshText } from "./lookups.js";
import { secretOf } from "./secrets.js";

/** The same province, whose people call the API at an address. */
export function callingAt(world: World, address: string): World {
  const as = (name: PersonName): Caller => {
    const caller = world.as(name);
    const send: Caller["gql"] = async (document, variables, headers) =>
      gql(await caller.token(), document, variables, headers, address);
    const ask = async <Data>(document: string, variables?: Readonly<Record<string, unknown>>): Promise<Data> => {
      const { data, errors } = await send<Data>(document, variables);
      if (errors !== undefined) throw new Error(`the scene cannot be set: ${JSON.stringify(errors)}`);
      return data;
    };
    return { ...caller, gql: send, ask };
  };
  return { ...world, as };
}

/** Makes up contacts that nobody may read. */
export function contactsOf(next: () => number): () => Variables {
  return () => {
    const { facts: _, ...parts } = secretOf(next());
    return { contact: parts };
  };
}

/** Tickets in many states at the county. */
async function makeTickets(world: World, contact: () => Variables): Promise<void> {
  const states = ["SIGNED", "CHECKING", "AWAITING_MATERIALS", "ACCEPTED", "REFUSED", "MEDIATING", "SUSPENDED"] as const;
  for (const state of [...states, "TESTING", "SETTLED", "TERMINATED", "CLOSED"] as const) {
    await complaintIn(world, state, contact());
  }
  for (let count = 0; count < 6; count += 1) {
    await complaintIn(world, states[count] ?? "SIGNED", contact());
    await reportInVerification(world, contact());
    await register(world.as("cityACentre.operator"), consultation(contact()));
  }
}

/** A split that is planned and will not come in the time of the run. */
async function planSplit(world: World): Promise<void> {
  const bureau = world.code.countyB2;
  const share = { code: freshText("BUREAU"), mark: freshText("MARK"), name: "新设局", divisions: [bureau] };
  await world
    .as("province.administrator")
    .ask("mutation ($input: SplitBureauInput!) { splitBureau(input: $input) { reorganisation { id } } }", {
      input: { bureau, version: 1, newBureaus: [share], effectiveOn: "2099-01-01" },
    });
}

// Offices at which nobody works: they may be merged, and moved to another county.
async function foundOffices(world: World): Promise<void> {
  for (let place = 0; place < 12; place += 1) {
    const office = {
      code: freshText("BUREAU"),
      mark: `待并${freshText("MARK")}`,
      name: "待并所",
      parent: world.code.countyB1,
    };
    await world
      .as("province.administrator")
      .ask("mutation ($input: FoundBureauInput!) { foundBureau(input: $input) { bureau { code } } }", {
        input: { ...office, kind: "STREET_OFFICE", level: "STREET" },
      });
  }
}

/** Makes a program with all scopes at the centre of a city; answers its identifier. */
export async function clientOf(world: World): Promise<string> {
  const { createApiClient } = await world
    .as("cityACentre.administrator")
    .ask<{ createApiClient: { apiClient: { id: string } } }>(
      "mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { apiClient { id } } }",
      { input: { bureau: world.code.cityACentre, name: "程序", scopes: clientScopes } },
    );
  return fromGlobalId(createApiClient.apiClient.id)?.parts[0] ?? "";
}

/**
 * Puts into a province what requests are about: objects of every type in both cities, and tickets in many states.
 *
 * @param letter the letter with which the marks of its texts begin
 * @param next numbers the contacts of its citizens
 */
export async function furnish(world: World, letter: string, next: () => number): Promise<Subjects[]> {
  const inCity = (city: "cityA" | "cityB") => makeSubjects(world, city, `${letter}${world.code[city]}`);
  const subjects = [await inCity("cityA"), await inCity("cityB")];
  await makeTickets(world, contactsOf(next));
  await planSplit(world);
  await foundOffices(world);
  return subjects;
}

const listings: readonly [PersonName, string][] = [
  [
    "province.supervisor",
    "{ tickets { edges { cursor } } bureaus { edges { cursor } } divisions { edges { cursor } } }",
  ],
  [
    "province.supervisor",
    "{ tickets(filter: { kinds: [COMPLAINT] }, view: OWNED, order: DUE_ASCENDING) { edges { cursor } } }",
  ],
  [
    "province.administrator",
    "{ people { edges { cursor } } apiClients { edges { cursor } } reorganisations { edges { cursor } } }",
  ],
  ["province.auditor", "{ auditEntries { edges { cursor } } }"],
];

/** Some cursors of each list of a province. */
export async function cursorsOf(world: World): Promise<string[]> {
  const found: string[] = [];
  for (const [name, document] of listings) {
    const data = await world.as(name).ask<Record<string, { edges: { cursor: string }[] }>>(document);
    found.push(...Object.values(data).flatMap(({ edges }) => edges.slice(0, 5).map(({ cursor }) => cursor)));
  }
  return found;
}

// They show the texts that are hidden from the other province.
const views: readonly [PersonName, string][] = [
  ["province.supervisor", "{ tickets(first: 100) { nodes { number facts request respondent { name } } } }"],
  ["province.administrator", "{ people(first: 100) { nodes { name login } } apiClients { nodes { name } } }"],
  ["cityA.administrator", "{ outsideIssuers { nodes { issuer audience } } dictionary(name: TOPIC) { code } }"],
];

/** What the people of a province are shown of it, as text. */
export async function shownOf(world: World): Promise<string> {
  return JSON.stringify(await Promise.all(views.map(([name, document]) => world.as(name).ask(document))));
}
