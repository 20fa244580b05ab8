import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { Weight } from "../../platform/weight.js";
import { answerQuestion } from "./answer.js";
import { definitions } from "./definitions.js";
import { StatisticsQuestion } from "./question.inputs.js";
import { MeasureDefinition, StatisticsAnswer } from "./statistics.type.js";
import { toAnswer, toDefinition } from "./statistics.view.js";

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
  @Weight(100, { items: 30 })
  @Query(() => [MeasureDefinition], {
    description: "All definitions of measures, those that are no longer in force too (指标定义).",
  })
  statisticDefinitions(@Ctx() context: RequestContext): MeasureDefinition[] {
    return definitions.map((definition) => toDefinition(context, definition));
  }
}
