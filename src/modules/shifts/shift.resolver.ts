import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import { inScope, type RequestContext } from "../../platform/context.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { bureauAsked } from "./bureau-asked.js";
import { endShift } from "./commands/end-shift.js";
import { setRosterRules } from "./commands/set-roster-rules.js";
import { setShift } from "./commands/set-shift.js";
import { findRosterRules } from "./roster-rules.store.js";
import {
  EndShiftInput,
  SetRosterRulesInput,
  SetShiftInput,
  ShiftsArguments,
  ShiftVersionsArguments,
} from "./shift.inputs.js";
import { RosterRules, RosterRulesPayload, Shift, ShiftConnection, ShiftPayload } from "./shift.type.js";
import { pageOfShiftVersions, shiftsInForce, toRosterRules, toShift } from "./shift.view.js";

const input = { description: "What is to be done (操作参数)." };

/** The shifts of bureaus, in the API. */
@Resolver()
export class ShiftResolver {
  @Can("shift.read")
  @Weight(0, { items: 6 })
  @Query(() => [Shift], {
    description:
      "The shifts of a bureau that are in force on a day, by their start (班次列表): its own, or those that are shipped where it set none. A bureau that you may not ask about is NOT_FOUND.",
  })
  shifts(@Ctx() context: RequestContext, @Args(() => ShiftsArguments) wanted: ShiftsArguments): Promise<Shift[]> {
    return shiftsInForce(context, wanted);
  }

  @Can("shift.read")
  @Query(() => ShiftConnection, {
    description: "The versions of the shifts that a bureau set, those set last first (班次历史).",
  })
  shiftVersions(
    @Ctx() context: RequestContext,
    @Args(() => ShiftVersionsArguments) wanted: ShiftVersionsArguments,
  ): Promise<ConnectionValue<Shift>> {
    return pageOfShiftVersions(context, wanted);
  }

  @Can("shift.read")
  @Query(() => RosterRules, {
    description: "What a bureau asks of its rosters (排班规则); what is usual where it set nothing.",
  })
  async rosterRules(
    @Ctx() context: RequestContext,
    @Arg("bureau", () => String, {
      nullable: true,
      description: "The code of a bureau that you may ask about (单位); your own where it is left out.",
    })
    bureau: string | null,
  ): Promise<RosterRules> {
    const { code } = await bureauAsked(context, "shift.read", bureau);
    const rules = await inScope(context, (tx) => findRosterRules(tx, [code]));
    return toRosterRules(rules.get(code) ?? null);
  }

  @Can("shift.manage")
  @Mutation(() => ShiftPayload, {
    description:
      "Sets a shift of your bureau from a day on (设置班次). The version before it stays as history. With the first one that it sets, those that are shipped are no longer its.",
  })
  async setShift(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetShiftInput, input) wanted: SetShiftInput,
  ): Promise<ShiftPayload> {
    return Object.assign(new ShiftPayload(), { shift: toShift(await setShift(context, wanted)) });
  }

  @Can("shift.manage")
  @Mutation(() => ShiftPayload, { description: "Ends a shift of your bureau from a day on (停用班次)." })
  async endShift(
    @Ctx() context: RequestContext,
    @Arg("input", () => EndShiftInput, input) wanted: EndShiftInput,
  ): Promise<ShiftPayload> {
    return Object.assign(new ShiftPayload(), { shift: toShift(await endShift(context, wanted)) });
  }

  @Can("shift.manage")
  @Mutation(() => RosterRulesPayload, {
    description: "Sets what your bureau asks of its rosters, and how soon duty notices go on (设置排班规则).",
  })
  async setRosterRules(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetRosterRulesInput, input) wanted: SetRosterRulesInput,
  ): Promise<RosterRulesPayload> {
    return Object.assign(new RosterRulesPayload(), { rules: toRosterRules(await setRosterRules(context, wanted)) });
  }
}
