import type { Sql } from "postgres";
import type { Dimension, MeasureName, Question } from "../../../src/modules/statistics/index.js";
import { createRandom, type Random, type Weighted, weighted, zipf } from "../load/random.js";
import { type Level, levels } from "../page/actors.js";
import type { Product } from "../product.js";
import { fitting } from "./fitting.js";
import { drawPeriod } from "./periods.js";
import { type Asker, drawAskers } from "./places.js";
import { type Asked, isDuration } from "./questions.js";

/** How many questions the mix has. */
export const mixSize = 1000;

const seed = 12315;

const byRegistration = weighted<MeasureName>([
  ["RECEIVED", 10],
  ["CLOSED", 8],
  ["CLOSURE_RATE", 8],
  ["ACCEPTED", 5],
  ["SETTLED", 4],
  ["MEDIATION_SUCCESS_RATE", 6],
  ["RECOVERED_LOSS", 6],
  ["DISPUTED_AMOUNT", 3],
  ["FINES", 2],
  ["CASES_FILED", 3],
  ["TURNED_INTO_CASES", 1],
  ["RETURNED", 1],
  ["TERMINATED", 1],
  ["REFUSED", 1],
  ["TO_DISPATCH", 2],
  ["DISPATCHED", 3],
  ["TRANSFER_RATE", 4],
  ["SATISFACTION_RATE", 3],
]);

const ofLimits = weighted<MeasureName>([
  ["ON_TIME_CHECK_RATE", 5],
  ["ON_TIME_VERIFICATION_RATE", 4],
  ["ON_TIME_CLOSURE_RATE", 5],
  ["SUPERVISION_RATE", 2],
]);

const ofDurations = weighted<MeasureName>([
  ["HOURS_TO_DISPATCH", 1],
  ["HOURS_TO_CLOSING", 2],
  ["WORKING_DAYS_TO_ACCEPTANCE", 1],
  ["WORKING_DAYS_TO_CLOSING", 2],
]);

const attributes: readonly (readonly [Dimension, number])[] = [
  ["KIND", 3],
  ["ISSUE_CLASS", 4],
  ["GOODS_CLASS", 3],
  ["CHANNEL", 2],
  ["TOPIC", 2],
  ["STATE", 1],
  ["HOUR", 1],
];

const dimensionsOf: Readonly<Record<Level, Weighted<Dimension>>> = {
  county: weighted([...attributes, ["BUREAU", 1], ["RESPONDENT", 0.5]]),
  city: weighted([...attributes, ["COUNTY", 10], ["BUREAU", 1], ["RESPONDENT", 0.3]]),
  province: weighted([...attributes, ["CITY", 12], ["COUNTY", 2]]),
  nation: weighted([...attributes, ["PROVINCE", 14], ["CITY", 2]]),
};

const ranked: ReadonlySet<Dimension> = new Set(["CITY", "COUNTY", "BUREAU", "ISSUE_CLASS", "GOODS_CLASS", "TOPIC"]);
const levelsDrawn = weighted<Level>([
  ["county", 30],
  ["city", 40],
  ["province", 20],
  ["nation", 10],
]);

type Filter = NonNullable<Question["filter"]>;
type Codes = Readonly<Record<"channels" | "issueClasses" | "goodsClasses" | "topics", Weighted<string>>>;

/** Draws the mix: always the same questions, whatever the size of the database. */
export async function drawMix(product: Product, sql: Sql): Promise<Asked[]> {
  const random = createRandom(seed);
  const askers = drawAskers(product, random);
  const codes = await readCodes(sql);
  return Array.from({ length: mixSize }, (_, number) => drawOne(random, number, askers, codes));
}

async function readCodes(sql: Sql): Promise<Codes> {
  const rows = await sql<{ dictionary: string; code: string }[]>`
    SELECT dictionary, code FROM dictionary_entries WHERE bureau = '100000' ORDER BY dictionary, position, code`;
  const of = (name: string): Weighted<string> =>
    zipf(
      rows.filter(({ dictionary }) => dictionary === name).map(({ code }) => code),
      0.9,
    );
  return {
    channels: of("CHANNEL"),
    issueClasses: of("ISSUE_CLASS"),
    goodsClasses: of("GOODS_CLASS"),
    topics: of("TOPIC"),
  };
}

