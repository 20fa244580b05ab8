import type { Locale } from "../../platform/actor.js";
import { nationCode } from "../../platform/actor.js";
import { formulaPattern } from "../../platform/csv.js";
import type { DictionaryName } from "../dictionaries/index.js";
import { type CellForm, type ExportColumn, keyOfColumn, type TicketColumn, ticketColumns } from "./export.columns.js";
import { wordLists } from "./export.words.js";
import type { ExportFormat } from "./export.workflow.js";

/** A name of ours as it stands in a statement: letters of small case, digits and underscores. */
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

// Row values of the columns that were read stand under this name.
const value = (column: string): string => `read.${snake(column)}`;

/** The value of a column, before it is written in a format. */
function givenValue({ column, through }: TicketColumn, locale: Locale): string {
  const given = value(column);
  switch (through?.name) {
    case undefined:
      return column === "dueOn" ? `nullif(${given}, 'infinity')` : given;
    case "BUREAU":
      return `(SELECT bureaus.name FROM bureaus WHERE bureaus.code = ${given})`;
    case "DIVISION":
      return `(SELECT divisions.name FROM divisions WHERE divisions.code = ${given})`;
    case "OVERDUE":
      return `(${given} < $today$::date)`;
    case "TICKET_ID":
      return ticketId(given);
    case "SEEN_TICKET_ID":
      // Looked up under the row policies: a ticket out of sight is not named.
      return `(SELECT ${ticketId("seen.id")} FROM tickets AS seen WHERE seen.province = read.province AND seen.id = ${given})`;
    case "CONTACT":
      return `CASE WHEN ${isConfidential} THEN '***' ELSE ${given} END`;
    case "WORD":
      return `CASE ${given} ${Object.entries(wordLists[through.words])
        .map(([code, word]) => `WHEN ${quoted(code)} THEN ${quoted(word[locale])}`)
        .join(" ")} ELSE ${given} END`;
    case "DICTIONARY":
      return `coalesce(${nationalWord(through.dictionary, given)}, ${localWord(through.dictionary, given, locale)}, ${given})`;
  }
}

// As `toGlobalId` writes it: base64url without the characters that fill it up.
const ticketId = (
  id: string,
): string => `rtrim(translate(encode(convert_to('Ticket:' || read.province || ':' || ${id}, 'UTF8'), 'base64'),
  E'+/\\n', '-_'), '=')`;

/**
 * The same as `isConfidentialFor` of tickets says (art. 37 of Order 121), for the bureau of whoever asks; a test compares
 * what lists and exports show.
 */
const isConfidential = "(read.kind = 'REPORT' AND read.holder <> $bureau$ AND read.intake_bureau <> $bureau$)";

const nameColumn = (locale: Locale): string => (locale === "zh" ? "name_chinese" : "name_english");

// All national words are one value, which is made once; a join would go through them for each ticket.
const nationalWord = (dictionary: DictionaryName, given: string): string =>
  `(SELECT words.names FROM words) ->> (${quoted(`${dictionary}:`)} || ${given})`;

// In the order in which the API chooses: of the bureaus of the ticket, of the reader's own, of others that he sees.
const localWord = (dictionary: DictionaryName, given: string, locale: Locale): string =>
  `(SELECT entry.${nameColumn(locale)} FROM dictionary_entries AS entry
    WHERE entry.dictionary = ${quoted(dictionary)} AND entry.code = ${given}
    ORDER BY CASE WHEN entry.bureau IN (read.province, read.city, read.county, read.holder) THEN 1
      WHEN entry.bureau = ANY (string_to_array(current_setting('app.path'), ',')) THEN 2 ELSE 3 END, entry.bureau LIMIT 1)`;

/**
 * The national words that the columns need, by dictionary and code, as a query for one value; null where none is needed.
 * Few bureaus have words of their own, and those are looked up one by one.
 */
export function nationalWords(columns: readonly ExportColumn[], locale: Locale): string | null {
  const wanted = columns.flatMap((name) => {
    const { through }: TicketColumn = ticketColumns[name];
    return through?.name === "DICTIONARY" ? [quoted(through.dictionary)] : [];
  });
  if (wanted.length === 0) return null;
  return `SELECT coalesce(jsonb_object_agg(dictionary || ':' || code, ${nameColumn(locale)}), '{}') AS names
    FROM dictionary_entries WHERE bureau = ${quoted(nationCode)} AND dictionary IN (${wanted.join(", ")})`;
}

const utc = (given: string): string => `to_char(${given} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const inChina = (given: string): string => `to_char(${given} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS')`;
const yuan = (given: string): string => `${given} / 100 || '.' || lpad((${given} % 100)::text, 2, '0')`;

const jsonCells: Partial<Readonly<Record<CellForm, (given: string) => string>>> = { INSTANT: utc, YUAN: yuan };

// A text in quotation marks, those within it doubled, and an apostrophe before what would be a formula.
const csvText = (given: string): string =>
  `'"' || replace(CASE WHEN ${given} ~ ${quoted(formulaPattern)} THEN '''' || ${given} ELSE ${given} END, '"', '""') || '"'`;
const csvCode = (given: string): string => `CASE WHEN ${given} LIKE '-%' THEN '''' || ${given} ELSE ${given} END`;

const csvCells: Readonly<Record<CellForm, (given: string) => string>> = {
  TEXT: csvText,
  CODE: csvCode,
  CODES: (given) => csvCode(`array_to_string(${given}, ';')`),
  INSTANT: inChina,
  DAY: (given) => `${given}::text`,
  YUAN: yuan,
  TRUTH: (given) => `CASE WHEN ${given} THEN 'true' WHEN NOT ${given} THEN 'false' END`,
  WHOLE: (given) => `${given}::text`,
};

/**
 * The columns of the row of a line, in the names of what is computed once, and the line made of them.
 *
 * A text may cost a look-up, and is written twice in its cell: so values are worked out first, under the name of their key.
 */
export function lineOf(
  columns: readonly ExportColumn[],
  format: ExportFormat,
  locale: Locale,
): { values: string; line: string } {
  const cells = columns.map((name) => {
    const column: TicketColumn = ticketColumns[name];
    const write = format === "JSONL" ? jsonCells[column.form] : undefined;
    const given = givenValue(column, locale);
    return { key: keyOfColumn(name), form: column.form, given: write === undefined ? given : write(given) };
  });
  const values = cells.map(({ given, key }) => `${given} AS "${key}"`).join(", ");
  if (format === "JSONL") return { values, line: "row_to_json(cells)::text || E'\\n'" };
  const written = cells.map(({ form, key }) => csvCells[form](`cells."${key}"`));
  // A function takes a hundred arguments at most; what is null becomes an empty cell.
  return { values, line: `${written.map((cell) => `coalesce(${cell}, '')`).join(" || ',' || ")} || E'\\r\\n'` };
}

/** The names of the columns of tickets that the lines are made of, as they stand in the table. */
export function columnsRead(columns: readonly ExportColumn[]): string[] {
  const needed = [...alwaysRead, ...columns.map((name) => ticketColumns[name].column)];
  return [...new Set(needed.map(snake))];
}

const alwaysRead = ["province", "id", "receivedAt", "kind", "holder", "intakeBureau", "city", "county"];

/** The line of titles of a CSV file, each in quotation marks. */
export function titlesOf(columns: readonly ExportColumn[], locale: Locale): string {
  return `${columns.map((name) => `"${ticketColumns[name][locale]}"`).join(",")}\r\n`;
}
