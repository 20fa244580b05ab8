import postgres from "postgres";
import { type ClientScope, clientScopes } from "../../../src/access/index.js";
import type { Api } from "../../../src/api/server.js";
import { type ChainVerdict, verifyDatabase } from "../../../src/modules/audit/index.js";
import { issueToken } from "../../../src/modules/identity/index.js";
import { systemClock } from "../../../src/platform/clock.js";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { createLogger } from "../../../src/platform/log.js";
import { startWorkers } from "../../../src/workers/index.js";
import { confidedTo, makeSubjects, type Subjects } from "../../access/subjects.js";
import { complaintIn, consultation, register, reportInVerification } from "../../api/tickets/driving.js";
import { addressOf, type Caller, gql, startTestApi, testIssuer, testSigningKeys } from "../../api.js";
import { ownDatabase } from "../../database.js";
import { makeProvince, type PersonName, type Unit, type World } from "../../world.js";
import { type ActorName, officerNames, officers } from "./actors.js";
import { freshText, type Registry } from "./lookups.js";
import { secretOf } from "./secrets.js";

/** Two provinces that know nothing of each other, the API over them, and those of the first who ask. */
export interface Scene {
  readonly address: string;
  readonly registry: Registry;
  /** The codes of each dictionary that the first province may use. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  /** Cursors of lists of both provinces, the newest last; answers add to them. */
  readonly cursors: string[];
  /** Texts that stand in rows of the other province alone, or are confided in either. */
  readonly hidden: readonly string[];
  /** Whether the chain of the audit of the first province is whole. */
  audit(): Promise<ChainVerdict>;
  /** What the people of the other province are shown of it. */
  shownToForeigners(): Promise<string>;
  /** Whether a part of a global identifier is that of a row of the other province. */
  isForeign(part: string): boolean;
  /** The bureau at which somebody works; null for a stranger. */
  bureauOf(actor: ActorName): string | null;
  tokenOf(actor: ActorName): Promise<string | null>;
  nextSecret(): number;
  /** What the log says of a request that failed by a fault of ours. */
  faultOf(requestId: string): string | null;
  close(): Promise<void>;
}

const tokenMilliseconds = 20 * 60 * 1000;

