import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { invalidInput } from "../../platform/errors.js";
import { scopeOf } from "../../platform/scope.js";
import { requireCountedDay } from "../calendar/index.js";
import { dayInChina } from "./case.list.js";
import { assessShippedRules, ruleCodes } from "./suggestion.rules.js";
import { countByRule, type RuleCount } from "./suggestion.store.js";
import { PriceAssessmentOnTexts, PriceRuleQuality, PriceShare, PriceSuggestionQuality } from "./suggestion.type.js";
import { toRule } from "./suggestion.view.js";
import { type Proportion, shippedPriceRuleBook } from "./suggestions/index.js";

/** The most days that are counted at once. */
export const mostDays = 366;

const usualDays = 30;
const dayMilliseconds = 24 * 60 * 60 * 1000;

const toShare = ({ count, high, low, of, value }: Proportion): PriceShare =>
  Object.assign(new PriceShare(), { count, high, low, of, value });

/**
 * How good suggestions are: on the labelled texts, and by what people decided on those of the actor's region.
 *
 * @param from the first day in China; 30 days up to the last where it is null
 * @param to the last day; today where it is null
 * @throws INVALID_INPUT for a period that is turned around, or longer than 366 days
 */
export async function readQuality(
  context: RequestContext,
  from: string | null,
  to: string | null,
): Promise<PriceSuggestionQuality> {
  const period = periodOf(context, from, to);
  const counts = await inScope(context, (tx) => countByRule(tx, scopeOf(actorOf(context).bureau), period));
  const parts = assessShippedRules();
  const precisions = new Map(
    parts
      .filter(({ part }) => part === "HELD_OUT")
      .flatMap(({ assessment }) => assessment.byRule.map(({ code, precision }) => [code, toShare(precision)] as const)),
  );
  const codes = [...new Set([...ruleCodes, ...counts.map(({ rule }) => rule)])];
  return Object.assign(new PriceSuggestionQuality(), {
    edition: shippedPriceRuleBook.version,
    onLabelledTexts: parts.map(({ assessment, part, texts }) =>
      Object.assign(new PriceAssessmentOnTexts(), {
        ...{ part, texts, precision: toShare(assessment.precision), recall: toShare(assessment.recall) },
      }),
    ),
    byRule: codes.map((code) =>
      Object.assign(new PriceRuleQuality(), {
        rule: toRule(context, code),
        precision: precisions.get(code) ?? null,
        ...outcomesOf(counts.filter(({ rule }) => rule === code)),
      }),
    ),
  });
}

function outcomesOf(counts: readonly RuleCount[]) {
  const countOf = (state: string): number => counts.find((one) => one.state === state)?.count ?? 0;
  const made = counts.reduce((sum, { count }) => sum + count, 0);
  return { made, accepted: countOf("ACCEPTED"), refused: countOf("REFUSED"), lapsed: countOf("LAPSED") };
}

function periodOf(context: RequestContext, from: string | null, to: string | null): { from: Date; until: Date } {
  if (from !== null) requireCountedDay("from", from);
  if (to !== null) requireCountedDay("to", to);
  const last = dayInChina(to ?? chinaDay(context.clock.now()));
  const first = from === null ? new Date(last.until.getTime() - usualDays * dayMilliseconds) : dayInChina(from).from;
  const days = (last.until.getTime() - first.getTime()) / dayMilliseconds;
  if (days < 1) throw invalidInput("from", { zh: "开始日不能晚于结束日。", en: "The period ends before it begins." });
  if (days > mostDays) {
    throw invalidInput("from", { zh: `期间最多 ${mostDays} 天。`, en: `A period has ${mostDays} days at most.` });
  }
  return { from: first, until: last.until };
}
