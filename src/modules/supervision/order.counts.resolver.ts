import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { DayScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { readSupervisionCounts } from "./order.counts.js";
import { ReceiverSupervisionCount, SupervisionCounts } from "./order.counts.type.js";

/** The counts of supervision orders in the API. */
@Resolver(() => ReceiverSupervisionCount)
export class OrderCountResolver {
  @Can("supervision.read")
  @Weight(2000)
  @Query(() => SupervisionCounts, {
    description: "How the supervision orders that were issued to a region in a period went (督办统计).",
  })
  supervisionCounts(
    @Ctx() context: RequestContext,
    @Arg("region", () => String, {
      nullable: true,
      description:
        "The code of a bureau: orders to it and to all beneath it (单位); your own region where it is missing.",
    })
    region: string | null,
    @Arg("from", () => DayScalar, { description: "The first day of issue that counts (起始日)." }) from: string,
    @Arg("to", () => DayScalar, { description: "The last day that counts (截止日), at most 366 days in all." })
    to: string,
  ): Promise<SupervisionCounts> {
    return readSupervisionCounts(context, { region: region ?? null, from, to });
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that is to answer (被督办单位)." })
  receiver(@Ctx() context: RequestContext, @Root() { receiverCode }: ReceiverSupervisionCount): Loaded<Bureau> {
    return bureauLoader(context, receiverCode);
  }
}
