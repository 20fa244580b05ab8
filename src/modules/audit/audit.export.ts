import type { Database } from "../../platform/database.js";
import { type ChainEntry, chainFormat, genesisOf, toChainEntry } from "./audit.chain.js";
import { findHead, findLink, findLinks, type LinkedEntry } from "./audit.chain.store.js";

/** The first line of an export. Hashes are in hexadecimal digits. */
export interface ExportHeader {
  format: typeof chainFormat;
  province: string;
  /** The first position of the export. */
  from: number;
  /** The hash at the position before it. */
  previous: string;
  /** The last position of the export, and its hash: the head of the chain when the export began. */
  to: number;
  head: string;
}

/** Each further line of an export. */
export interface ExportedLink {
  position: number;
  hash: string;
  /** ISO 8601 in UTC, with milliseconds. */
  sealedAt: string;
  /** Null where somebody has removed the entry from the database. */
  entry: ChainEntry | null;
}

const pageSize = 1000;

/**
 * What an export of a province's chain begins with; null when nothing is sealed there, or no link stands before `from`.
 *
 * @param from the first position that is wanted, from 1
 */
export async function openExport(database: Database, province: string, from: number): Promise<ExportHeader | null> {
  const { head, before } = await database.asSystem("export the audit", async (tx) => ({
    head: await findHead(tx, province),
    before: from === 1 ? genesisOf(province) : ((await findLink(tx, province, from - 1))?.hash ?? null),
  }));
  if (head === null || before === null) return null;
  return {
    format: chainFormat,
    province,
    from,
    previous: before.toString("hex"),
    to: head.position,
    head: head.hash.toString("hex"),
  };
}

/** The links of an export in order, read a page at a time, each page in a transaction of its own. */
export async function* readExport(
  database: Database,
  { province, from, to }: Pick<ExportHeader, "province" | "from" | "to">,
): AsyncGenerator<ExportedLink> {
  for (let after = from - 1; after < to; ) {
    const page = { after, upTo: to, most: pageSize };
    const rows = await database.asSystem("export the audit", (tx) => findLinks(tx, province, page));
    yield* rows.map(toExportedLink);
    // Where links are missing the page is shorter, and the next one begins behind the gap.
    after = rows.at(-1)?.link.position ?? to;
  }
}

function toExportedLink({ link, entry }: LinkedEntry): ExportedLink {
  return {
    position: link.position,
    hash: link.hash.toString("hex"),
    sealedAt: link.sealedAt.toISOString(),
    entry: entry === null ? null : toChainEntry(entry),
  };
}
