import { Args, Resolver, Root, Subscription } from "type-graphql";
import { Can } from "../../access/index.js";
import { Live, neverSubscribed } from "../../platform/live-source.js";
import { Weight } from "../../platform/weight.js";
import { openPriceCaseChanges } from "./change.live.js";
import { PriceCaseChange, PriceCaseChangesArguments } from "./change.type.js";

/** The subscription to price cases. */
@Resolver()
export class PriceCaseChangeResolver {
  @Can("price.read")
  @Weight(50)
  @Live(openPriceCaseChanges)
  @Subscription(() => PriceCaseChange, {
    subscribe: neverSubscribed,
    description:
      "The price cases of your desk's region (价格案件订阅), as they are registered, sorted into or out of the price line, dispatched, decided and closed; and what your desk's people make of them. With `after` nothing is missed over a break. A bureau without a price desk is FORBIDDEN.",
  })
  priceCaseChanges(
    @Root() change: PriceCaseChange,
    @Args(() => PriceCaseChangesArguments) _: PriceCaseChangesArguments,
  ): PriceCaseChange {
    return change;
  }
}
