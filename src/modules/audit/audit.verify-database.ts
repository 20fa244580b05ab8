import type { Database } from "../../platform/database.js";
import { findHead, listProvinces, watchEntries } from "./audit.chain.store.js";
import { readExport } from "./audit.export.js";
import { beginning } from "./audit.sealing.store.js";
import { type ChainFault, type ChainVerdict, endWalk, isFault, startWalk, stepTo } from "./audit.verification.js";

/** What was found out about a chain in the database, and how many entries wait to be sealed. */
export interface DatabaseVerdict {
  verdict: ChainVerdict;
  waiting: number;
}

const pageSize = 5000;

/** The provinces whose chains can be checked: those with entries or links. */
export function listChains(database: Database): Promise<string[]> {
  return database.asSystem("verify the audit", listProvinces);
}

/**
 * Compares the entries of a province with its chain: every link with its entry, and every entry with its link. It reads
 * all of them, a page at a time; links that are written meanwhile are left to the next time.
 *
 * @param noted a head that was noted outside, in hexadecimal digits; null for none
 */
export async function verifyDatabase(
  database: Database,
  province: string,
  noted: string | null,
): Promise<DatabaseVerdict> {
  const head = await database.asSystem("verify the audit", (tx) => findHead(tx, province));
  let walk = startWalk(province, noted);
  for await (const link of readExport(database, { province, from: 1, to: head?.position ?? 0 })) {
    const next = stepTo(walk, link);
    if (isFault(next)) return { verdict: { isWhole: false, province, fault: next }, waiting: 0 };
    walk = next;
  }
  const { leftOut, waiting } = await watch(database, province);
  return { verdict: leftOut === null ? endWalk(walk) : { isWhole: false, province, fault: leftOut }, waiting };
}

async function watch(database: Database, province: string): Promise<{ leftOut: ChainFault | null; waiting: number }> {
  let waiting = 0;
  for (let after: string | null = beginning.entry; after !== null; ) {
    const from: string = after;
    const page = await database.asSystem("verify the audit", (tx) => watchEntries(tx, province, from, pageSize));
    const found = page.find(({ seal }) => seal === "LEFT_OUT");
    if (found !== undefined) {
      const sentence = `the entry of ${found.at.toISOString()} has no link in the chain`;
      return { leftOut: { kind: "LEFT_OUT", position: null, entry: found.id, sentence }, waiting };
    }
    waiting += page.filter(({ seal }) => seal === "WAITING").length;
    after = page.length < pageSize ? null : (page.at(-1)?.id ?? null);
  }
  return { leftOut: null, waiting };
}
