import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { endBureauLimit } from "./commands/end-bureau-limit.js";
import { setBureauLimit } from "./commands/set-bureau-limit.js";
import { setWarnings } from "./commands/set-warnings.js";
import { Deadline, DeadlineBasis } from "./deadline.type.js";
import { toBasis } from "./deadline.view.js";
import { EndBureauLimitInput, LimitsArguments, SetBureauLimitInput, SetWarningsInput } from "./deadlines.inputs.js";
import {
  BureauLimit,
  EndBureauLimitPayload,
  Limits,
  SetBureauLimitPayload,
  SetWarningsPayload,
} from "./limits.type.js";
import { bureauLimitLoader, readLimits } from "./limits-in-force.js";

/** The limits and the warnings in the API. */
@Resolver(() => BureauLimit)
export class LimitsResolver {
  @Can("deadline.read")
  @Weight(50)
  @Query(() => Limits, {
    description:
      "The limits in force for your bureau (现行期限): of the orders with their articles, and those that your bureau and the bureaus above it have set.",
  })
  limits(@Ctx() context: RequestContext, @Args(() => LimitsArguments) wanted: LimitsArguments): Promise<Limits> {
    return readLimits(context, wanted);
  }

  @Can("deadline.manage")
  @Mutation(() => SetBureauLimitPayload, {
    description:
      "Sets a limit for a bureau of your own subtree and all beneath it, never looser than the statute or than what a bureau above has set (设定期限).",
  })
  setBureauLimit(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetBureauLimitInput, { description: "The limit (自定期限)." })
    input: SetBureauLimitInput,
  ): Promise<SetBureauLimitPayload> {
    return setBureauLimit(context, input);
  }

  @Can("deadline.manage")
  @Mutation(() => EndBureauLimitPayload, {
    description: "Ends a limit of a bureau of your own subtree; deadlines that began by it keep it (停用期限).",
  })
  endBureauLimit(
    @Ctx() context: RequestContext,
    @Arg("input", () => EndBureauLimitInput, { description: "Which limit, and from when (停用期限参数)." })
    input: EndBureauLimitInput,
  ): Promise<EndBureauLimitPayload> {
    return endBureauLimit(context, input);
  }

  @Can("deadline.manage")
  @Mutation(() => SetWarningsPayload, {
    description: "Sets how early a bureau of your own subtree and all beneath it are warned (预警设置).",
  })
  setWarnings(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetWarningsInput, { description: "How early (预警设置参数)." })
    input: SetWarningsInput,
  ): Promise<SetWarningsPayload> {
    return setWarnings(context, input);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that set it (设定单位); it is in force there and beneath.",
  })
  bureau(@Ctx() context: RequestContext, @Root() limit: BureauLimit): Loaded<Bureau> {
    return bureauLoader(context, limit.bureauCode);
  }
}

/** The bureau of warnings that were set. */
@Resolver(() => SetWarningsPayload)
export class WarningsResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that they are for (单位)." })
  bureau(@Ctx() context: RequestContext, @Root() payload: SetWarningsPayload): Loaded<Bureau> {
    return bureauLoader(context, payload.bureauCode);
  }
}

/** What of a deadline is worked out or read when it is asked for. */
@Resolver(() => Deadline)
export class DeadlineResolver {
  @Weight(30)
  @FieldResolver(() => DeadlineBasis, { description: "How its last day was counted, and by which law (计算依据)." })
  basis(@Root() { source }: Deadline): DeadlineBasis {
    return toBasis(source);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that held the ticket when it started (起算时承办单位).",
  })
  bureau(@Ctx() context: RequestContext, @Root() { source }: Deadline): Loaded<Bureau> {
    return bureauLoader(context, source.row.bureau);
  }
}

/** The limit of a bureau that a deadline runs by. */
@Resolver(() => DeadlineBasis)
export class DeadlineBasisResolver {
  @FieldResolver(() => BureauLimit, {
    nullable: true,
    description:
      "The limit of a bureau that decides, being stricter (自定期限); null where the statute or the platform does.",
  })
  bureauLimit(@Ctx() context: RequestContext, @Root() { bureauLimitId }: DeadlineBasis): Loaded<BureauLimit> {
    return bureauLimitId === null ? null : bureauLimitLoader(context, bureauLimitId);
  }
}
