import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import { readIdPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { startValidation } from "../../platform/validation.js";
import { isCode } from "../tickets/index.js";
import type { SurgeAlertsArguments } from "./alert.inputs.js";
import { countAlerts, listAlerts } from "./alert.store.js";
import type { SurgeAlert } from "./alert.type.js";
import { toAlert } from "./alert.view.js";
import type { SurgeRulesArguments } from "./rule.inputs.js";
import { countRules, listRules } from "./rule.store.js";
import type { SurgeRule } from "./rule.type.js";
import { ruleKeyOf, ruleKeyText, ruleLoader, toRule } from "./rule.view.js";

// The database takes no NUL in a text.
function checkBureau(bureau: string | null): void {
  if (bureau === null || isCode(bureau)) return;
  const validation = startValidation();
  validation.add("filter.bureau", {
    zh: "单位代码只能由字母、数字、下划线和连字符组成。",
    en: "A code is made of letters, digits, underscores and hyphens.",
  });
  validation.finish();
}

/**
 * A page of the rules that the caller sees, newest first.
 *
 * @throws INVALID_INPUT for a page or a filter that is not sound
 */
export async function pageOfRules(
  context: RequestContext,
  args: SurgeRulesArguments,
): Promise<ConnectionValue<SurgeRule>> {
  const order = "surge-rules";
  const page = readIdPage(args, order);
  const { bureau = null, isOn = null, kind = null } = args.filter ?? {};
  checkBureau(bureau);
  const conditions = { bureau, isOn, kind };
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => listRules(tx, scope, conditions, page));
  return toConnection(
    toPage(rows, page, order, ({ id }) => ({ key: id, id })),
    page.after !== null,
    () => inScope(context, (tx) => countRules(tx, scope, conditions)),
    (row) => toRule(context, row),
  );
}

/**
 * A page of the alerts that the caller sees, newest first.
 *
 * @throws INVALID_INPUT for a page or a filter that is not sound, NOT_FOUND for a rule that the caller does not see
 */
export async function pageOfAlerts(
  context: RequestContext,
  args: SurgeAlertsArguments,
): Promise<ConnectionValue<SurgeAlert>> {
  const order = "surge-alerts";
  const page = readIdPage(args, order);
  const { bureau = null, isRaised = null, rule = null, since = null, states = null } = args.filter ?? {};
  checkBureau(bureau);
  if (states?.length === 0) {
    const validation = startValidation();
    validation.add("filter.states", {
      zh: "须至少列出一个状态，或不填此条件。",
      en: "List at least one state, or leave the condition out.",
    });
    validation.finish();
  }
  const key = rule === null ? null : ruleKeyOf(rule, "filter.rule");
  if (key !== null && (await ruleLoader(context, ruleKeyText(key))) === null) throw notFound("filter.rule");
  const conditions = { bureau, isRaised, rule: key, since, states };
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => listAlerts(tx, scope, conditions, page));
  return toConnection(
    toPage(rows, page, order, ({ id }) => ({ key: id, id })),
    page.after !== null,
    () => inScope(context, (tx) => countAlerts(tx, scope, conditions)),
    toAlert,
  );
}
