import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { acknowledgeEmergency } from "./commands/acknowledge-emergency.js";
import { changeEmergency } from "./commands/change-emergency.js";
import { declareEmergency } from "./commands/declare-emergency.js";
import { emergencyKeyOf } from "./emergency.change.js";
import {
  ChangeEmergencyInput,
  DeclareEmergencyInput,
  EmergenciesArguments,
  EmergencyStepInput,
} from "./emergency.inputs.js";
import { Emergency, EmergencyConnection, EmergencyPayload } from "./emergency.type.js";
import { emergencyLoader, pageOfEmergencies, toEmergencyPayload } from "./emergency.view.js";

const input = { description: "What is to be done (操作参数)." };

/** The root fields of emergencies; that which ends them is of the reports, which know the numbers of its summary. */
@Resolver()
export class EmergencyResolver {
  @Can("emergency.read")
  @Query(() => Emergency, {
    description: "An emergency by its identifier (应急状态). One that you may not see is NOT_FOUND.",
  })
  async emergency(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the emergency (应急状态标识)." }) id: string,
  ): Promise<Emergency> {
    const emergency = await emergencyLoader(context, emergencyKeyOf(id, "id"));
    if (emergency === null) throw notFound("id");
    return emergency;
  }

  @Can("emergency.read")
  @Query(() => EmergencyConnection, {
    description:
      "The emergencies of your region, beneath it, and of the authorities above, newest first (应急状态列表).",
  })
  emergencies(
    @Ctx() context: RequestContext,
    @Args(() => EmergenciesArguments) wanted: EmergenciesArguments,
  ): Promise<ConnectionValue<Emergency>> {
    return pageOfEmergencies(context, wanted);
  }

  @Can("emergency.declare")
  @Mutation(() => EmergencyPayload, {
    description:
      "Declares an emergency for the region of your authority or centre, and announces it to all beneath (宣布进入应急状态). One is open at a time in each region; another is a CONFLICT.",
  })
  declareEmergency(
    @Ctx() context: RequestContext,
    @Arg("input", () => DeclareEmergencyInput, input) wanted: DeclareEmergencyInput,
  ): Promise<EmergencyPayload> {
    return toEmergencyPayload(context, declareEmergency(context, wanted));
  }

  @Can("emergency.declare")
  @Mutation(() => EmergencyPayload, {
    description:
      "Changes level, end or measures of the open emergency of your region (调整应急状态); subordinates acknowledge it anew.",
  })
  changeEmergency(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeEmergencyInput, input) wanted: ChangeEmergencyInput,
  ): Promise<EmergencyPayload> {
    return toEmergencyPayload(context, changeEmergency(context, wanted));
  }

  @Can("emergency.acknowledge")
  @Mutation(() => EmergencyPayload, {
    description: "Takes note, for your region, of what an authority above announced (确认应急状态).",
  })
  acknowledgeEmergency(
    @Ctx() context: RequestContext,
    @Arg("input", () => EmergencyStepInput, input) wanted: EmergencyStepInput,
  ): Promise<EmergencyPayload> {
    return toEmergencyPayload(context, acknowledgeEmergency(context, wanted));
  }
}
