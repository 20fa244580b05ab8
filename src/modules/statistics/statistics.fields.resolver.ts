import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { inScope, type RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import type { Loaded } from "../../platform/loaders.js";
import { WholeScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import { type DictionaryName, dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { findLastCheck } from "./checks.store.js";
import { isPlace } from "./counting/dimensions.js";
import { drillTokenOf } from "./drill-token.js";
import {
  CallsBehind,
  MeasureDefinition,
  StatisticsAnswer,
  StatisticsCompleteness,
  StatisticsKey,
  StatisticsRow,
  TicketsBehind,
} from "./statistics.type.js";
import { toDefinition } from "./statistics.view.js";

const dictionaries: Partial<Record<StatisticsKey["dimension"], DictionaryName>> = {
  CHANNEL: "CHANNEL",
  ISSUE_CLASS: "ISSUE_CLASS",
  GOODS_CLASS: "GOODS_CLASS",
  TOPIC: "TOPIC",
};

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const weekdayNames = weekdays.map((en, position) => ({ zh: `星期${"一二三四五六日"[position]}`, en }));

/** Operators are called by their bureau and their number. */
async function operatorName(context: RequestContext, code: string): Promise<string> {
  const [bureau = "", number] = code.split("/");
  if (number === undefined) return code;
  return `${(await bureauLoader(context, bureau))?.name ?? bureau} ${number}`;
}

/** The fields of a group's code that are read when they are asked for. */
@Resolver(() => StatisticsKey)
export class StatisticsKeyResolver {
  @FieldResolver(() => String, { description: "The name, in the language of the request; else the code (名称)." })
  async name(@Ctx() context: RequestContext, @Root() { code, dimension }: StatisticsKey): Promise<string> {
    if (isPlace(dimension)) return (await bureauLoader(context, code))?.name ?? code;
    if (dimension === "WEEKDAY")
      return inLocale(weekdayNames[Number(code) - 1] ?? { zh: code, en: code }, context.locale);
    if (dimension === "OPERATOR") return operatorName(context, code);
    const dictionary = dictionaries[dimension];
    if (dictionary === undefined || code === "") return code;
    const name = await dictionaryNameLoader(context, dictionaryKey(dictionary, code));
    return name === null ? code : inLocale(name, context.locale);
  }
}

/** The fields of an answer that are read when they are asked for. */
@Resolver(() => StatisticsAnswer)
export class StatisticsAnswerResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau whose region was counted (地区)." })
  region(@Ctx() context: RequestContext, @Root() { question }: StatisticsAnswer): Loaded<Bureau> {
    return bureauLoader(context, question.region.code);
  }

  @Weight(20, { items: 12 })
  @FieldResolver(() => [MeasureDefinition], { description: "The definitions that it was counted by (指标定义)." })
  definitions(@Ctx() context: RequestContext, @Root() { question }: StatisticsAnswer): MeasureDefinition[] {
    return question.definitions.map((definition) => toDefinition(context, definition));
  }

  @Weight(200)
  @FieldResolver(() => StatisticsCompleteness, { description: "How far the numbers can be relied on (完整性)." })
  async completeness(
    @Ctx() context: RequestContext,
    @Root() { question }: StatisticsAnswer,
  ): Promise<StatisticsCompleteness> {
    const check = await inScope(context, findLastCheck);
    return Object.assign(new StatisticsCompleteness(), {
      isPeriodOver: question.periods[0].to < question.today,
      verifiedAt: check?.endedAt ?? null,
      differences: check?.differences ?? null,
    });
  }
}

/** The fields of a row that are worked out when they are asked for. */
@Resolver(() => StatisticsRow)
export class StatisticsRowResolver {
  @Weight(20)
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What `ticketsBehind` and `callsBehind` list the tickets and calls of this group by (钻取令牌); null where the group is suppressed, and for `other`.",
  })
  drillToken(@Ctx() context: RequestContext, @Root() { isSuppressed, keys, question }: StatisticsRow): string | null {
    return question === null || isSuppressed ? null : drillTokenOf(context, question, keys);
  }
}

/** The fields of the calls behind a number. */
@Resolver(() => CallsBehind)
export class CallsBehindResolver {
  @Weight(1000)
  @FieldResolver(() => WholeScalar, {
    description: "How many calls are behind the number now, exact and without a limit (来电数).",
  })
  count(@Root() { counted }: CallsBehind): Promise<number> {
    return counted();
  }
}

/** The fields of the tickets behind a number. */
@Resolver(() => TicketsBehind)
export class TicketsBehindResolver {
  @Weight(1000)
  @FieldResolver(() => WholeScalar, {
    description:
      "How many tickets are behind the number now, exact and without a limit: the number itself, if it is asked again (件数).",
  })
  count(@Root() { counted }: TicketsBehind): Promise<number> {
    return counted();
  }
}
