import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { setSurgeRaising } from "./commands/set-surge-raising.js";
import { raisingPolicy } from "./detection/index.js";
import { findRaising, type RaisingRow } from "./raising.store.js";
import { SetSurgeRaisingInput, SurgeRaising, SurgeRaisingPayload } from "./raising.type.js";

function toRaising(row: RaisingRow | null): SurgeRaising {
  const { leastPlaces = raisingPolicy.bureaus, setAt = null, version = null } = row ?? {};
  return Object.assign(new SurgeRaising(), { leastPlaces, setAt, version });
}

/** From how many places on surges are told to a superior, in the API. */
@Resolver()
export class SurgeRaisingResolver {
  @Can("surge.read")
  @Query(() => SurgeRaising, {
    description: "From how many places on your bureau is told of the same surge (升级预警条件); the usual number is 2.",
  })
  async surgeRaising(@Ctx() context: RequestContext): Promise<SurgeRaising> {
    const { bureau } = actorOf(context).bureau;
    return toRaising(await inScope(context, (tx) => findRaising(tx, bureau)));
  }

  @Can("surge.manage")
  @Mutation(() => SurgeRaisingPayload, {
    description:
      "Sets from how many places on your bureau is told of the same surge (设置升级预警条件), for the authority of a province or of the nation.",
  })
  async setSurgeRaising(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetSurgeRaisingInput, { description: "What is to be done (操作参数)." })
    wanted: SetSurgeRaisingInput,
  ): Promise<SurgeRaisingPayload> {
    const raising = toRaising(await setSurgeRaising(context, wanted));
    return Object.assign(new SurgeRaisingPayload(), { raising });
  }
}
