import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { scopeOf } from "../../platform/scope.js";
import type { CountedRegion, Counting, CountingFilter } from "./counting/counting.js";
import type { Counted } from "./counting/counting.store.js";
import { type Dimension, isAttribute } from "./counting/dimensions.js";
import { countInSight } from "./counting/sight.js";
import type { CheckedQuestion } from "./question.js";
import { type Judged, type Marks, marksOf } from "./suppressed-groups.js";

const nothing: Marks = { isHidden: () => false, isTotalHidden: () => false, isAnyHidden: false };

const reports = "REPORT";

/**
 * Finds the groups that are so small that they could name a reporter (小单元格抑制), and those without which they could be
 * worked out from the rest: few reports, or all but few of what the filter narrows.
 *
 * SECURITY: the bureau that handles the tickets knows them; everybody else, its superiors too, gets no number for such a
 * group. Who may read the tickets themselves reads them as tickets, which the audit of contacts covers.
 */
export async function suppress(
  context: RequestContext,
  tx: Transaction,
  question: CheckedQuestion,
  counting: Counting,
  counted: readonly Counted[],
): Promise<Marks> {
  const { kinds } = question.filter;
  const { bureau } = actorOf(context);
  // Nobody is inside of what will be sent on.
  const holder = question.isForOthers ? "" : bureau.bureau;
  const isOfReports = kinds === null || kinds.includes(reports);
  if (!isOfReports || !couldName(question) || isHandledBy(question, holder)) return nothing;
  const beside = siblingsOf(question, scopeOf(bureau).reach);
  const judging: Judging = {
    ...{ context, tx, question, counting, holder },
    own: beside === null ? [] : [question.region.code],
    dimensions: beside === null ? question.dimensions : [beside.dimension, ...question.dimensions],
    table: beside === null ? counting : { ...counting, region: beside.region },
  };
  const marks = await judge(judging, [], beside === null ? counted : null);
  const above = placesAbove(judging);
  if (above.length > 0 && marks.some(({ isAnyHidden }) => isAnyHidden))
    marks.push(...(await judge(judging, above, null)));
  return {
    isHidden: (period, basis, keys) => marks.some((one) => one.isHidden(period, basis, keys)),
    isTotalHidden: (period, basis) => marks.some((one) => one.isTotalHidden(period, basis)),
    isAnyHidden: marks.some(({ isAnyHidden }) => isAnyHidden),
  };
}

/** Where the groups of a question are judged. */
interface Judging extends Pick<Judged, "dimensions" | "own" | "holder"> {
  context: RequestContext;
  tx: Transaction;
  question: CheckedQuestion;
  counting: Counting;
  /** What is counted for it, but for the grouping. */
  table: Counting;
}

/** Judges the groups of a question, by themselves or in the parts into which some places split them. */
async function judge(judging: Judging, splitting: readonly Dimension[], counted: readonly Counted[] | null) {
  const { context, counting, holder, own, question, table, tx } = judging;
  const judged = { dimensions: [...splitting, ...judging.dimensions], splitting: splitting.length, own, holder };
  const countAll = (filter: CountingFilter, dimensions: readonly Dimension[]) =>
    countInSight(context, tx, { ...table, filter, groupings: [dimensions] });
  const groups = counted ?? (await countAll(table.filter, judged.dimensions));
  const wider = widerFilter(question);
  const whole = wider === null ? null : await countAll(wider, judged.dimensions);
  const marks = [marksOf(question, counting, { ...judged, values: null }, groups, whole)];
  for (const { attribute, name, values } of filteredBy(question)) {
    const dimensions = [...judged.dimensions, attribute];
    const cells = await countAll({ ...table.filter, [name]: null }, dimensions);
    marks.push(marksOf(question, counting, { ...judged, dimensions, values }, cells, null));
  }
  return marks;
}

const placesInOrder = ["PROVINCE", "CITY", "COUNTY", "BUREAU"] as const satisfies readonly Dimension[];

