import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { Weight } from "../../platform/weight.js";
import { answerQuestion } from "./answer.js";
import { readCallsBehind } from "./calls/call-drill.js";
import { definitions } from "./definitions.js";
import { DrillArguments } from "./drill.inputs.js";
import { readBehind } from "./drill.js";

import { StatisticsQuestion } from "./question.inputs.js";
import { rankPlaces } from "./ranking.js";
import { RankingQuestion, RegionRanking } from "./ranking.type.js";

import { CallsBehind, MeasureDefinition, StatisticsAnswer, TicketsBehind } from "./statistics.type.js";
import { toAnswer, toDefinition, toRanking } from "./statistics.view.js";

/** The root fields that answer questions. */
@Resolver()
export class StatisticsResolver {
  @Can("statistics.read")
  @Weight(3000)
  @Query(() => StatisticsAnswer, {
    description:
      "Answers a question of the statistics (统计查询), exact at this moment. At most 10,000 cells, which are groups times measures.",
  })
  async statistics(
    @Ctx() context: RequestContext,
    @Arg("question", () => StatisticsQuestion, { description: "What is asked (统计提问)." })
    question: StatisticsQuestion,
  ): Promise<StatisticsAnswer> {
    return toAnswer(await answerQuestion(context, question));
  }

  @Can("statistics.read")
  @Weight(100, { items: 42 })
  @Query(() => [MeasureDefinition], {
    description: "All definitions of measures, those that are no longer in force too (指标定义).",
  })
  statisticDefinitions(@Ctx() context: RequestContext): MeasureDefinition[] {
    return definitions.map((definition) => toDefinition(context, definition));
  }

  @Can("statistics.drill")
  @Weight(1000)
  @Query(() => TicketsBehind, {
    description:
      "The tickets behind a number of an answer (数据钻取): exactly those that were counted, as far as you see them. The token is good for a day, for your bureau.",
  })
  async ticketsBehind(
    @Ctx() context: RequestContext,
    @Args(() => DrillArguments) asked: DrillArguments,
  ): Promise<TicketsBehind> {
    const { asOf, count, tickets } = await readBehind(context, asked);
    return Object.assign(new TicketsBehind(), { asOf, tickets, counted: count });
  }

  @Can("call.read")
  @Weight(1000)
  @Query(() => CallsBehind, {
    description:
      "The calls behind a number of an answer (来电钻取): exactly those that were counted, as far as you see them. Of the lowest connection rate they are those of the 24 hours. The token is good for a day, for your bureau.",
  })
  async callsBehind(
    @Ctx() context: RequestContext,
    @Args(() => DrillArguments) asked: DrillArguments,
  ): Promise<CallsBehind> {
    const { asOf, calls, count } = await readCallsBehind(context, asked);
    return Object.assign(new CallsBehind(), { asOf, calls, counted: count });
  }

  @Can("statistics.read")
  @Weight(3000)
  @Query(() => RegionRanking, {
    description:
      "Compares the subordinates of a region (下级比较) with denominators and the mean beside; no rank where there is too little to compare.",
  })
  async regionRanking(
    @Ctx() context: RequestContext,
    @Arg("question", () => RankingQuestion, { description: "What is compared (提问)." })
    { by, measure, smallestBase, version, ...question }: RankingQuestion,
  ): Promise<RegionRanking> {
    const versions = version == null ? null : [{ measure, version }];
    return toRanking(await rankPlaces(context, { by, smallestBase, question: { ...question, measure, versions } }));
  }
}
