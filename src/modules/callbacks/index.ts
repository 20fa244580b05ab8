import { callbackDraw } from "./callback.draw.js";
import {
  BureauSatisfactionFieldResolver,
  CallbackFieldResolver,
  CallbackRuleFieldResolver,
  SatisfactionFieldResolver,
  TicketCallbackResolver,
} from "./callback.fields.resolver.js";
import { CallbackResolver } from "./callback.resolver.js";

export { callbackDraw, lastDrawableDay, mostDaysAtOnce } from "./callback.draw.js";
export { callbackEventTypes } from "./callback.events.js";
export { callbackNodeReaders } from "./callback.view.js";
export { callbackGrades, mostTries, permittedActions, reopens, roundOf, stateAfterTry } from "./callback.workflow.js";
export { planCallback } from "./commands/plan-callback.js";
export { recordCallback } from "./commands/record-callback.js";
export { recordUnreached } from "./commands/record-unreached.js";
export { setCallbackRule } from "./commands/set-callback-rule.js";
export { toCounts } from "./satisfaction.js";

/** The resolvers of this module. */
export const callbackResolvers = [
  CallbackResolver,
  CallbackFieldResolver,
  TicketCallbackResolver,
  CallbackRuleFieldResolver,
  SatisfactionFieldResolver,
  BureauSatisfactionFieldResolver,
] as const;

/** The passes of this module. */
export const callbackPasses = [callbackDraw] as const;