/** The places between the region and those of the groups: their numbers are told by another question, so they must not help. */
function placesAbove({ dimensions, table }: Judging): Dimension[] {
  const { level } = table.region;
  if (level === "UNIT") return [];
  const finest = placesInOrder.findLastIndex((place) => dimensions.includes(place));
  const first = level === "NATION" ? 0 : 1 + placesInOrder.indexOf(level);
  return placesInOrder.slice(first, Math.max(finest, first)).filter((place) => !dimensions.includes(place));
}

/**
 * What the filter narrows groups to, attribute by attribute. A filtered group is a sum of cells by that attribute: were it
 * told where one of these is hidden, two questions with one value more or less would give that away.
 */
function filteredBy({ dimensions, filter }: CheckedQuestion) {
  const names = {
    CHANNEL: "channels",
    ISSUE_CLASS: "issueClasses",
    GOODS_CLASS: "goodsClasses",
    TOPIC: "topics",
  } as const;
  return (Object.keys(names) as (keyof typeof names)[]).flatMap((attribute) => {
    const name = names[attribute];
    const values = filter[name];
    return values === null || dimensions.includes(attribute) ? [] : [{ attribute, name, values }];
  });
}

/**
 * A question of one county or bureau is judged among those beside it: its number and that of all together would tell of the
 * others. Null where the region is a larger one.
 */
function siblingsOf(
  { region }: CheckedQuestion,
  reach: CountedRegion["level"],
): { region: CountedRegion; dimension: Dimension } | null {
  if (region.level !== "COUNTY" && region.level !== "UNIT") return null;
  const dimension = region.level === "COUNTY" ? "COUNTY" : "BUREAU";
  const { city, county, province } = region;
  if (reach === "COUNTY" && county !== null) return { region: { ...region, level: "COUNTY", code: county }, dimension };
  if (city !== null) return { region: { ...region, level: "CITY", code: city }, dimension };
  return province === null ? null : { region: { ...region, level: "PROVINCE", code: province }, dimension };
}

/** What narrows tickets to a matter that somebody could know the reporter of. */
const naming: readonly Dimension[] = [
  "COUNTY",
  "BUREAU",
  "CHANNEL",
  "ISSUE_CLASS",
  "GOODS_CLASS",
  "TOPIC",
  "RESPONDENT",
];

/** Whether a group of the question could name a reporter: how many reports a city had on a day names nobody. */
function couldName({ dimensions, filter, region }: CheckedQuestion): boolean {
  const { channels, goodsClasses, issueClasses, respondent, topics } = filter;
  const isNarrowed = [channels, goodsClasses, issueClasses, respondent, topics].some((one) => one !== null);
  const isSmallRegion = region.level === "COUNTY" || region.level === "UNIT";
  return isNarrowed || isSmallRegion || dimensions.some((dimension) => naming.includes(dimension));
}

/** Whether all that is counted is handled by the caller's own bureau. */
function isHandledBy({ region }: CheckedQuestion, holder: string): boolean {
  return region.code === holder && (region.level === "UNIT" || region.level === "COUNTY");
}

const filtered = {
  CHANNEL: "channels",
  ISSUE_CLASS: "issueClasses",
  GOODS_CLASS: "goodsClasses",
  TOPIC: "topics",
  STATE: "states",
  RESPONDENT: "respondent",
} as const satisfies Partial<Record<Dimension, keyof CountingFilter>>;

/**
 * The question without what narrows its groups: from it and the question itself the rest could be worked out. Null where
 * nothing narrows them. Reports alone are compared, so kinds narrow nothing.
 */
function widerFilter({ dimensions, filter }: CheckedQuestion): CountingFilter | null {
  const kept = dimensions
    .filter(isAttribute)
    .flatMap((dimension) => (dimension in filtered ? [filtered[dimension as keyof typeof filtered]] : []));
  const dropped = Object.values(filtered).filter((name) => filter[name] !== null && !kept.includes(name));
  if (dropped.length === 0) return null;
  return { ...filter, ...Object.fromEntries(dropped.map((name) => [name, null])) };
}
