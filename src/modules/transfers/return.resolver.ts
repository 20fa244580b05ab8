import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { ReturnTicketInput, Term, TicketPayload, toPayload } from "../tickets/index.js";
import { returnToCentre } from "./commands/return-to-centre.js";
import { termAt } from "./matter-term.js";
import { readReturnCounts } from "./return.counting.js";
import { ReturnCountsArguments } from "./return.inputs.js";
import { ReturnCount, ReturnCounts } from "./return.type.js";

/** The return of tickets, and how often it happens. */
@Resolver(() => ReturnCount)
export class ReturnResolver {
  @Can("ticket.returnToCentre")
  @Mutation(() => TicketPayload, {
    description:
      "Returns a ticket to whoever dispatched it (退回; art. 41 of Order 121). The third return takes it to the common superior, which designates (art. 33).",
  })
  returnTicketToCentre(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReturnTicketInput, { description: "What is to be done (操作参数)." }) step: ReturnTicketInput,
  ): Promise<TicketPayload> {
    return toPayload(context, returnToCentre(context, step));
  }

  @Can("return.count")
  @Weight(1000, { items: 20 })
  @Query(() => ReturnCounts, {
    description: "Who returns tickets to whom in your region, how often, for which reasons (退回统计).",
  })
  returnCounts(
    @Ctx() context: RequestContext,
    @Args(() => ReturnCountsArguments) wanted: ReturnCountsArguments,
  ): Promise<ReturnCounts> {
    return readReturnCounts(context, wanted);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that returned them (退回单位)." })
  fromBureau(@Ctx() context: RequestContext, @Root() { row }: ReturnCount): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that got them back (退至单位)." })
  toBureau(@Ctx() context: RequestContext, @Root() { row }: ReturnCount): Loaded<Bureau> {
    return bureauLoader(context, row.toBureau);
  }

  @FieldResolver(() => Term, { description: "The reason (原因)." })
  reason(@Ctx() context: RequestContext, @Root() { row }: ReturnCount): Promise<Term> {
    return termAt(context, row, "RETURN_REASON", row.reason);
  }
}
