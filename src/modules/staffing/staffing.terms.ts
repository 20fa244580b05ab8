import { startValidation } from "../../platform/validation.js";
import { dayNumberOf } from "../calendar/index.js";
import { checkBounds } from "./bounds.js";
import type { StaffingRuleRow } from "./rule.store.js";
import type { StaffingAdviceInput } from "./staffing.inputs.js";
import { namedTargets, staffingLimits, type TargetNumbers, usualStaffing } from "./staffing.words.js";

/**
 * Checks what advice is asked for.
 *
 * @throws INVALID_INPUT with all wrong values at once
 */
export function checkAsked(input: StaffingAdviceInput, today: string): void {
  const validation = startValidation();
  const { afterCallSeconds, days, percent, seconds, shrinkagePercent, surgeFactor, weeks } = staffingLimits;
  if (Math.abs(dayNumberOf(input.day) - dayNumberOf(today)) > days) {
    validation.add("day", {
      zh: `日期应在今天前后 ${days} 日之内。`,
      en: `The day lies at most ${days} days before or after today.`,
    });
  }
  if (input.target != null && input.customTarget != null) {
    validation.add("customTarget", {
      zh: "target 与 customTarget 只能填写一个。",
      en: "Either a target that is known by name or one of your own, not both.",
    });
  }
  checkBounds(validation, "customTarget.percent", input.customTarget?.percent, percent);
  checkBounds(validation, "customTarget.seconds", input.customTarget?.seconds, seconds);
  checkBounds(validation, "shrinkagePercent", input.shrinkagePercent, shrinkagePercent);
  checkBounds(validation, "afterCallSeconds", input.afterCallSeconds, afterCallSeconds);
  checkBounds(validation, "weeks", input.weeks, weeks);
  checkBounds(validation, "surgeFactor", input.surgeFactor, surgeFactor);
  validation.finish();
}

/** The numbers by which advice is worked out: those asked for, else those that the bureau set, else the standard's. */
export interface TermsAsked {
  target: TargetNumbers;
  shrinkagePercent: number;
  afterCallSeconds: number;
}

/** The terms of advice, by what was asked and what the bureau has set. */
export function termsOf(input: StaffingAdviceInput, rule: StaffingRuleRow | null): TermsAsked {
  const set = rule ?? usualStaffing;
  const named = input.target == null ? null : namedTargets[input.target];
  return {
    target: named ?? input.customTarget ?? { percent: set.targetPercent, seconds: set.targetSeconds },
    shrinkagePercent: input.shrinkagePercent ?? set.shrinkagePercent,
    afterCallSeconds: input.afterCallSeconds ?? set.afterCallSeconds,
  };
}
