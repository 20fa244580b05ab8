import { findBureaus } from "../../src/modules/jurisdictions/index.js";
import type { BureauKind, BureauLevel } from "../../src/platform/actor.js";
import { testDatabase } from "../database.js";

/*
 * Who sees what, worked out once more and in another way: by walking from a bureau up to its superiors, with nothing
 * else than who stands under whom. No level columns, no settings, no SQL.
 */

/** A bureau as plain data. */
export interface PlainBureau {
  code: string;
  kind: BureauKind;
  level: BureauLevel;
  line: string | null;
  parent: string | null;
}

/** The bureaus by code. */
export type PlainTree = ReadonlyMap<string, PlainBureau>;

/** What of a ticket decides who sees it. */
export interface PlainTicket {
  /** The bureau that holds it, the one that registered it, and the one that handed it on last. */
  holder: string;
  intake: string;
  previous: string | null;
  line: string | null;
}

/** The bureaus of these codes, as plain data. */
export async function readTree(codes: readonly string[]): Promise<PlainTree> {
  const rows = await testDatabase().asSystem("read the tree for an oracle", (tx) => findBureaus(tx, codes));
  return new Map(rows.map(({ code, kind, level, line, parent }) => [code, { code, kind, level, line, parent }]));
}

function bureauIn(tree: PlainTree, code: string): PlainBureau {
  const bureau = tree.get(code);
  if (bureau === undefined) throw new Error(`the tree has no bureau ${code}`);
  return bureau;
}

/** Whether a bureau is another one or stands beneath it, at whatever depth. */
export function isUnder(tree: PlainTree, code: string, top: string): boolean {
  for (let at: string | null = code; at !== null; at = tree.get(at)?.parent ?? null) if (at === top) return true;
  return false;
}

/** The authority for whose region a bureau acts: itself, for an authority; else the next authority above it. */
export function authorityOf(tree: PlainTree, code: string): string {
  const bureau = bureauIn(tree, code);
  if (bureau.kind === "AUTHORITY" || bureau.parent === null) return code;
  return authorityOf(tree, bureau.parent);
}

const governs = ({ kind }: PlainBureau): boolean => kind === "AUTHORITY" || kind === "CENTRE";

/** Whether a ticket exists for the people of a bureau. */
export function seesTicket(tree: PlainTree, observer: string, ticket: PlainTicket): boolean {
  const bureau = bureauIn(tree, observer);
  const top = authorityOf(tree, observer);
  const touched = [ticket.holder, ticket.intake, ...(ticket.previous === null ? [] : [ticket.previous])];
  if (governs(bureau)) return touched.some((code) => isUnder(tree, code, top));
  if (touched.includes(observer)) return true;
  return bureau.line !== null && bureau.line === ticket.line && isUnder(tree, ticket.holder, top);
}

/** Whether a row that belongs to one bureau (a person, a client, an audit entry) exists for the people of another. */
export function seesRow(tree: PlainTree, observer: string, owner: string): boolean {
  if (observer === owner) return true;
  return governs(bureauIn(tree, observer)) && isUnder(tree, owner, authorityOf(tree, observer));
}

/** Whether a bureau may use a word of another's dictionary, or looks after it. */
export function seesWord(tree: PlainTree, observer: string, owner: string): boolean {
  return isUnder(tree, observer, owner) || seesRow(tree, observer, owner);
}