function drawOne(
  random: Random,
  number: number,
  askers: Readonly<Record<Level, readonly Asker[]>>,
  codes: Codes,
): Asked {
  const level = levelsDrawn.draw(random);
  const asker = random.pick(askers[level]);
  // Superiors look at one of those beneath them, too.
  const isBeneath = asker.beneath.length > 0 && random.chance(0.2);
  const region = isBeneath
    ? { level: levels[levels.indexOf(level) - 1] ?? level, code: random.pick(asker.beneath) }
    : { level, code: asker.region };
  const period = drawPeriod(random);
  const dimensions = drawDimensions(random, region.level, period.days);
  const isOfReceived = dimensions.some((dimension) => dimension === "STATE" || dimension === "HOUR");
  const measures = drawMeasures(random, isOfReceived, dimensions.includes("RESPONDENT"));
  const [only] = dimensions;
  const mayRank =
    dimensions.length === 1 && only !== undefined && ranked.has(only) && !isDuration(measures[0] ?? "RECEIVED");
  const isRanked = mayRank && random.chance(0.35);
  const top = only === "RESPONDENT" ? 10 : isRanked ? random.pick([5, 10]) : null;
  const comparison =
    period.isCumulative || random.chance(0.45) ? null : random.chance(0.64) ? "YEAR_BEFORE" : "PERIOD_BEFORE";
  const asked: Asked = {
    number,
    level,
    login: asker.login,
    region,
    period: period.name,
    question: {
      measures,
      dimensions,
      period: { from: period.from, to: period.to },
      ...(isBeneath ? { region: region.code } : {}),
      ...drawFilter(random, codes),
      ...(comparison === null ? {} : { comparison }),
      ...(top === null ? {} : { top }),
      view: !isOfReceived && random.chance(0.2) ? "EVENT" : "COHORT",
    },
  };
  return fitting(asked, period.days);
}

function drawDimensions(random: Random, level: Level, days: number): Dimension[] {
  const wanted = random.next();
  const count = wanted < 0.25 ? 0 : wanted < 0.75 ? 1 : 2;
  const drawn = new Set<Dimension>();
  if (count > 0 && random.chance(0.3)) drawn.add(drawTime(random, days));
  while (drawn.size < count) drawn.add(dimensionsOf[level].draw(random));
  // Respondents are asked for alone: there are too many of them.
  return drawn.has("RESPONDENT") ? ["RESPONDENT"] : [...drawn];
}

function drawTime(random: Random, days: number): Dimension {
  if (days <= 31) return "DAY";
  if (days <= 93) return random.pick(["DAY", "WEEK"]);
  return random.pick(["WEEK", "MONTH", "MONTH", "QUARTER", ...(days > 366 ? (["YEAR"] as const) : [])]);
}

function drawMeasures(random: Random, isOfReceived: boolean, isOfRespondents: boolean): MeasureName[] {
  const count = 1 + random.below(5);
  const drawn = new Set<MeasureName>();
  // The largest respondents are found by a count.
  if (isOfRespondents) drawn.add("RECEIVED");
  else if (!isOfReceived && random.chance(0.05)) drawn.add(ofDurations.draw(random));
  while (drawn.size < count) {
    const isOfLimit = !isOfReceived && random.chance(0.2);
    drawn.add((isOfLimit ? ofLimits : byRegistration).draw(random));
  }
  // The first is what groups are put in order by: a count wherever there is one, and never a duration beside others.
  const rank = (name: MeasureName): number => (isDuration(name) ? 2 : name.endsWith("_RATE") ? 1 : 0);
  return [...drawn].sort((one, other) => rank(one) - rank(other));
}

const filters = weighted<keyof Filter>([
  ["kinds", 5],
  ["channels", 2],
  ["issueClasses", 3],
  ["goodsClasses", 3],
  ["topics", 3],
  ["states", 1],
]);
const kinds = ["COMPLAINT", "COMPLAINT", "REPORT", "CONSULTATION"] as const;
const states = ["CLOSED", "ARCHIVED", "MEDIATING", "DISPATCHED", "CHECKING"] as const;

function drawFilter(random: Random, codes: Codes): { filter?: Filter } {
  const luck = random.next();
  const names = new Set(Array.from({ length: luck < 0.55 ? 0 : luck < 0.9 ? 1 : 2 }, () => filters.draw(random)));
  if (names.size === 0) return {};
  const valuesOf = (name: keyof Filter): string[] => {
    const draw = (): string =>
      name === "kinds"
        ? random.pick(kinds)
        : name === "states"
          ? random.pick(states)
          : codes[name as keyof Codes].draw(random);
    return [...new Set(Array.from({ length: random.chance(0.7) ? 1 : 2 }, draw))];
  };
  return { filter: Object.fromEntries([...names].map((name) => [name, valuesOf(name)])) as Filter };
}
