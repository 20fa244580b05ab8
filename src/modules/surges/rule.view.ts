import { holds, may } from "../../access/index.js";
import type { Actor, Place } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { defineLoader } from "../../platform/loaders.js";
import { maskFreeText } from "../../platform/masking.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import type { TicketKind } from "../dictionaries/index.js";
import { historyWeeks } from "./detection/index.js";
import { findRules, type RuleKey, type RuleRow } from "./rule.store.js";
import { SurgeRule, SurgeRulePayload, surgeRuleType } from "./rule.type.js";
import { type SurgeGrouping, type SurgeRuleAction, type SurgeRuleKind, surgeRuleActions } from "./rule.words.js";

const dayMilliseconds = 86_400_000;

/** The global identifier of a rule. */
export function ruleIdOf({ id, province }: RuleKey): string {
  return toGlobalId(surgeRuleType, province, id);
}

/** The key of a rule as one text, for loaders. */
export function ruleKeyText({ id, province }: RuleKey): string {
  return `${province}:${id}`;
}

const ruleKeyFromText = (text: string): RuleKey => {
  const [province = "", id = ""] = text.split(":");
  return { province, id };
};

const ruleKeyOfParts = ([province = "", id = "", ...rest]: readonly string[]): RuleKey | null =>
  rest.length > 0 || province === "" || !isUuid(id) ? null : { province, id };

/** The key of a rule out of its global identifier; null for an identifier of another type, and for none of ours. */
function ruleKeyOrNull(globalId: string): RuleKey | null {
  const given = fromGlobalId(globalId);
  return given?.type === surgeRuleType ? ruleKeyOfParts(given.parts) : null;
}

/**
 * The same for an input that names a rule.
 *
 * @throws NOT_FOUND
 */
export function ruleKeyOf(globalId: string, field: string): RuleKey {
  const key = ruleKeyOrNull(globalId);
  if (key === null) throw notFound(field);
  return key;
}

/** Whose a rule is. */
export function placeOfRule({ bureau, city, county, province }: RuleRow): Place {
  return { province, city, county, bureau };
}

const fits: Readonly<Record<SurgeRuleAction, (row: RuleRow) => boolean>> = {
  UPDATE: () => true,
  SWITCH_ON: ({ isOn }) => !isOn,
  SWITCH_OFF: ({ isOn }) => isOn,
  DELETE: () => true,
};

/** What an actor may do with a rule as it stands. */
export function permittedRuleActions(actor: Actor, row: RuleRow): SurgeRuleAction[] {
  if (row.removedAt !== null || !may(actor, "surge.manage", placeOfRule(row))) return [];
  return surgeRuleActions.filter((action) => fits[action](row));
}

/** Whether the history of a rule is not counted yet, or too short to say what is usual. */
function isLearning({ countedUntil, kind, knownFrom }: RuleRow, now: Date): boolean {
  if (kind !== "BASELINE") return false;
  const yesterday = chinaDay(new Date(now.getTime() - dayMilliseconds));
  const leastHistory = chinaDay(new Date(now.getTime() - historyWeeks.least * 7 * dayMilliseconds));
  return countedUntil === null || countedUntil < yesterday || knownFrom === null || knownFrom > leastHistory;
}

/** A rule of the API from its row. */
export function toRule(context: RequestContext, row: RuleRow): SurgeRule {
  const { changedAt, createdAt, falseAlarmsPerYear, isOn, leastCount, leastCounties, lookedAt, removedAt, version } =
    row;
  return Object.assign(new SurgeRule(), {
    ...{ changedAt, createdAt, falseAlarmsPerYear, isOn, leastCount, leastCounties, lookedAt, removedAt, version, row },
    id: ruleIdOf(row),
    name: maskFreeText(row.name, []),
    kind: row.kind as SurgeRuleKind,
    groupedBy: row.groupedBy as SurgeGrouping,
    kinds: row.kinds as TicketKind[],
    words: row.words.map((word) => maskFreeText(word, [])),
    windowHours: row.windowHours,
    isLearning: isLearning(row, context.clock.now()),
  });
}

/** The answer of a change: the rule as the change left it. */
export async function toRulePayload(context: RequestContext, change: Promise<RuleRow>): Promise<SurgeRulePayload> {
  return Object.assign(new SurgeRulePayload(), { rule: toRule(context, await change) });
}

/** Reads rules by key text, under the scope of the request; null for a missing or invisible one. */
export const ruleLoader = defineLoader<SurgeRule>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findRules(tx, scope, keys.map(ruleKeyFromText)));
  return new Map(rows.map((row) => [ruleKeyText(row), toRule(context, row)]));
});

/**
 * Reads a rule again by the parts of its global identifier, for those who may read rules.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const ruleNodeReader: NodeReader = async (context, parts) => {
  const key = ruleKeyOfParts(parts);
  return key === null || !holds(actorOf(context), "surge.read") ? null : ruleLoader(context, ruleKeyText(key));
};
