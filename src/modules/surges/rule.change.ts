import { authorize } from "../../access/index.js";
import type { Actor } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { conflict, notFound } from "../../platform/errors.js";
import { recordings } from "../../platform/record.js";
import { scopeOf } from "../../platform/scope.js";
import { type Writing, writeAndEnd } from "../../platform/writing.store.js";
import { type AlertStep, stepWritings } from "./alert.steps.js";
import { lockOpenAlertsOf } from "./alert.store.js";
import { lockRule, type RuleKey, type RuleRow, ruleUpdate } from "./rule.store.js";
import { surgeRuleType } from "./rule.type.js";
import { placeOfRule, ruleIdOf, ruleKeyOf } from "./rule.view.js";
import { surgeRuleEventTypes } from "./surge.events.js";

/** Which rule a command is about, and which version of it the caller saw. */
export interface RuleReference {
  ruleId: string;
  version: number;
}

/** A change of a rule under way. */
export interface RuleChange {
  tx: Transaction;
  actor: Actor;
  context: RequestContext;
  at: Date;
  /** The rule as it was found and locked. */
  rule: RuleRow;
}

/**
 * Finds a rule, locks it, and asks the right and the version; then decides and writes.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, in this order, and what `work` throws
 */
export function changeRule(
  context: RequestContext,
  reference: RuleReference,
  work: (change: RuleChange) => Promise<RuleRow>,
): Promise<RuleRow> {
  const actor = actorOf(context);
  const key: RuleKey = ruleKeyOf(reference.ruleId, "ruleId");
  return inScope(context, async (tx) => {
    const rule = await lockRule(tx, scopeOf(actor.bureau), key);
    if (rule === null) throw notFound("ruleId");
    authorize(actor, "surge.manage", placeOfRule(rule));
    if (rule.version !== reference.version) throw conflict(rule.version);
    return work({ tx, actor, context, at: context.clock.now(), rule });
  });
}

/**
 * What is recorded of a rule: how it looks and for what, by codes.
 *
 * SECURITY: neither its name nor its words, in which somebody may be named.
 */
export function ruleRecordings(
  { actor, at, context }: Pick<RuleChange, "actor" | "at" | "context">,
  rule: RuleRow,
  event: keyof typeof surgeRuleEventTypes,
): readonly (Writing | null)[] {
  const { falseAlarmsPerYear, goodsClass, groupedBy, isOn, issueClass, kind, leastCount } = rule;
  const { leastCounties, region, topic, windowHours, words } = rule;
  const codes = { kind, groupedBy, region, issueClass, goodsClass, topic, isOn };
  const numbers = { windowHours, leastCount, leastCounties, falseAlarmsPerYear, words: words.length };
  const subject = { type: surgeRuleType, id: ruleIdOf(rule), version: rule.version };
  return recordings(actor, [
    {
      action: "surge.manage",
      at,
      requestId: context.requestId,
      subject: { ...subject, place: placeOfRule(rule), line: rule.line },
      detail: { ...codes, ...numbers },
      events: [{ type: surgeRuleEventTypes[event], payload: codes }],
    },
  ]);
}

/**
 * Writes a change of a rule, as the end of the transaction. Where its alerts would not be looked at any more, those that are
 * not closed are closed with it.
 */
export async function writeRuleChange(
  change: RuleChange,
  changes: Partial<RuleRow>,
  event: keyof typeof surgeRuleEventTypes,
  endsAlerts: boolean,
): Promise<RuleRow> {
  const { actor, at, context, rule, tx } = change;
  const after: RuleRow = { ...rule, ...changes, version: rule.version + 1 };
  const steps = endsAlerts ? await endingsOf(change) : [];
  await writeAndEnd(tx, [
    ruleUpdate(rule, changes),
    ...stepWritings(steps, { at, requestId: context.requestId }),
    ...ruleRecordings({ actor, at, context }, after, event),
  ]);
  return after;
}

async function endingsOf({ actor, at, rule, tx }: RuleChange): Promise<AlertStep[]> {
  const open = await lockOpenAlertsOf(tx, rule);
  const ending = { state: "CLOSED", closeReason: "RULE_CHANGED", closedAt: at, closedBy: actor.person?.id ?? null };
  return open.map((before) => ({
    actor,
    verb: "CLOSE",
    before,
    // Whatever it finds from now on is something new.
    after: { ...before, ...ending, snoozedUntil: null, quietSince: at, version: before.version + 1 },
    remark: null,
  }));
}