/** Callers who send to an address of their own. */
function callingAt(world: World, address: string): World {
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

/** Tickets in many states at the county, with contacts that nobody may read. */
async function makeTickets(world: World, next: () => number): Promise<void> {
  const contact = () => {
    const { facts: _, ...parts } = secretOf(next());
    return { contact: parts };
  };
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

async function clientOf(world: World): Promise<string> {
  const { createApiClient } = await world
    .as("cityACentre.administrator")
    .ask<{ createApiClient: { apiClient: { id: string } } }>(
      "mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { apiClient { id } } }",
      { input: { bureau: world.code.cityACentre, name: "程序", scopes: clientScopes } },
    );
  return fromGlobalId(createApiClient.apiClient.id)?.parts[0] ?? "";
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

/** What shows the texts that are hidden from the other province. */
const views: readonly [PersonName, string][] = [
  ["province.supervisor", "{ tickets(first: 100) { nodes { number facts request respondent { name } } } }"],
  ["province.administrator", "{ people(first: 100) { nodes { name login } } apiClients { nodes { name } } }"],
  ["cityA.administrator", "{ outsideIssuers { nodes { issuer audience } } dictionary(name: TOPIC) { code } }"],
];

async function cursorsOf(world: World): Promise<string[]> {
  const found: string[] = [];
  for (const [name, document] of listings) {
    const data = await world.as(name).ask<Record<string, { edges: { cursor: string }[] }>>(document);
    found.push(...Object.values(data).flatMap(({ edges }) => edges.slice(0, 5).map(({ cursor }) => cursor)));
  }
  return found;
}

/** What nobody of the first province may come upon: the other's texts, the names of its people, and every contact. */
function hiddenTexts(other: World, foreign: readonly Subjects[], own: readonly Subjects[]): string[] {
  const units = Object.keys(other.code).filter((unit) => unit !== "nation");
  return [
    ...foreign.flatMap(({ marker, login }) => [marker, login, `${marker.slice(1).toLowerCase()}.example.cn`]),
    ...foreign.map(({ marker }) => `ONLY_${marker.slice(1)}`),
    ...units.map((unit) => `${other.mark}${unit}.`),
    `${other.code.province}.`.toLowerCase(),
    `${other.mark}市监投`,
    ...[...foreign, ...own].flatMap(({ marker }) => Object.values<string>({ ...confidedTo(marker.slice(1)) })),
  ];
}

async function wordsOf(sql: postgres.Sql, own: string): Promise<Map<string, string[]>> {
  const rows = await sql<{ dictionary: string; code: string }[]>`
    SELECT dictionary, code FROM dictionary_entries WHERE province IN ('100000', ${own}) ORDER BY position, code`;
  const words = new Map<string, string[]>();
  for (const { dictionary, code } of rows) words.set(dictionary, [...(words.get(dictionary) ?? []), code]);
  return words;
}

/** The identifiers of all rows of a province, and its code, which stands in the identifiers of tickets and of the audit. */
async function foreignParts(sql: postgres.Sql, province: string): Promise<Set<string>> {
  const tables = ["people", "role_holdings", "api_clients", "outside_issuers", "dictionary_entries", "reorganisations"];
  const rows = await sql.unsafe<{ id: string }[]>(
    tables.map((table) => `SELECT id::text FROM ${table} WHERE province = $1`).join(" UNION ALL "),
    [province],
  );
  return new Set([province, ...rows.map(({ id }) => id)]);
}

/** Makes the two provinces in a database of their own, and starts the API. */
export async function setScene(): Promise<Scene> {
  const own = await ownDatabase();
  const faults: string[] = [];
  const log = createLogger("error", { write: (line: string) => faults.push(line) });
  const api: Api = await startTestApi({ database: own.database, databaseUrl: own.url, log });
  const address = addressOf(api);
  // As in production, entries of the audit are sealed meanwhile, and reorganisations take effect.
  const workers = startWorkers({ database: own.database, clock: systemClock, log });
  const sql = postgres(own.adminUrl, { max: 4, onnotice: () => {} });
  let secrets = 0;
  const nextSecret = () => {
    secrets += 1;
    return secrets;
  };
  const make = async () => callingAt(await makeProvince({ database: own.database }), address);
  const [world, other] = [await make(), await make()];
  const subjects = (of: World, city: "cityA" | "cityB", letter: string) =>
    makeSubjects(of, city, `${letter}${of.code[city]}`);
  const ours = [await subjects(world, "cityA", "O"), await subjects(world, "cityB", "O")];
  const foreign = [await subjects(other, "cityA", "F"), await subjects(other, "cityB", "F")];
  await makeTickets(world, nextSecret);
  await makeTickets(other, nextSecret);
  await planSplit(world);
  const client = await clientOf(world);
  const cursors = [...(await cursorsOf(world)), ...(await cursorsOf(other))];
  const people = officerNames.map((name) => callerOf(world, name));
  const units = new Set<Unit>([...officerNames.map((name) => officers[name].unit), "cityB"]);
  const tokens = tokensFor(world, client);
  const foreignIds = await foreignParts(sql, other.code.province);
  return {
    address,
    registry: {
      sql,
      own: world.code.province,
      foreign: other.code.province,
      needed: {
        bureaus: [...units].map((unit) => world.code[unit]),
        people: people.map(({ id }) => id),
        clients: [client],
      },
      handling: (["countyA1", "countyA1", "cityAPrice", "streetA1"] as const).map((unit) => world.code[unit]),
    },
    words: await wordsOf(sql, world.code.province),
    cursors,
    hidden: hiddenTexts(other, foreign, ours),
    shownToForeigners: async () => {
      const answers = await Promise.all(views.map(([name, document]) => other.as(name).ask(document)));
      return JSON.stringify(answers);
    },
    isForeign: (part) => foreignIds.has(part),
    bureauOf: (actor) => {
      if (actor === "stranger") return null;
      return actor === "program" || actor === "programOfOperator"
        ? world.code.cityACentre
        : world.code[officers[actor].unit];
    },
    tokenOf: tokens,
    nextSecret,
    faultOf: (requestId) => faults.find((line) => line.includes(requestId)) ?? null,
    audit: async () => {
      const { verdict } = await verifyDatabase(own.database, world.code.province, null);
      return verdict;
    },
    close: async () => {
      await api.close(1000);
      await workers.stop();
      await sql.end();
      await own.drop();
    },
  };
}

const camelCase = (text: string): string =>
  text.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function callerOf(world: World, name: keyof typeof officers): Caller {
  const { unit, role } = officers[name];
  return world.as(`${unit}.${camelCase(role)}` as PersonName);
}

/** Signs the tokens of all who ask, anew before they expire. */
function tokensFor(world: World, client: string): (actor: ActorName) => Promise<string | null> {
  const kept = new Map<ActorName, { token: string; until: number }>();
  return async (actor) => {
    if (actor === "stranger") return null;
    const now = systemClock.now();
    const known = kept.get(actor);
    if (known !== undefined && known.until > now.getTime()) return known.token;
    const isProgram = actor === "program" || actor === "programOfOperator";
    const person = actor === "program" ? null : callerOf(world, isProgram ? "operator" : actor).id;
    const scopes: readonly ClientScope[] | null = isProgram ? clientScopes : null;
    const grant = { issuer: testIssuer, person, client: isProgram ? client : null, scopes, now };
    const { token } = await issueToken(await testSigningKeys(), grant);
    kept.set(actor, { token, until: now.getTime() + tokenMilliseconds });
    return token;
  };
}
