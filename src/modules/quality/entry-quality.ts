import { authorize } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { notFound, tooLarge } from "../../platform/errors.js";
import { toGlobalId } from "../../platform/ids.js";
import { readPeriod } from "../calendar/index.js";
import { findBureau, isValidOn, placeOf } from "../jurisdictions/index.js";
import { type CountedEntries, countEntries } from "./check.store.js";
import type { EntryRuleName } from "./entry.js";
import type { EntryQualityArguments } from "./quality.inputs.js";
import { EntryQuality, EntryQualityRow, EntryRuleCount } from "./quality.type.js";

/** How many rows an answer has at most. */
const mostRows = 2000;

/**
 * How clean the entries of a bureau were, by operator and day (录入质量得分).
 *
 * @throws NOT_FOUND for an unknown bureau, FORBIDDEN for one out of reach; INVALID_INPUT for days out of order or too many
 */
export async function readEntryQuality(
  context: RequestContext,
  { bureau, byDay, from, to }: EntryQualityArguments,
): Promise<EntryQuality> {
  readPeriod(from, to, byDay ? 31 : 366);
  const rows = await inScope(context, async (tx) => {
    const actor = actorOf(context);
    const found = await findBureau(tx, bureau ?? actor.bureau.bureau);
    if (found === null || !isValidOn(found, chinaDay(context.clock.now()))) throw notFound("bureau");
    authorize(actor, "entry.quality", placeOf(found));
    return countEntries(tx, { bureau: found.code, from, to, byDay, most: mostRows + 1 });
  });
  if (rows.length > mostRows) throw tooLarge("to", rows.length, mostRows);
  return Object.assign(new EntryQuality(), {
    asOf: context.clock.now(),
    total: toRow({ ...sumOf(rows), operator: null, enteredOn: null }),
    rows: rows.map(toRow),
  });
}

const countedNames = ["entries", "clean", "withFindings", "returned", "corrected"] as const;

function sumOf(rows: readonly CountedEntries[]): Omit<CountedEntries, "operator" | "enteredOn"> {
  const sum = { entries: 0, clean: 0, withFindings: 0, returned: 0, corrected: 0 };
  const byRule: Record<string, number> = {};
  for (const row of rows) {
    for (const name of countedNames) sum[name] += row[name];
    for (const [rule, count] of Object.entries(row.byRule)) byRule[rule] = (byRule[rule] ?? 0) + count;
  }
  return { ...sum, byRule };
}

function toRow({ byRule, enteredOn, operator, ...counts }: CountedEntries): EntryQualityRow {
  const { clean, entries } = counts;
  return Object.assign(new EntryQualityRow(), {
    ...counts,
    operator,
    operatorId: operator === null ? null : toGlobalId("Person", operator),
    day: enteredOn,
    score: entries === 0 ? 100 : Math.round((clean * 10_000) / entries) / 100,
    byRule: Object.entries(byRule)
      .sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
      .map(([rule, found]) => Object.assign(new EntryRuleCount(), { rule: rule as EntryRuleName, entries: found })),
  });
}
