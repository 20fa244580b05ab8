import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { scopeOf } from "../../platform/scope.js";
import type { CountedRegion, Counting, CountingFilter } from "./counting/counting.js";
import type { Counted } from "./counting/counting.store.js";
import { type Dimension, isAttribute } from "./counting/dimensions.js";
import { countInSight, movedInSight } from "./counting/sight.js";
import { isOfTickets } from "./measures.js";
import type { CheckedQuestion } from "./question.js";
import { type Judged, type Marks, marksOf } from "./suppressed-groups.js";
import { type MoveMarks, marksOfMoves } from "./suppressed-moves.js";

const nothing: Marks = { isHidden: () => false, isTotalHidden: () => false, isAnyHidden: false, mentioned: [] };

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
  if (!counting.counts.some(isOfTickets)) return nothing;
  const { kinds } = question.filter;
  const { bureau } = actorOf(context);
  // Nobody is inside of what will be sent on.
  const holder = question.isForOthers ? "" : bureau.bureau;
  const isOfReports = kinds === null || kinds.includes(reports);
  if (!isOfReports || isHandledBy(question, holder)) return nothing;
  const marks = couldName(question) ? await judgeGroups(context, tx, question, counting, counted) : [];
  if (question.tree === "THEN") marks.push(await judgeMoves(context, tx, question, counting));
  return {
    isHidden: (period, basis, keys) => marks.some((one) => one.isHidden(period, basis, keys)),
    isTotalHidden: (period, basis) => marks.some((one) => one.isTotalHidden(period, basis)),
    isAnyHidden: marks.some(({ isAnyHidden }) => isAnyHidden),
    mentioned: marks.flatMap(({ mentioned }) => mentioned),
  };
}

/** Judges the groups of a question, and the total, by how many reports they have. */
async function judgeGroups(
  context: RequestContext,
  tx: Transaction,
  question: CheckedQuestion,
  counting: Counting,
  counted: readonly Counted[],
): Promise<Marks[]> {
  const { bureau } = actorOf(context);
  const holder = question.isForOthers ? "" : bureau.bureau;
  const beside = await judgedBeside(context, tx, question, counting);
  const judging: Judging = {
    ...{ context, tx, question, counting, holder },
    own: beside === null ? [] : [question.region.code],
    dimensions: beside === null ? question.dimensions : [beside.dimension, ...question.dimensions],
    table: beside === null ? counting : { ...counting, region: beside.region },
  };
  const marks = await judge(judging, [], beside === null ? counted : null);
  const above = placesAbove(judging);
  // What is large enough in all may be small in one of the places where it stood then.
  const isAboveNeeded = question.tree === "THEN" || marks.some(({ isAnyHidden }) => isAnyHidden);
  if (above.length > 0 && isAboveNeeded) marks.push(...(await judge(judging, above, null)));
  return marks;
}

/**
 * Judges what a question under the tree of then differs by from the same one under that of today, which is told as well: the
 * difference of a city is what a county has that left it, and of a bureau what another had that was merged with it.
 */
async function judgeMoves(
  context: RequestContext,
  tx: Transaction,
  question: CheckedQuestion,
  counting: Counting,
): Promise<Marks> {
  const countAll = (filter: CountingFilter, dimensions: readonly Dimension[]) =>
    movedInSight(context, tx, { ...counting, filter, groupings: [dimensions] });
  const judgeBy = async (dimensions: readonly Dimension[]): Promise<MoveMarks[]> => {
    const wider = widerFilter(question);
    const whole = wider === null ? null : await countAll(wider, dimensions);
    const moves = await countAll(counting.filter, dimensions);
    const marks = [marksOfMoves(question, counting, { dimensions, values: null }, moves, whole)];
    for (const { attribute, name, values } of filteredBy(question)) {
      const [narrower, by] = [{ ...counting.filter, [name]: null }, [...dimensions, attribute]];
      marks.push(marksOfMoves(question, counting, { dimensions: by, values }, await countAll(narrower, by), null));
    }
    return marks;
  };
  const [groups, total] = [await judgeBy(question.dimensions), await judgeBy([])];
  return {
    isHidden: (period, basis, keys) => groups.some(({ isHidden }) => isHidden(period, basis, keys)),
    isTotalHidden: (period, basis) => total.some(({ isHidden }) => isHidden(period, basis, [])),
    isAnyHidden: groups.some(({ isAnyHidden }) => isAnyHidden),
    mentioned: groups.flatMap(({ mentioned }) => mentioned),
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

/** What a table of the region that is asked for is judged in: all that stand beside it, and the dimension of these. */
interface Beside {
  region: CountedRegion;
  dimension: Dimension;
}

/**
 * Where a question of one county or bureau is judged. What it had under the tree of then may stand under another place than it
 * does itself today, where the cells of those beside it would not hold it: it is judged in its province then, which no bureau leaves.
 */
async function judgedBeside(
  context: RequestContext,
  tx: Transaction,
  question: CheckedQuestion,
  counting: Counting,
): Promise<Beside | null> {
  const beside = siblingsOf(question, scopeOf(actorOf(context).bureau).reach);
  const { province } = question.region;
  if (beside === null || question.tree === "NOW" || province === null) return beside;
  const { code, level } = beside.region;
  if (level !== "CITY" && level !== "COUNTY") return beside;
  const filter = widerFilter(question) ?? question.filter;
  const stood = await countInSight(context, tx, { ...counting, filter, groupings: [[level]] });
  if (stood.every(({ keys: [place] }) => place === code)) return beside;
  return { ...beside, region: { ...beside.region, level: "PROVINCE", code: province } };
}

/**
 * A question of one county or bureau is judged among those beside it: its number and that of all together would tell of the
 * others. Null where the region is a larger one.
 */
function siblingsOf({ region }: CheckedQuestion, reach: CountedRegion["level"]): Beside | null {
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
