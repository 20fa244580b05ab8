import { chinaDay } from "../../platform/clock.js";
import { inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { defineLoader, defineRememberedLoader } from "../../platform/loaders.js";
import { type Page, type PageRequest, toPage } from "../../platform/pagination.js";
import { type Bureau, toBureau } from "./bureau.type.js";
import {
  countChildBureaus,
  findBureauNames,
  findBureauPeriods,
  findBureaus,
  findChildBureaus,
} from "./bureaus.store.js";
import { type Competence, findCompetences, findCoverages } from "./coverages.store.js";
import { bureauMemory, divisionMemory } from "./directory-memory.js";
import { type Division, toDivision } from "./division.type.js";
import type { DivisionRow } from "./divisions.store.js";
import { type ChildrenRequest, countChildDivisions, findChildDivisions, findDivisions } from "./divisions.store.js";
import type { BureauRow } from "./place.js";
import type { BureauPeriodRow } from "./tree.js";

/** The name of the order of lists by code, which stands in their cursors. */
export const orderByCode = "code";

/** Reads bureaus by code, also those that are no more; null for a code that never was. */
export const bureauLoader = defineRememberedLoader<Bureau>(bureauMemory, async (context, codes) => {
  const rows = await readInScope(context, (tx) => findBureaus(tx, codes));
  return new Map(rows.map((row) => [row.code, toBureau(row)]));
});

/** Reads divisions by code; null for an unknown one. */
export const divisionLoader = defineRememberedLoader<Division>(divisionMemory, async (context, codes) => {
  const rows = await readInScope(context, (tx) => findDivisions(tx, codes));
  return new Map(rows.map((row) => [row.code, toDivision(row)]));
});

// The key of a question about something on a day, or about one page of something.
const keySeparator = "@";

/** The key of a loader that is asked about a code on a day. */
export function onDay(code: string, day: string): string {
  return `${code}${keySeparator}${day}`;
}

function readOnDay(key: string): { code: string; on: string } {
  const [code = "", on = ""] = key.split(keySeparator);
  return { code, on };
}

/**
 * Reads the name that a bureau had on a day; the key is `onDay(bureau, day)`. Outside of the bureau's days it is the name
 * that it has or had last; null for a code that never was.
 */
export const bureauNameLoader = defineLoader<string>(async (context, keys) => {
  const questions = keys.map(readOnDay).map(({ code, on }) => ({ bureau: code, on }));
  const found = await inScope(context, (tx) => findBureauNames(tx, questions));
  return new Map(found.map(({ bureau, on, name }) => [onDay(bureau, on), name]));
});

/** Reads which bureau is competent; the key is `onDay(division, day)`. */
export const competenceLoader = defineLoader<Competence>(async (context, keys) => {
  const questions = keys.map(readOnDay).map(({ code, on }) => ({ division: code, on }));
  const found = await inScope(context, (tx) => findCompetences(tx, questions));
  return new Map(found.map((competence) => [onDay(competence.division, competence.on), competence]));
});

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

/** Reads the codes of the divisions that a bureau covers of itself; the key is `onDay(bureau, day)`. */
export const coverageLoader = defineLoader<string[]>(async (context, keys) => {
  const questions = keys.map(readOnDay).map(({ code, on }) => ({ bureau: code, on }));
  const found = await inScope(context, (tx) => findCoverages(tx, questions));
  const groups = grouped(found, ({ bureau, on }) => onDay(bureau, on));
  return new Map([...groups].map(([key, rows]) => [key, rows.map(({ division }) => division)]));
});

/** Reads what bureaus were called and whom they stood under, the latest first, by the bureau's code. */
export const periodsLoader = defineLoader<BureauPeriodRow[]>(async (context, codes) => {
  const rows = await inScope(context, (tx) => findBureauPeriods(tx, codes));
  return grouped(rows, ({ bureau }) => bureau);
});

/** The key of a loader that is asked for one page of the children of a code. */
export function onPage(parent: string, page: PageRequest): string {
  return [parent, page.first, page.after?.key ?? ""].join(keySeparator);
}

function readOnPage(key: string): ChildrenRequest {
  const [parent = "", first = "", after = ""] = key.split(keySeparator);
  return { parent, page: { first: Number(first), after: after === "" ? null : { key: after, id: after } } };
}

function toPages<Row extends { code: string }>(
  keys: readonly string[],
  requests: readonly ChildrenRequest[],
  found: readonly Row[][],
): Map<string, Page<Row>> {
  return new Map(
    requests.map(({ page }, index) => [
      keys[index] ?? "",
      toPage(found[index] ?? [], page, orderByCode, ({ code }) => ({ key: code, id: code })),
    ]),
  );
}

/** The day in China on which a request is answered. */
export function today(context: RequestContext): string {
  return chinaDay(context.clock.now());
}

/** Reads one page of the bureaus directly under one; the key is `onPage(code, page)`. */
export const childBureausLoader = defineLoader<Page<BureauRow>>(async (context, keys) => {
  const requests = keys.map(readOnPage);
  const found = await inScope(context, (tx) => findChildBureaus(tx, requests, today(context)));
  return toPages(keys, requests, found);
});

/** Counts the bureaus directly under one; null for none. */
export const childBureausCounter = defineLoader<number>((context, codes) =>
  inScope(context, (tx) => countChildBureaus(tx, codes, today(context))),
);

/** Reads one page of the divisions directly under one; the key is `onPage(code, page)`. */
export const childDivisionsLoader = defineLoader<Page<DivisionRow>>(async (context, keys) => {
  const requests = keys.map(readOnPage);
  const found = await inScope(context, (tx) => findChildDivisions(tx, requests, today(context)));
  return toPages(keys, requests, found);
});

/** Counts the divisions directly under one; null for none. */
export const childDivisionsCounter = defineLoader<number>((context, codes) =>
  inScope(context, (tx) => countChildDivisions(tx, codes, today(context))),
);
