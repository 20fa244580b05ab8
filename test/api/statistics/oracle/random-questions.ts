import fc from "fast-check";
import type postgres from "postgres";
import { chinaDay } from "../../../../src/platform/clock.js";
import type { Caller, Variables } from "../../../api.js";
import type { PersonName, World } from "../../../world.js";
import { type Life, pick, vocabulary } from "./living.js";
import { isOfReceived, type PlainView, plainMeasure } from "./plain-measures.js";
import { type PlainQuestion, times } from "./plain-question.js";
import { periodsOf, type RoughPeriod } from "./random-periods.js";

/** The measures that are durations: each has the end and the unit in its name. */
const isDuration = (name: string): boolean => name.includes("S_TO_");

const measureNames = [
  "RECEIVED",
  "TO_DISPATCH",
  "DISPATCHED",
  "TRANSFER_RATE",
  "ACCEPTED",
  "REFUSED",
  "CLOSED",
  "CLOSURE_RATE",
  "ON_TIME_CHECK_RATE",
  "ON_TIME_VERIFICATION_RATE",
  "ON_TIME_CLOSURE_RATE",
  "SUPERVISION_RATE",
  "SETTLED",
  "TERMINATED",
  "MEDIATION_SUCCESS_RATE",
  "CASES_FILED",
  "TURNED_INTO_CASES",
  "RETURNED",
  "RECOVERED_LOSS",
  "DISPUTED_AMOUNT",
  "FINES",
  "CONFISCATED",
  "SATISFACTION_RATE",
  "HOURS_TO_DISPATCH",
  "HOURS_TO_ACCEPTANCE",
  "HOURS_TO_CLOSING",
  "WORKING_DAYS_TO_DISPATCH",
  "WORKING_DAYS_TO_ACCEPTANCE",
  "WORKING_DAYS_TO_CLOSING",
] as const;

const dimensionNames = [
  ...["PROVINCE", "CITY", "COUNTY", "BUREAU", "KIND", "CHANNEL", "ISSUE_CLASS", "GOODS_CLASS", "TOPIC", "STATE"],
  ...["RESPONDENT", "HOUR", "WEEKDAY", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR"],
];

const askers: readonly PersonName[] = [
  "province.analyst",
  "province.analyst",
  "cityA.analyst",
  "cityA.analyst",
  "province.analyst",
  "province.analyst",
  "cityA.analyst",
  "cityA.analyst",
  "cityB.supervisor",
  "cityACentre.analyst",
  "countyA1.analyst",
  "countyA2.head",
  "cityAPrice.priceSupervisor",
  "streetA1.analyst",
  "nation.analyst",
];

/** A random question before it is fitted to what is there. */
export interface RoughQuestion extends RoughPeriod {
  who: number;
  region: number | null;
  measures: readonly string[];
  isFirstVersion: boolean;
  dimensions: readonly string[];
  view: PlainView;
  tree: "NOW" | "THEN";
  top: number | null;
  topBy: number;
  digits: number;
  kinds: readonly string[] | null;
  filter: readonly [name: string, value: number] | null;
}

/** Any question. */
export const anyRoughQuestion: fc.Arbitrary<RoughQuestion> = fc.record({
  who: fc.nat(1000),
  region: fc.oneof(fc.constant(null), fc.constant(null), fc.nat(1000)),
  measures: fc.uniqueArray(fc.constantFrom(...measureNames), { minLength: 1, maxLength: 7 }),
  isFirstVersion: fc.boolean(),
  dimensions: fc.uniqueArray(fc.constantFrom(...dimensionNames), { maxLength: 3 }),
  view: fc.constantFrom("COHORT" as const, "EVENT" as const),
  tree: fc.constantFrom("NOW" as const, "NOW" as const, "THEN" as const),
  from: fc.nat(1000),
  days: fc.nat(120),
  isOfMonths: fc.boolean(),
  comparison: fc.oneof(
    fc.constant(null),
    fc.constantFrom("YEAR_BEFORE" as const, "PERIOD_BEFORE" as const),
    fc.nat(40),
  ),
  top: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null, freq: 2 }),
  topBy: fc.nat(10),
  digits: fc.integer({ min: 0, max: 6 }),
  kinds: fc.constantFrom(["CONSULTATION", "COMPLAINT"], ["CONSULTATION", "COMPLAINT"], ["COMPLAINT"], null, ["REPORT"]),
  filter: fc.oneof(
    fc.constant(null),
    fc.constant(null),
    fc.tuple(
      fc.constantFrom("channels", "issueClasses", "goodsClasses", "topics", "topics", "states", "respondent"),
      fc.nat(1000),
    ),
  ),
});

/** A question as it is asked and as it is counted. */
export interface FittedQuestion {
  caller: Caller;
  asked: Variables;
  plain: PlainQuestion;
  top: number | null;
  /** The position of the measure by which groups are put in order. */
  topBy: number;
  digits: number;
  /** The bureau of the caller. */
  bureau: string;
}

interface BureauRow {
  code: string;
  kind: string;
  level: string;
  province: string;
  city: string | null;
  county: string | null;
  line: string | null;
}

type Region = PlainQuestion["region"];

/** The region of a bureau: a department has its line of it, a street office what it holds. */
function ownRegion({ city, code, county, kind, level, line, province }: BureauRow): Region {
  const isWhole = kind === "AUTHORITY" || kind === "CENTRE";
  if (!isWhole && line === null) return { level: "UNIT", code, line: null };
  const region = { NATION: code, PROVINCE: province, CITY: city, COUNTY: county }[level] ?? code;
  return { level: level as Region["level"], code: region, line: kind === "DEPARTMENT" ? line : null };
}

