import type { Sql } from "postgres";
import { type Random, type Weighted, zipf } from "./random.js";
import type { Kind, LoadedTicket } from "./ticket.js";

type Words = Pick<LoadedTicket, "channel" | "issueClass" | "goodsClass" | "topics" | "line">;
type Grounds = Readonly<Record<"ORDER_20" | "ORDER_121", readonly string[]>>;

/** The dictionary words that tickets are sorted by, as they stand in the database. */
export interface Vocabulary {
  /** Draws channel, class, goods and topics for a ticket of a kind. */
  wordsFor(random: Random, kind: Kind): Words;
  settlementMethods: readonly string[];
  refusalGrounds: Grounds;
  terminationGrounds: Grounds;
  /** The instant from which Order 121 rules. */
  orderOneTwoOneFrom: number;
}

interface EntryRow {
  dictionary: string;
  code: string;
  kinds: string[];
  line: string | null;
  regime: string | null;
}

const allKinds: readonly Kind[] = ["CONSULTATION", "COMPLAINT", "REPORT"];

/** Reads the national dictionaries of a database. */
export async function readVocabulary(sql: Sql, orderOneTwoOneFrom: string): Promise<Vocabulary> {
  const rows = await sql<EntryRow[]>`
    SELECT dictionary, code, kinds, line, regime FROM dictionary_entries WHERE bureau = '100000' ORDER BY dictionary, position, code`;
  const of = (dictionary: string): EntryRow[] => rows.filter((row) => row.dictionary === dictionary);
  const drawn = (dictionary: string): Weighted<EntryRow> => zipf(of(dictionary), 0.9);
  const classes = new Map(
    allKinds.map((kind) => [
      kind,
      zipf(
        of("ISSUE_CLASS").filter(({ kinds }) => allows(kinds, kind)),
        0.7,
      ),
    ]),
  );
  const [channels, goods, topics] = [drawn("CHANNEL"), drawn("GOODS_CLASS"), drawn("TOPIC")];
  return {
    wordsFor: (random, kind) => {
      const issueClass = (classes.get(kind) as Weighted<EntryRow>).draw(random);
      return {
        channel: channels.draw(random).code,
        issueClass: issueClass.code,
        line: issueClass.line,
        goodsClass: random.chance(0.85) ? goods.draw(random).code : null,
        topics: random.chance(0.12) ? [topics.draw(random).code] : [],
      };
    },
    settlementMethods: of("SETTLEMENT_METHOD").map(({ code }) => code),
    refusalGrounds: groundsOf(of("REFUSAL_GROUND")),
    terminationGrounds: groundsOf(of("TERMINATION_GROUND")),
    orderOneTwoOneFrom: Date.parse(`${orderOneTwoOneFrom}T00:00:00+08:00`),
  };
}

const allows = (kinds: readonly string[], kind: Kind): boolean => kinds.length === 0 || kinds.includes(kind);

function groundsOf(rows: readonly EntryRow[]): Grounds {
  const of = (regime: string): string[] => rows.filter((row) => row.regime === regime).map(({ code }) => code);
  return { ORDER_20: of("ORDER_20"), ORDER_121: of("ORDER_121") };
}
