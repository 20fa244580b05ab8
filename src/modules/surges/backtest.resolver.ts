import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { Weight } from "../../platform/weight.js";
import { type Backtested, backtestSurgeRule } from "./backtest.js";
import { BacktestSurgeRuleInput, SurgeBacktest, SurgeBacktestAlert } from "./backtest.type.js";
import type { BacktestAlert } from "./detection/index.js";
import type { SurgeGrouping } from "./rule.words.js";
import { termAt } from "./surge.terms.js";

const mostAlerts = 100;

async function toAlert(
  context: RequestContext,
  groupedBy: SurgeGrouping,
  { closedAt, grown, key, openedAt, peak }: BacktestAlert,
): Promise<SurgeBacktestAlert> {
  const group = groupedBy === "WHOLE" ? null : await termAt(context, actorOf(context).bureau, groupedBy, key);
  const { count, expected } = peak;
  return Object.assign(new SurgeBacktestAlert(), { closedAt, grown, group, openedAt, peak: count, expected });
}

async function toBacktest(context: RequestContext, tried: Backtested): Promise<SurgeBacktest> {
  const { from, groupedBy, groupsLeftOut, result, ticketCount, until } = tried;
  const { alerts, days, daysOver, evaluatedFrom } = result;
  const shown = alerts.slice(0, mostAlerts).map((alert) => toAlert(context, groupedBy, alert));
  return Object.assign(new SurgeBacktest(), {
    ...{ from, until, evaluatedFrom, groupsLeftOut, ticketCount, days: [...days], daysOver: [...daysOver] },
    ...{ alerts: await Promise.all(shown), alertCount: alerts.length },
  });
}

/** Trying a rule on the past, in the API. */
@Resolver()
export class SurgeBacktestResolver {
  @Can("surge.manage")
  @Weight(60_000)
  @Query(() => SurgeBacktest, {
    description:
      "What a surge rule would have done over the last year, before it is switched on (预警规则回测): it would have fired on these days. At most a million tickets are counted.",
  })
  async backtestSurgeRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => BacktestSurgeRuleInput, { description: "What is tried (回测参数)." })
    input: BacktestSurgeRuleInput,
  ): Promise<SurgeBacktest> {
    return toBacktest(context, await backtestSurgeRule(context, input));
  }
}
