import postgres from "postgres";
import { type ChainVerdict, verifyDatabase } from "../../../src/modules/audit/index.js";
import { relayEvents } from "../../../src/modules/events/index.js";
import { extensionPasses } from "../../../src/modules/extensions/index.js";
import { investigationPasses } from "../../../src/modules/investigations/index.js";
import { suggestionPass } from "../../../src/modules/prices/index.js";
import { supervisionPasses } from "../../../src/modules/supervision/index.js";
import { transferPasses } from "../../../src/modules/transfers/index.js";
import { systemClock } from "../../../src/platform/clock.js";
import type { Database } from "../../../src/platform/database.js";
import { createLogger } from "../../../src/platform/log.js";
import { startWorkers } from "../../../src/workers/index.js";
import { addressOf, startTestApi } from "../../api.js";
import { ownDatabase } from "../../database.js";
import { jobTools } from "../../jobs.js";
import { makeProvince, type Unit, type World } from "../../world.js";
import { type ActorName, officerNames, officers } from "./actors.js";
import { callingAt, clientOf, contactsOf, cursorsOf, furnish, shownOf } from "./furnishing.js";
import { furnishHotline } from "./furnishing-hotline.js";
import { furnishMatters } from "./furnishing-matters.js";
import { concentrationKeysOf, drillTokensOf, prepareReports } from "./furnishing-numbers.js";
import { foreignParts, hiddenTexts, namesOf, wordsOf } from "./hiding.js";
import type { Registry } from "./lookups.js";
import { callerOf, tokensFor } from "./tokens.js";

/**
 * Two provinces that know nothing of each other, a third to which the first hands tickets over, the API over them, and those
 * of the first who ask.
 */
export interface Scene {
  readonly address: string;
  readonly registry: Registry;
  /** The codes of each dictionary that the first province may use. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  /** Cursors of lists of both provinces, and of answers. */
  readonly cursors: readonly string[];
  /** Keeps the cursors of an answer for later requests. */
  noteCursors(text: string): void;
  /** Tokens of numbers of the statistics that a bureau was given; of all, the other province's too, where it is null. */
  drillTokens(bureau: string | null): readonly string[];
  /** Keeps a token of an answer for later requests. */
  noteDrillToken(actor: ActorName, text: string): void;
  /** Keys of what tickets have in common that a bureau was given; of all where it is null. */
  concentrationKeys(bureau: string | null): readonly string[];
  /** Keeps a key of an answer for later requests. */
  noteConcentrationKey(actor: ActorName, text: string): void;
  /** Texts that stand in rows of the other provinces alone, or are confided in any. */
  readonly hidden: readonly string[];
  /** Whether the chain of the audit of the first province is whole. */
  audit(): Promise<ChainVerdict>;
  /** What the people of the other province are shown of it. */
  shownToForeigners(): Promise<string>;
  /** Whether a part of a global identifier is that of a row of the other province. */
  isForeign(part: string): boolean;
  /** The bureau at which somebody works; null for a stranger. */
  bureauOf(actor: ActorName): string | null;
  /** The identifier of the person who asks; null for a stranger, and for a program that acts for nobody. */
  personOf(actor: ActorName): string | null;
  tokenOf(actor: ActorName): Promise<string | null>;
  nextSecret(): number;
  /** What the log says of a request that failed by a fault of ours. */
  faultOf(requestId: string): string | null;
  close(): Promise<void>;
}

/** The server of a run, with a database of its own. */
async function startServer() {
  const own = await ownDatabase();
  const faults: string[] = [];
  const log = createLogger("warn", { write: (line: string) => faults.push(line) });
  const api = await startTestApi({ database: own.database, databaseUrl: own.url, log });
  // As in production, entries of the audit are sealed meanwhile, and reorganisations take effect.
  const workers = startWorkers({ database: own.database, clock: systemClock, log });
  const sql = postgres(own.adminUrl, { max: 4, onnotice: () => {} });
  const close = async () => {
    await api.close(1000);
    await workers.stop();
    await sql.end();
    await own.drop();
  };
  return { address: addressOf(api), database: own.database, sql, faults, close };
}

interface Worlds {
  world: World;
  other: World;
  neighbour: World;
}

/** Where what the requests name is looked up: nobody who asks may lose his bureau, his role or his program. */
function registryOf(sql: postgres.Sql, worlds: Worlds, client: string): Registry {
  const { world, other, neighbour } = worlds;
  const units = new Set<Unit>([...officerNames.map((name) => officers[name].unit), "cityB"]);
  return {
    sql,
    own: world.code.province,
    foreign: other.code.province,
    needed: {
      bureaus: [...units].map((unit) => world.code[unit]),
      people: officerNames.map((name) => callerOf(world, name).id),
      clients: [client],
    },
    neighbour: neighbour.code.province,
    groups: {
      HANDLING: codes(world, "countyA1", "countyA1", "countyA2", "cityAPrice", "streetA1"),
      RIVALS: codes(world, "countyA2", "countyA2", "countyA1", "cityB", "countyB1"),
      BENEATH: codes(world, "countyA1", "countyA1", "cityACentre", "countyA2"),
      ABOVE: codes(world, "cityA", "cityA", "province"),
      PARTNERS: codes(world, "cityAPrice", "cityACentre", "countyA2", "countyB1"),
      NEIGHBOURS: codes(neighbour, "countyA1", "cityA", "countyA1", "cityACentre"),
    },
  };
}

