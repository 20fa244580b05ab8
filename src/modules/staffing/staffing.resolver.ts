import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can, holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { Emergency, emergencyLoader } from "../emergencies/index.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { bureauAsked } from "../shifts/index.js";
import { readAdvice } from "./advice.reading.js";
import { StaffingAdvice } from "./advice.type.js";
import { toAdvice } from "./advice.view.js";
import { setStaffingRule } from "./commands/set-staffing-rule.js";
import { findStaffingRule, type StaffingRuleRow } from "./rule.store.js";
import { StaffingRule, StaffingRulePayload } from "./rule.type.js";
import { SetStaffingRuleInput, StaffingAdviceInput } from "./staffing.inputs.js";
import { usualStaffing } from "./staffing.words.js";

const input = { description: "What is to be done (操作参数)." };

// Some weeks of calls are counted by half-hours, twice where a shift crosses midnight.
const advising = 20_000;

/** The root fields of staffing. */
@Resolver()
export class StaffingResolver {
  @Weight(advising, { items: 48 })
  @Can("staffing.read")
  @Query(() => StaffingAdvice, {
    description:
      "How many agents a day needs by half-hours (排班建议), beside those who are there: which shifts are short, by how many and why, and what if calls surge or all seats are taken.",
  })
  async staffingAdvice(
    @Ctx() context: RequestContext,
    @Arg("input", () => StaffingAdviceInput, { description: "What is asked for (查询参数)." })
    wanted: StaffingAdviceInput,
  ): Promise<StaffingAdvice> {
    return toAdvice(await readAdvice(context, wanted), wanted, context.locale);
  }

  @Can("staffing.read")
  @Query(() => StaffingRule, {
    description: "By what a bureau works its staffing out (排班测算设置); the standard's where it has set nothing.",
  })
  async staffingRule(
    @Ctx() context: RequestContext,
    @Arg("bureau", () => String, {
      nullable: true,
      description: "The code of the bureau (单位): your own where it is missing, or one of your region.",
    })
    bureau?: string | null,
  ): Promise<StaffingRule> {
    const { code } = await bureauAsked(context, "staffing.read", bureau);
    return toRule(code, await inScope(context, (tx) => findStaffingRule(tx, code)));
  }

  @Can("staffing.manage")
  @Mutation(() => StaffingRulePayload, {
    description:
      "Sets by what your bureau works its staffing out (设置排班测算): target, after-call work, shrinkage, seats.",
  })
  async setStaffingRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetStaffingRuleInput, input) wanted: SetStaffingRuleInput,
  ): Promise<StaffingRulePayload> {
    const row = await setStaffingRule(context, wanted);
    return Object.assign(new StaffingRulePayload(), { rule: toRule(row.bureau, row) });
  }
}

function toRule(bureauCode: string, row: StaffingRuleRow | null): StaffingRule {
  const { afterCallSeconds, seats, shrinkagePercent, targetPercent, targetSeconds } = row ?? usualStaffing;
  return Object.assign(new StaffingRule(), {
    ...{ afterCallSeconds, seats, shrinkagePercent, targetPercent, targetSeconds, bureauCode },
    ...{ isDefault: row === null, setAt: row?.setAt ?? null, setBy: row?.setBy ?? null, version: row?.version ?? null },
  });
}

/** The fields of advice that are read when they are asked for. */
@Resolver(() => StaffingAdvice)
export class StaffingAdviceFieldResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that takes the calls (单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { bureauCode }: StaffingAdvice): Loaded<Bureau> {
    return bureauLoader(context, bureauCode);
  }

  @Weight(20)
  @FieldResolver(() => Emergency, {
    nullable: true,
    description: "The gravest emergency that is in force there on the day (应急状态); null where there is none.",
  })
  emergency(@Ctx() context: RequestContext, @Root() { emergencyId }: StaffingAdvice): Loaded<Emergency> {
    if (emergencyId === null || !holds(actorOf(context), "emergency.read")) return null;
    return emergencyLoader(context, emergencyId);
  }
}

/** The fields of a rule that are read when they are asked for. */
@Resolver(() => StaffingRule)
export class StaffingRuleFieldResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau whose rule it is (单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { bureauCode }: StaffingRule): Loaded<Bureau> {
    return bureauLoader(context, bureauCode);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "Who set it (设置人)." })
  async setByName(@Ctx() context: RequestContext, @Root() { setBy }: StaffingRule): Promise<string | null> {
    return setBy === null ? null : ((await personNameLoader(context, setBy))?.name ?? null);
  }
}
