import type postgres from "postgres";
import type { Database } from "../../../../src/platform/database.js";
import { toGlobalId } from "../../../../src/platform/ids.js";
import type { AnsweredError, Caller } from "../../../api.js";
import type { Stage } from "../../../stage.js";
import { type PersonName, type Unit, unitNames, type World } from "../../../world.js";
import type { PlainPlace } from "./plain-tickets.js";

/** A province that lives, and what the brute force has to know of its past. */
export interface Life {
  stage: Stage;
  database: Database;
  sql: postgres.Sql;
  worlds: readonly World[];
  /** Where the holder of each ticket stood when the ticket came to it. */
  before: Map<string, PlainPlace>;
  /** The holder of each ticket as it was last seen. */
  holders: Map<string, string>;
}

/** The numbers of a random step, which are turned into people, tickets and bureaus as they are then. */
export interface Chance {
  who: number;
  which: number;
  how: number;
  much: number;
}

/** One of a list that is not empty, by a number. */
export const pick = <Item>(items: readonly Item[], number: number): Item => {
  const item = items[number % items.length];
  if (item === undefined) throw new Error("there is nothing to pick from");
  return item;
};
/** The codes that tickets of a random life have. */
export const vocabulary = {
  channels: ["PHONE", "WEB", "APP", "LETTER"],
  issueClasses: ["PRICE", "QUALITY", "ADVERTISING"],
  goodsClasses: [null, null, "GOODS_MEDICAL_PROTECTION", "GOODS_DISINFECTION"],
  topics: [[], ["MASKS"], ["EPIDEMIC", "MASKS"], ["REFUNDS"], ["DISINFECTANTS", "EPIDEMIC", "MASKS"]],
  respondents: ["平安大药房", "红星超市", "城南菜场", "一家网店"],
  kinds: ["CONSULTATION", "COMPLAINT", "COMPLAINT", "COMPLAINT", "REPORT", "REPORT"],
} as const;

/** A ticket as the steps look at it. */
export interface SeenTicket {
  id: string;
  province: string;
  version: number;
  kind: string;
  state: string;
  holder: string;
  intake_bureau: string;
}

/** The tickets of a province, in the order of their registration. */
export const seenTickets = (sql: postgres.Sql, { code }: World): Promise<SeenTicket[]> =>
  sql<SeenTicket[]>`SELECT id, province, version, kind, state, holder, intake_bureau FROM tickets
    WHERE province = ${code.province} ORDER BY id`;

/** The identifier and version of a ticket in the API. */
export const globalOf = ({ id, province, version }: SeenTicket) => ({
  id: toGlobalId("Ticket", province, id),
  version,
});

/** The bureau of a code by its name in the world. */
export function unitOf(world: World, bureau: string): Unit {
  return unitNames.find((name) => world.code[name] === bureau) ?? "province";
}

/** Who holds a role at a bureau. */
export const person = (world: World, bureau: string, role: string): Caller =>
  world.as(`${unitOf(world, bureau)}.${role}` as PersonName);

// What a random step may be refused with: it is not possible, or not for him, in the state that it meets.
const refusals = ["INVALID_INPUT", "ILLEGAL_TRANSITION", "FORBIDDEN", "NOT_FOUND", "CONFLICT"];

/** Whether a step was taken; any other error than a refusal is a failure. */
export function wasTaken(what: string, errors: AnsweredError[] | undefined): boolean {
  const code = errors?.[0]?.extensions.code;
  if (code !== undefined && !refusals.includes(code)) throw new Error(`${what}: ${code} ${errors?.[0]?.message}`);
  return code === undefined;
}

/** Some amount of money. */
export const yuan = (much: number): string => `${much % 900}.${String(much % 100).padStart(2, "0")}`;
