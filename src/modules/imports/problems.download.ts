import { may } from "../../access/index.js";
import type { BilingualText, Locale } from "../../platform/actor.js";
import type { Clock } from "../../platform/clock.js";
import { lineOfCells, numberCell, textCell } from "../../platform/csv.js";
import type { Database, Transaction } from "../../platform/database.js";
import { inLocale } from "../../platform/errors.js";
import { sha256 } from "../../platform/ids.js";
import type { Seal } from "../../platform/seal.js";
import { checkOwnedLink, type LinkOwner, type OwnedToken, signOwnedLink } from "../../platform/signed-link.js";
import { together } from "../../platform/together.js";
import { write } from "../../platform/writing.store.js";
import { findActorOf } from "../identity/index.js";
import { importRecordings, placeOfImport } from "./import.change.js";
import { importIdOf, importKeyOrNull } from "./import.ids.js";
import { isPossible } from "./import.states.js";
import { findImportOfAnybody, type ImportKey, type ImportRow } from "./import.store.js";
import { type FieldRule, fieldRules } from "./mapping/fields.js";
import { problemTexts } from "./mapping/problems.js";
import { findProblemPage, isOpeningNoted, type ProblemRow } from "./problem.store.js";

/** The path under which the files of bad rows lie. */
export const importProblemsPath = "/imports/";

// The language stands in the name, which the link is signed for.
const files: Readonly<Record<string, Locale>> = { "bad-rows-zh.csv": "zh", "bad-rows-en.csv": "en" };

const signedParts = (id: string, file: string): string[] => ["problems of an import", id, file];

/** The address of the bad rows of an import as a file, which opens it until an instant, as long as its owner sees the import. */
export function problemsAddress(
  { issuer, locale, seal }: { issuer: string; locale: Locale; seal: Seal },
  row: ImportRow,
  owner: LinkOwner,
  expiresAt: Date,
): string {
  const [id, file] = [importIdOf(row), `bad-rows-${locale}.csv`];
  return `${issuer}${importProblemsPath}${id}/${file}?${signOwnedLink(seal, signedParts(id, file), owner, expiresAt)}`;
}

/** What downloads need. */
export interface ProblemsParts {
  database: Database;
  clock: Clock;
  seal: Seal;
}

/** What an address names, and in which request. */
export interface ProblemsWanted extends OwnedToken {
  id: string;
  file: string;
  requestId: string;
}

/** A file to be sent. */
export interface ProblemsFile {
  name: string;
  /** Its lines in pieces, each read when it is asked for; the first opening of a link is recorded before the first of them. */
  read(): AsyncGenerator<Buffer>;
}

/**
 * Opens the bad rows of an import (错误行文件) for whoever brings a link that is right and not too old: the number of the row in
 * the sheet, the field, the code and the reason, in the language of whoever asked for the link.
 *
 * SECURITY: the link was signed for this import alone, and for somebody who is asked again: it opens nothing where he was
 * locked out since, or may not read imports of that bureau any more. It says so before anything is looked up. Nothing of the
 * cells and titles of the sheet stands in the file, in whatever form.
 *
 * @returns GONE for a link that is too old, where its owner has the right no more, and while the rows are tried anew; null
 *   where the link is wrong
 */
export async function openProblemsFile(
  { clock, database, seal }: ProblemsParts,
  { by, file, id, requestId, token }: ProblemsWanted,
): Promise<ProblemsFile | "GONE" | null> {
  const key = importKeyOrNull(id);
  const locale = Object.hasOwn(files, file) ? files[file] : undefined;
  const link = checkOwnedLink(seal, signedParts(id, file), { token, by }, clock.now());
  if (key === null || locale === undefined || link.state === "WRONG") return null;
  if (link.state === "EXPIRED") return "GONE";
  const row = await database.asSystem("open the bad rows of an import", (tx) =>
    findForOwner(tx, key, link.owner, clock.now()),
  );
  if (row === null || !isPossible("FETCH_PROBLEMS", row)) return "GONE";
  const moment = { at: () => clock.now(), requestId };
  const note = (): Promise<void> =>
    database.asSystem("note that bad rows are fetched", (tx) => noteOpening(tx, row, sha256(token), moment));
  return { name: file, read: () => readPieces(database, key, locale, note) };
}

/** The import, where the owner of a link sees it now as he did when he had the link made; null where he does not. */
async function findForOwner(tx: Transaction, key: ImportKey, owner: LinkOwner, now: Date): Promise<ImportRow | null> {
  const [row, actor] = await together([findImportOfAnybody(tx, key), findActorOf(tx, owner, now)]);
  if (row === null || actor === null || row.bureau !== actor.bureau.bureau) return null;
  return may(actor, "import.read", placeOfImport(row)) ? row : null;
}

/** Records the opening of a link, unless it was opened before: whoever has one cannot fill the audit with it. */
async function noteOpening(
  tx: Transaction,
  row: ImportRow,
  link: string,
  { at, requestId }: { at: () => Date; requestId: string },
): Promise<void> {
  if (await isOpeningNoted(tx, row, importIdOf(row), link)) return;
  const told = { at: at(), requestId, event: "PROBLEMS_OPENED", detail: { link } } as const;
  await write(tx, importRecordings({ place: placeOfImport(row) }, row, told));
}

const titles: Readonly<Record<Locale, readonly string[]>> = {
  zh: ["行号", "字段", "代码", "原因"],
  en: ["Row", "Field", "Code", "Reason"],
};

// Spreadsheets read a file without it in the signs of the machine, and Chinese is not Chinese there.
const byteOrderMark = "\ufeff";

const linesAtOnce = 2000;

async function* readPieces(
  database: Database,
  key: ImportKey,
  locale: Locale,
  note: () => Promise<void>,
): AsyncGenerator<Buffer> {
  await note();
  yield Buffer.from(byteOrderMark + lineOfCells(titles[locale].map(textCell)));
  for (let after: { key: string; id: string } | null = null; ; ) {
    const wanted = { first: linesAtOnce, after };
    const found: ProblemRow[] = await database.asSystem("send the bad rows of an import", (tx) =>
      findProblemPage(tx, key, null, wanted),
    );
    const page = found.slice(0, linesAtOnce);
    const last = page.at(-1);
    if (last === undefined) return;
    yield Buffer.from(page.map((problem) => lineOf(problem, locale)).join(""));
    if (found.length === page.length) return;
    after = { key: String(last.row), id: String(last.position) };
  }
}

// A later release may have noted what this one has no words for: it stands by its code then.
function lineOf({ code, field, row }: ProblemRow, locale: Locale): string {
  const rules: Readonly<Record<string, FieldRule>> = fieldRules;
  const texts: Readonly<Record<string, BilingualText>> = problemTexts;
  const wordsOf = (known: Readonly<Record<string, BilingualText>>, name: string): string => {
    const text = Object.hasOwn(known, name) ? known[name] : undefined;
    return text === undefined ? name : inLocale(text, locale);
  };
  const cells = [field === null ? "" : wordsOf(rules, field), code, wordsOf(texts, code)];
  return lineOfCells([numberCell(String(row)), ...cells.map(textCell)]);
}
