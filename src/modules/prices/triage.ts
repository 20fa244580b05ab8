import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { scopeOf } from "../../platform/scope.js";
import { requireCountedDay } from "../calendar/index.js";
import { dayInChina } from "./case.list.js";
import { goodsOf, placeOf } from "./case.view.js";
import { requireDesk } from "./desk.js";
import { type CaseCounts, countCasesBy, type TriageKey, type TriageRow } from "./triage.store.js";
import { PriceCaseCounts, PriceCaseGroup, PriceTriage } from "./triage.type.js";

/** No cases at all. */
export const noCases: CaseCounts = { total: 0, fresh: 0, key: 0, done: 0, open: 0 };

/** The counts of the API. */
export function toCounts({ done, fresh, key, open, total }: CaseCounts): PriceCaseCounts {
  return Object.assign(new PriceCaseCounts(), { done, fresh, key, open, total });
}

/** A group as it is kept in a digest, and counted for a triage. */
export interface CaseGroup extends CaseCounts {
  value: string | null;
  before?: CaseCounts | null;
}

/** Groups of the API, with what their values mean in the language of the request. */
export function toGroups(
  context: RequestContext,
  by: Exclude<TriageKey, "WHOLE">,
  groups: readonly CaseGroup[],
): Promise<PriceCaseGroup[]> {
  return Promise.all(
    groups.map(async (group) =>
      Object.assign(new PriceCaseGroup(), {
        value: group.value,
        name: await nameOf(context, by, group.value),
        counts: toCounts(group),
        before: group.before == null ? null : toCounts(group.before),
      }),
    ),
  );
}

async function nameOf(
  context: RequestContext,
  by: Exclude<TriageKey, "WHOLE">,
  value: string | null,
): Promise<string | null> {
  if (by === "RESPONDENT") return value;
  return (await (by === "GOODS" ? goodsOf : placeOf)(context, value))?.name ?? null;
}

/** The groups of one kind among the rows of a count. */
export function groupsOf(rows: readonly TriageRow[], by: TriageKey): TriageRow[] {
  return rows.filter((row) => row.by === by);
}

/**
 * The cases of a day, sorted for the desk at which the actor works.
 *
 * @param day null: today in China
 * @throws FORBIDDEN at a bureau without a desk; INVALID_INPUT for a day out of the years of the trade
 */
export async function readTriage(context: RequestContext, day: string | null): Promise<PriceTriage> {
  const actor = actorOf(context);
  const desk = requireDesk(actor);
  if (day !== null) requireCountedDay("day", day);
  const on = day ?? chinaDay(context.clock.now());
  const rows = await inScope(context, (tx) => countCasesBy(tx, scopeOf(actor.bureau), desk, dayInChina(on)));
  const [byGoods, byPlace, byRespondent] = await Promise.all([
    toGroups(context, "GOODS", groupsOf(rows, "GOODS")),
    toGroups(context, "PLACE", groupsOf(rows, "PLACE")),
    toGroups(context, "RESPONDENT", groupsOf(rows, "RESPONDENT")),
  ]);
  const [whole = noCases] = groupsOf(rows, "WHOLE");
  return Object.assign(new PriceTriage(), { day: on, counts: toCounts(whole), byGoods, byPlace, byRespondent });
}
