import { Args, Ctx, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { Weight } from "../../platform/weight.js";
import { CallIntakeArguments } from "./call.inputs.js";
import { readIntake } from "./intake.js";
import { CallIntake } from "./intake.type.js";

/** What is known when a call comes in. */
@Resolver(() => CallIntake)
export class CallIntakeResolver {
  @Can("call.intake")
  @Weight(200)
  @Query(() => CallIntake, {
    description:
      "What is known of the number of a call of your bureau, for whoever takes it (来电弹屏). The call is named by its global identifier, or by its telephone system and that system's own.",
  })
  callIntake(
    @Ctx() context: RequestContext,
    @Args(() => CallIntakeArguments) asked: CallIntakeArguments,
  ): Promise<CallIntake> {
    return readIntake(context, asked);
  }
}
