import { setImmediate as turn } from "node:timers/promises";
import type { Actor } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import type { Seal } from "../../platform/seal.js";
import { type DictionaryEntryRow, entriesInForce } from "../dictionaries/index.js";
import { findDivisionsNamed } from "../jurisdictions/index.js";
import { openRows } from "./chunk.content.js";
import type { ChunkRow } from "./chunk.store.js";
import type { ImportRow } from "./import.store.js";
import { fieldRules, type MappingRule } from "./mapping/fields.js";
import { divisionNames, type Lexicon } from "./mapping/lexicon.js";
import type { RowProblem } from "./mapping/problems.js";
import { type OldRow, rowReader } from "./mapping/row-reader.js";
import type { RawRow } from "./reading/raw-rows.js";
import { identityOf, type RowIdentity } from "./row.identity.js";

/** A row that can become a ticket. */
export interface GoodRow extends RowIdentity {
  ticket: OldRow;
}

/** A row of which something is wrong. */
export interface BadRow {
  row: number;
  problems: readonly RowProblem[];
}

/** What the rows of a chunk say by the mapping. */
export interface ChunkReading {
  good: GoodRow[];
  bad: BadRow[];
}

const dictionaries = ["CHANNEL", "ISSUE_CLASS", "GOODS_CLASS", "TOPIC", "SETTLEMENT_METHOD"] as const;

// Rows are read so many at a time: then others have their turn in the process.
const rowsAtOnce = 100;

/** Whatever else is to be done in the process is done before the next rows. */
export async function inTurns<Item>(items: readonly Item[], work: (item: Item) => void): Promise<void> {
  for (const [place, item] of items.entries()) {
    if (place > 0 && place % rowsAtOnce === 0) await turn();
    work(item);
  }
}

/** Reads the rows of a chunk by the mapping of its import, with the dictionaries and divisions of the day. */
export async function readChunk(
  tx: Transaction,
  seal: Seal,
  { actor, at, chunk, row }: { actor: Actor; at: Date; chunk: ChunkRow; row: ImportRow },
): Promise<ChunkReading> {
  const rows = await openRows(seal, chunk, chunk);
  const rules = row.rules as MappingRule[];
  const read = rowReader({
    ...{ rules, columns: row.columns, now: at, isCountedFrom1904: row.isCountedFrom1904 },
    lexicon: await lexiconFor(tx, actor, { at, rules, rows, columns: row.columns }),
  });
  const reading: ChunkReading = { good: [], bad: [] };
  await inTurns(rows, (raw) => {
    const { problems, ticket } = read(raw);
    if (problems !== null) reading.bad.push({ row: raw.number, problems });
    else reading.good.push({ ticket, ...identityOf(seal, ticket) });
  });
  return reading;
}

interface Wanted {
  at: Date;
  rules: readonly MappingRule[];
  rows: readonly RawRow[];
  columns: readonly string[];
}

async function lexiconFor(tx: Transaction, actor: Actor, wanted: Wanted): Promise<Lexicon> {
  const on = chinaDay(wanted.at);
  const named = wanted.rules
    .map(({ field }) => fieldRules[field])
    .flatMap((rule) => ("dictionary" in rule ? rule.dictionary : []));
  const entries: DictionaryEntryRow[] = [];
  for (const dictionary of dictionaries) {
    if ((named as readonly string[]).includes(dictionary))
      entries.push(...(await entriesInForce(tx, actor, dictionary, on)));
  }
  const words = divisionWords(wanted);
  const names = words.flatMap(divisionNames);
  const divisions = words.length === 0 ? [] : await findDivisionsNamed(tx, { codes: words, names }, on);
  const { city, province } = actor.bureau;
  return { entries, divisions, place: { city, province } };
}

function divisionWords({ columns, rows, rules }: Wanted): string[] {
  const rule = rules.find(({ field }) => field === "DIVISION");
  if (rule === undefined) return [];
  const place = rule.column === null ? -1 : columns.indexOf(rule.column);
  const given = place < 0 ? [rule.constant ?? ""] : rows.map(({ cells }) => cells?.[place] ?? "");
  const others = [rule.otherwise ?? "", ...rule.words.map(({ value }) => value)];
  const plain = (word: string): string => word.normalize("NFKC").replace(/\s/gu, "");
  return [...new Set([...given, ...others].map(plain))].filter((word) => word !== "");
}
