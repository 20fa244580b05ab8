import { StaffingAdviceFieldResolver, StaffingResolver, StaffingRuleFieldResolver } from "./staffing.resolver.js";

export { setStaffingRule } from "./commands/set-staffing-rule.js";

/** The resolvers of this module. */
export const staffingResolvers = [StaffingResolver, StaffingAdviceFieldResolver, StaffingRuleFieldResolver] as const;
