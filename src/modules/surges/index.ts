import type { NodeReader } from "../../platform/relay.type.js";
import { SurgeAlertChangeResolver } from "./alert.changes.resolver.js";
import { SurgeAlertEntryResolver, SurgeAlertFieldResolver } from "./alert.fields.resolver.js";
import { SurgeAlertResolver } from "./alert.resolver.js";
import { surgeAlertType } from "./alert.steps.js";
import { alertNodeReader } from "./alert.view.js";
import { SurgeBacktestResolver } from "./backtest.resolver.js";
import { SurgeEvidenceResolver } from "./evidence.resolver.js";
import { surgeRaisingPass } from "./raising.js";
import { SurgeRaisingResolver } from "./raising.resolver.js";
import { surgeRulesPass } from "./rule.pass.js";
import { SurgeRuleResolver } from "./rule.resolver.js";
import { surgeRuleType } from "./rule.type.js";
import { ruleNodeReader } from "./rule.view.js";
import { surgeWatchPass } from "./watch.js";

export { raiseSurges } from "./raising.js";
export { surgeRulesPass } from "./rule.pass.js";
export { watchLog } from "./watch.js";

/** The resolvers of this module. */
export const surgeResolvers = [
  SurgeRuleResolver,
  SurgeAlertResolver,
  SurgeAlertFieldResolver,
  SurgeAlertEntryResolver,
  SurgeEvidenceResolver,
  SurgeBacktestResolver,
  SurgeRaisingResolver,
  SurgeAlertChangeResolver,
] as const;

/** How the nodes of this module are read again by their global identifiers. */
export const surgeNodeReaders: Readonly<Record<string, NodeReader>> = {
  [surgeRuleType]: ruleNodeReader,
  [surgeAlertType]: alertNodeReader,
};

/** What this module does by the clock. */
export const surgePasses = [surgeWatchPass, surgeRulesPass, surgeRaisingPass] as const;
