import { invalidInput } from "../../platform/errors.js";
import type { CountedRegion, CountingFilter, Tree } from "./counting/counting.js";
import { type Dimension, hasCalls, hasTickets } from "./counting/dimensions.js";
import { type Definition, isMeasureOfCalls, type MeasureName } from "./measures.js";

/** What of a question decides whether its measures suit it. */
export interface Suited {
  definitions: readonly Definition[];
  dimensions: readonly Dimension[];
  filter: CountingFilter;
  region: CountedRegion;
  tree: Tree;
}

/** What a measure of calls is not split by: a day of an operator has many hours, and windows of 24 hours lie across hours. */
const unsplit: Partial<Record<MeasureName, readonly Dimension[]>> = {
  CALLS_PER_OPERATOR_DAY: ["HOUR", "QUEUE"],
  LOWEST_CONNECTION_RATE_24H: ["HOUR", "WEEKDAY", "OPERATOR"],
};

/** The conditions of a filter that calls have; tickets have all others. */
const conditionsOfCalls: Readonly<Partial<Record<keyof CountingFilter, Dimension>>> = {
  queues: "QUEUE",
  operators: "OPERATOR",
};

/**
 * Sees to it that all measures of a question have its dimensions and conditions, so that none is counted as if it had not
 * been narrowed.
 *
 * @throws INVALID_INPUT for the dimension, condition, tree or region that a measure does not have
 */
export function checkSuitability({ definitions, dimensions, filter, region, tree }: Suited): void {
  for (const { measure } of definitions) {
    const isOfCalls = isMeasureOfCalls(measure);
    const unsuited = dimensions.find((dimension) => !hasDimension(measure, dimension));
    if (unsuited !== undefined) throw hasNo(measure, "question.dimensions", unsuited);
    for (const [name, value] of Object.entries(filter) as [keyof CountingFilter, unknown][]) {
      const dimension = conditionsOfCalls[name];
      const isSuited = dimension === undefined ? !isOfCalls : isOfCalls && hasDimension(measure, dimension);
      if (value !== null && !isSuited) throw hasNo(measure, `question.filter.${name}`, name);
    }
    if (isOfCalls) checkPlace(region, tree);
  }
}

function hasDimension(measure: MeasureName, dimension: Dimension): boolean {
  if (!isMeasureOfCalls(measure)) return hasTickets(dimension);
  return hasCalls(dimension) && unsplit[measure]?.includes(dimension) !== true;
}

function hasNo(measure: MeasureName, field: string, name: string) {
  return invalidInput(field, {
    zh: `指标 ${measure} 没有 ${name}。`,
    en: `The measure ${measure} has no ${name}.`,
  });
}

function checkPlace({ line }: CountedRegion, tree: Tree): void {
  if (tree === "THEN") {
    throw invalidInput("question.tree", {
      zh: "来电只按现行机构统计。",
      en: "Calls are counted under the tree of today alone.",
    });
  }
  if (line !== null) {
    throw invalidInput("question.region", {
      zh: "来电不分业务条线，请指定一个单位。",
      en: "Calls have no business line, and yours alone is counted: name a bureau of your own.",
    });
  }
}