/** A region beneath the caller's own, of those that are there. */
function regionBeneath(bureaus: readonly BureauRow[], own: Region, bureau: string, which: number): Region {
  if (own.level === "UNIT") return own;
  const column = own.level.toLowerCase() as "province" | "city" | "county";
  const beneath = bureaus.filter((bureau) => own.level === "NATION" || bureau[column] === own.code);
  const { code, kind, level } = pick(beneath, which);
  const isWhole = kind === "AUTHORITY" && level !== "STREET";
  // What a department holds itself is its own, of whatever line.
  return { level: isWhole ? (level as Region["level"]) : "UNIT", code, line: code === bureau ? null : own.line };
}

const states = ["IN_REVIEW", "DISPATCHED", "SIGNED", "CLOSED", "ARCHIVED", "MEDIATING"];

function filterOf({ filter, kinds }: RoughQuestion): PlainQuestion["filter"] {
  const [name, value] = filter ?? ["", 0];
  const some = <Item>(items: readonly Item[]): Item[] => items.filter((_, place) => (value >> place) % 2 === 1);
  const listed: Record<string, readonly (string | null)[]> = {
    channels: vocabulary.channels,
    issueClasses: vocabulary.issueClasses,
    goodsClasses: ["GOODS_MEDICAL_PROTECTION", "GOODS_DISINFECTION"],
    topics: ["MASKS", "EPIDEMIC", "REFUNDS"],
    states,
  };
  const among = listed[name];
  const chosen = among === undefined ? [] : some(among);
  return {
    ...(kinds === null ? {} : { kinds }),
    ...(chosen.length === 0 ? {} : { [name]: chosen }),
    ...(name === "respondent" ? { respondent: pick(vocabulary.respondents, value) } : {}),
  };
}

/** Leaves out of a question what cannot be asked together. */
function possible(rough: RoughQuestion): RoughQuestion {
  const version = (name: string): number => versionOf(name, rough.isFirstVersion);
  const isOfAll = rough.measures.every((name) => isOfReceived(plainMeasure(name, version(name), rough.view)));
  const time = rough.dimensions.find((dimension) => times.includes(dimension));
  let dimensions = rough.dimensions.filter((dimension) => !times.includes(dimension) || dimension === time);
  if (!isOfAll) dimensions = dimensions.filter((dimension) => dimension !== "STATE" && dimension !== "HOUR");
  const isLasting = rough.measures.some(isDuration);
  const first = rough.measures[rough.topBy % rough.measures.length] ?? "";
  const isRate = plainMeasure(first, 1, rough.view).form === "RATE";
  const isRanked = dimensions.length === 1 && !isDuration(first) && !(dimensions[0] === "RESPONDENT" && isRate);
  if (!isRanked) dimensions = dimensions.filter((dimension) => dimension !== "RESPONDENT");
  const top = isRanked && dimensions.length === 1 ? rough.top : null;
  const needed = dimensions.includes("RESPONDENT") ? (top ?? 2) : top;
  return { ...rough, dimensions, tree: isLasting ? "NOW" : rough.tree, top: needed };
}

const versionOf = (name: string, isFirst: boolean): number => (name === "MEDIATION_SUCCESS_RATE" && !isFirst ? 2 : 1);

/** Fits a random question to the tree, the days and the people of a life as they are now. */
export async function fitQuestion(
  life: Life,
  world: World,
  given: RoughQuestion,
  first: string,
): Promise<FittedQuestion> {
  const rough = possible(given);
  const caller = world.as(pick(askers, rough.who));
  const bureaus = await bureausOf(life.sql);
  const [acting] = await life.sql<{ bureau: string }[]>`SELECT bureau FROM people WHERE id = ${caller.id}`;
  const own = ownRegion(bureaus.find(({ code }) => code === acting?.bureau) ?? pick(bureaus, 0));
  const region = rough.region === null ? own : regionBeneath(bureaus, own, acting?.bureau ?? "", rough.region);
  const today = chinaDay(life.stage.clock.now());
  const periods = periodsOf(rough, first, today);
  const filter = filterOf(rough);
  const measures = rough.measures.map((name) => ({ name, version: versionOf(name, rough.isFirstVersion) }));
  const topBy = rough.topBy % rough.measures.length;
  const ofRegion = rough.region === null ? {} : { region: region.code };
  const asked: Variables = {
    measures: rough.measures,
    ...(rough.isFirstVersion && rough.measures.includes("MEDIATION_SUCCESS_RATE")
      ? { versions: [{ measure: "MEDIATION_SUCCESS_RATE", version: 1 }] }
      : {}),
    ...{ dimensions: rough.dimensions, period: periods[0], filter, view: rough.view, tree: rough.tree },
    ...ofRegion,
    ...comparisonOf(rough, periods),
    ...(rough.top === null ? {} : { top: rough.top, topBy: rough.measures[topBy] }),
    digits: rough.digits,
  };
  const { dimensions, digits, tree, view } = rough;
  const plain = { measures, dimensions, periods, region, filter, view, tree, today };
  return {
    caller,
    asked,
    plain,
    top: rough.top,
    topBy: rough.top === null ? 0 : topBy,
    digits,
    bureau: acting?.bureau ?? "",
  };
}

function comparisonOf({ comparison }: RoughQuestion, periods: readonly object[]): Variables {
  if (comparison === null) return {};
  return typeof comparison === "number" ? { comparedPeriod: periods[1] } : { comparison };
}

const bureausOf = (sql: postgres.Sql): Promise<BureauRow[]> =>
  sql<BureauRow[]>`SELECT code, kind, level, province, city, county, line FROM bureaus ORDER BY code`;
