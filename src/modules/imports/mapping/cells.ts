import { maskFreeText } from "../../../platform/masking.js";
import type { DictionaryEntryRow, TicketKind } from "../../dictionaries/index.js";
import type { DivisionRow } from "../../jurisdictions/index.js";
import { fieldRule, type ImportField, importFields, type MappingRule } from "./fields.js";
import { divisionNamed, entryNamed, type Lexicon } from "./lexicon.js";
import type { ProblemCode, RowProblem } from "./problems.js";
import type { RowSettings } from "./row-settings.js";
import { excerptOf, shapeOf, toFen, toInstant } from "./values.js";
import { ownCodes, ownWords } from "./words.js";

/** Where a field comes from, with what its words mean. */
interface Source {
  rule: MappingRule;
  /** The place of its column; -1 for a constant. */
  place: number;
  words: ReadonlyMap<string, string>;
}

/** The cells of one row after another, as a mapping reads them, and what is wrong with the row that is open. */
export interface Cells {
  readonly settings: RowSettings;
  readonly sources: ReadonlyMap<ImportField, Source>;
  /** What words were found to mean: a million rows say the same few hundred. */
  readonly meanings: Map<string, unknown>;
  given: readonly string[];
  found: RowProblem[];
}

/** Prepares to read the rows of a file. */
export function openCells(settings: RowSettings): Cells {
  const { columns, rules } = settings;
  const sources = new Map<ImportField, Source>();
  for (const field of importFields) {
    const rule = rules.find((one) => one.field === field);
    if (rule !== undefined) sources.set(field, sourceOf(rule, columns));
  }
  return { settings, sources, meanings: new Map(), given: [], found: [] };
}

function sourceOf(rule: MappingRule, columns: readonly string[]): Source {
  return {
    rule,
    place: rule.column === null ? -1 : columns.indexOf(rule.column),
    words: new Map(rule.words.map(({ value, word }) => [plain(word), value])),
  };
}

/** Goes on to a row. */
export function openRow(cells: Cells, given: readonly string[]): void {
  cells.given = given;
  cells.found = [];
}

/** What is wrong with the row that is open, in the order of the columns. */
export function problemsOf({ found, settings: { columns } }: Cells): readonly RowProblem[] {
  const placeOf = ({ column }: RowProblem): number => (column === null ? -1 : columns.indexOf(column));
  return found.length < 2 ? found : [...found].sort((one, other) => placeOf(one) - placeOf(other));
}

// Signs by which people say that they have nothing to say.
const nothing = new Set(["无", "-", "--", "/", "\\", "匿名", "不详", "未提供", "未知", "null", "N/A", "n/a"]);

// PostgreSQL takes no NUL; the others show nowhere. Line ends of other systems become ours.
const controls = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;
const cleaned = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(controls, (sign) => (sign === "\n" || sign === "\t" ? sign : ""))
    .trim();

const plain = (word: string): string => word.normalize("NFKC").trim();

/** What stands in the cell of a field, or counts in its place; nothing where the field is not mapped. */
function raw({ given, sources }: Cells, field: ImportField): string {
  const source = sources.get(field);
  if (source === undefined) return "";
  const { place, rule } = source;
  const text = place < 0 ? (rule.constant ?? "") : cleaned(given[place] ?? "");
  return text === "" ? (rule.otherwise ?? "") : text;
}

const freeTexts: readonly ImportField[] = ["FACTS", "REQUEST", "ANSWER"];

/**
 * Notes what is wrong with a field, once.
 *
 * SECURITY: of what tells of a citizen only the form is noted, numbers that may lead to one are masked wherever a wrong column
 * was mapped, and nothing of what he tells himself, in which anybody may be
 * named.
 */
export function wrong(cells: Cells, field: ImportField, code: ProblemCode): void {
  if (cells.found.some((one) => one.field === field)) return;
  const value = raw(cells, field);
  const shown = fieldRule(field).isPersonal === true ? shapeOf(value) : maskFreeText(excerptOf(value), []);
  const column = cells.sources.get(field)?.rule.column ?? null;
  cells.found.push({ code, field, column, value: value === "" || freeTexts.includes(field) ? null : shown });
}

/** Notes that a field is needed and empty. */
export function missing(cells: Cells, field: ImportField): void {
  wrong(cells, field, "MISSING");
}

/** The text of a field; null where there is none. */
export function textOf(cells: Cells, field: ImportField): string | null {
  const value = raw(cells, field);
  if (value === "") return null;
  const most = fieldRule(field).most ?? 0;
  if (value.length > most && [...value].length > most) wrong(cells, field, "TOO_LONG");
  return value;
}

/** The same; null also where it says that it is not known. */
export function knownText(cells: Cells, field: ImportField): string | null {
  const value = textOf(cells, field);
  return value === null || nothing.has(value) ? null : value;
}