const codes = (world: World, ...units: readonly Unit[]): string[] => units.map((unit) => world.code[unit]);

/** A list of cursors that takes in those of answers; of many the first stay, and the last. */
function cursorList(first: readonly string[]) {
  const cursors = [...first];
  const noteCursors = (text: string): void => {
    const [, found] = /"(?:endCursor|cursor)":"([\w-]+)"/.exec(text) ?? [];
    if (found === undefined) return;
    cursors.push(found);
    if (cursors.length > first.length + 100) cursors.splice(first.length, 1);
  };
  return { cursors, noteCursors };
}

/**
 * The tokens of one kind that bureaus were given, and those of answers; of many of one bureau the latest stay.
 *
 * @param pattern finds a token in an answer
 */
function tokenList(
  first: readonly (readonly [bureau: string, token: string])[],
  bureauAt: Scene["bureauOf"],
  pattern: RegExp,
) {
  const tokens = new Map<string, string[]>();
  const keep = (bureau: string, token: string): void => {
    tokens.set(bureau, [token, ...(tokens.get(bureau) ?? [])].slice(0, 40));
  };
  for (const [bureau, token] of first) keep(bureau, token);
  const note = (actor: ActorName, text: string): void => {
    const [, found] = pattern.exec(text) ?? [];
    const bureau = bureauAt(actor);
    if (found !== undefined && bureau !== null) keep(bureau, found);
  };
  const given = (bureau: string | null): readonly string[] =>
    bureau === null ? [...tokens.values()].flat() : (tokens.get(bureau) ?? []);
  return { given, note };
}

/** What bureaus of both provinces were given to ask further with. */
async function tokensOf(worlds: Worlds, bureauAt: Scene["bureauOf"]) {
  const both = [worlds.world, worlds.other];
  const [drills, keys] = await Promise.all([
    Promise.all(both.map(drillTokensOf)),
    Promise.all(both.map(concentrationKeysOf)),
  ]);
  const drillTokens = tokenList(drills.flat(), bureauAt, /"drillToken":"([\w~.-]+)"/);
  const concentrationKeys = tokenList(keys.flat(), bureauAt, /"key":"([\w~.-]+)"/);
  return {
    ...{ drillTokens: drillTokens.given, noteDrillToken: drillTokens.note },
    ...{ concentrationKeys: concentrationKeys.given, noteConcentrationKey: concentrationKeys.note },
  };
}

function bureauOf(world: World, actor: ActorName): string | null {
  if (actor === "stranger") return null;
  const isProgram = actor === "program" || actor === "programOfOperator";
  return world.code[isProgram ? "cityACentre" : officers[actor].unit];
}

function personOf(world: World, actor: ActorName): string | null {
  if (actor === "stranger" || actor === "program") return null;
  return callerOf(world, actor === "programOfOperator" ? "operator" : actor).id;
}

// What the platform does by the clock with the furnished matters is done before the run, for it is nobody's of those who ask.
async function doWhatIsDue(database: Database): Promise<void> {
  for (const pass of [...supervisionPasses, ...transferPasses, ...investigationPasses, ...extensionPasses]) {
    await pass.run(jobTools(database));
  }
  await relayEvents(database);
  await suggestionPass.run(jobTools(database));
}

/** Makes the two provinces in a database of their own, and starts the API. */
export async function setScene(): Promise<Scene> {
  const { address, database, sql, faults, close } = await startServer();
  const numbers = { last: 0 };
  const nextSecret = () => {
    numbers.last += 1;
    return numbers.last;
  };
  const make = async () => callingAt(await makeProvince({ database }), address);
  const worlds = { world: await make(), other: await make(), neighbour: await make() };
  const { world, other, neighbour } = worlds;
  const ours = await furnish(world, "O", nextSecret);
  const foreign = await furnish(other, "F", nextSecret);
  await furnishMatters(world, neighbour, contactsOf(nextSecret));
  await furnishHotline(world, contactsOf(nextSecret), address);
  await prepareReports(world);
  await doWhatIsDue(database);
  const client = await clientOf(world);
  const foreignIds = await foreignParts(sql, other.code.province);
  return {
    address,
    registry: registryOf(sql, worlds, client),
    words: await wordsOf(sql, world.code.province),
    ...(await tokensOf(worlds, (actor) => bureauOf(world, actor))),
    ...cursorList([...(await cursorsOf(world)), ...(await cursorsOf(other))]),
    hidden: [...hiddenTexts(other, foreign, ours), ...namesOf(neighbour)],
    shownToForeigners: () => shownOf(other),
    isForeign: (part) => foreignIds.has(part) || part === neighbour.code.province,
    bureauOf: (actor) => bureauOf(world, actor),
    personOf: (actor) => personOf(world, actor),
    tokenOf: tokensFor(world, client),
    nextSecret,
    faultOf: (requestId) => faults.find((line) => line.includes(requestId)) ?? null,
    audit: async () => (await verifyDatabase(database, world.code.province, null)).verdict,
    close,
  };
}