/** The instant of a field. */
export function instantIn(cells: Cells, field: ImportField): Date | null {
  const value = raw(cells, field);
  if (value === "" || nothing.has(value)) return null;
  const at = toInstant(value, cells.settings.isCountedFrom1904);
  if (at === null) wrong(cells, field, "NOT_A_DATE");
  return at;
}

/** The amount of a field, in 分. */
export function amountIn(cells: Cells, field: ImportField): bigint | null {
  const value = raw(cells, field);
  if (value === "" || nothing.has(value)) return null;
  const fen = toFen(value, cells.sources.get(field)?.rule.unit ?? "YUAN");
  if (fen === null) wrong(cells, field, "NOT_AN_AMOUNT");
  return fen;
}

const mostRemembered = 20_000;

function remembered<Meaning>({ meanings }: Cells, key: string, find: () => Meaning): Meaning {
  if (meanings.has(key)) return meanings.get(key) as Meaning;
  const meaning = find();
  if (meanings.size < mostRemembered) meanings.set(key, meaning);
  return meaning;
}

// The words of the mapping first, then what is known; what is neither may be something else by the rule.
function meaningOf<Meaning>(
  { sources }: Cells,
  field: ImportField,
  word: string,
  find: (word: string) => Meaning | null,
): Meaning | null {
  const source = sources.get(field);
  const otherwise = source?.rule.otherwise ?? null;
  return find(source?.words.get(plain(word)) ?? word) ?? (otherwise === null ? null : find(otherwise));
}

/** The code of this module that a field names. */
export function ownWordIn(cells: Cells, field: keyof typeof ownWords): string | null {
  const word = raw(cells, field);
  if (word === "") return null;
  const own: Readonly<Record<string, string>> = ownWords[field];
  const codeOf = (one: string): string | null =>
    own[plain(one)] ?? ownCodes[field].find((name) => name === plain(one).toUpperCase()) ?? null;
  const code = remembered(cells, `${field} ${word}`, () => meaningOf(cells, field, word, codeOf));
  if (code === null) wrong(cells, field, "UNKNOWN_WORD");
  return code;
}

/** The entry of a dictionary that a field names, for a kind of ticket. */
export function entryIn(cells: Cells, field: ImportField, kind: TicketKind | null): DictionaryEntryRow | null {
  const word = raw(cells, field);
  if (word === "") return null;
  const entry = entryOf(cells, field, kind, word);
  if (entry === null) wrong(cells, field, "UNKNOWN_WORD");
  return entry;
}

function entryOf(cells: Cells, field: ImportField, kind: TicketKind | null, word: string): DictionaryEntryRow | null {
  const { dictionary } = fieldRule(field);
  if (dictionary === undefined) return null;
  const named = (one: string) => entryNamed(cells.settings.lexicon, { dictionary, kind, word: one });
  return remembered(cells, `${field} ${kind} ${word}`, () => meaningOf(cells, field, word, named));
}

const mostTopics = 10;

/** The topics that a field names, each once. */
export function topicsIn(cells: Cells, kind: TicketKind): string[] {
  const value = raw(cells, "TOPICS");
  if (value === "") return [];
  const codes = remembered(cells, `TOPICS of ${kind} ${value}`, () => {
    const separators = cells.sources.get("TOPICS")?.rule.separators ?? "";
    const parts = [...value].map((sign) => (separators.includes(sign) ? "\n" : sign)).join("");
    const words = parts.split("\n").map((word) => word.trim());
    return [...new Set(words)].filter((word) => word !== "").map((word) => entryOf(cells, "TOPICS", kind, word)?.code);
  });
  if (codes.includes(undefined)) wrong(cells, "TOPICS", "UNKNOWN_WORD");
  const topics = [...new Set(codes)].filter((code) => code !== undefined);
  if (topics.length > mostTopics) wrong(cells, "TOPICS", "TOO_MANY_TOPICS");
  return topics;
}

/** The division that a field names. */
export function divisionIn(cells: Cells): DivisionRow | null {
  const word = raw(cells, "DIVISION");
  if (word === "" || nothing.has(word)) return null;
  const division = remembered(cells, `DIVISION ${word}`, () =>
    meaningOf(cells, "DIVISION", word, (one) => knownDivision(cells.settings.lexicon, one)),
  );
  if (division !== null && division !== "AMBIGUOUS") return division;
  wrong(cells, "DIVISION", division === null ? "UNKNOWN_DIVISION" : "AMBIGUOUS_DIVISION");
  return null;
}

function knownDivision(lexicon: Lexicon, word: string): DivisionRow | "AMBIGUOUS" | null {
  const division = divisionNamed(lexicon, word);
  return division === "UNKNOWN" ? null : division;
}
