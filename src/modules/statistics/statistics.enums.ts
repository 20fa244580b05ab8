import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { dimensionNames } from "./counting/dimensions.js";
import { definitions } from "./definitions.js";
import { measureNames, measureUnits, views } from "./measures.js";

/** The measures. */
export const MeasureEnum = enumOf(measureNames);

registerEnumType(MeasureEnum, {
  name: "Measure",
  description: "A measure of the statistics (指标). `statisticDefinitions` has the formulas, by version.",
  valuesConfig: described(
    Object.fromEntries(
      definitions.map(({ formula, measure, name }) => [measure, `${name.zh}: ${formula.en}`]),
    ) as Record<(typeof measureNames)[number], string>,
  ),
});

/** The dimensions. */
export const DimensionEnum = enumOf(dimensionNames);

registerEnumType(DimensionEnum, {
  name: "Dimension",
  description:
    "What tickets or calls are grouped by (维度). Times are those of Asia/Shanghai; calls have those of place and time, QUEUE and OPERATOR.",
  valuesConfig: described({
    PROVINCE: "The province that handles the ticket, or took the call (省).",
    CITY: "The city; what the province itself holds stands under the province's code (市).",
    COUNTY: "The county; what city or province hold themselves stands under their codes (县).",
    BUREAU: "The bureau that holds the ticket, or took the call (承办单位).",
    KIND: "Consultation, complaint or report (类型).",
    CHANNEL: "The channel (渠道).",
    ISSUE_CLASS: "The class of the issue (问题类别).",
    GOODS_CLASS: "The class of goods or services; empty where there is none (商品服务类别).",
    TOPIC:
      "The topic; a ticket of several topics is in several groups, one without any in that of the empty code (主题).",
    STATE: "The state now (状态); for measures counted by registration.",
    RESPONDENT: "The respondent by name; with `top` alone (被诉对象).",
    HOUR: "The hour of registration, 00 to 23, for measures counted by registration; of calls that in which they came in (时段).",
    WEEKDAY: "The day of the week, 1 for Monday to 7 for Sunday (星期).",
    QUEUE: "The queue of the call; empty where it has none (队列).",
    OPERATOR:
      "Who answered the call, as the code of the bureau, a slash and the number at the desk; empty for nobody (座席工号).",
    DAY: "The day, such as 2026-03-05 (日).",
    WEEK: "The week, by its Monday (周).",
    MONTH: "The month, such as 2026-03 (月).",
    QUARTER: "The quarter, such as 2026-Q1 (季度).",
    YEAR: "The year (年).",
  }),
});

/** The dimensions of place. */
export const PlaceDimensionEnum = enumOf(["PROVINCE", "CITY", "COUNTY", "BUREAU"] as const);

registerEnumType(PlaceDimensionEnum, {
  name: "PlaceDimension",
  description: "Whose numbers are compared (比较对象).",
  valuesConfig: described({
    PROVINCE: "Provinces (省).",
    CITY: "Cities (市).",
    COUNTY: "Counties (县).",
    BUREAU: "Bureaus that hold tickets (承办单位).",
  }),
});

/** What a number is a number of. */
export const MeasureUnitEnum = enumOf(measureUnits);

registerEnumType(MeasureUnitEnum, {
  name: "MeasureUnit",
  description: "What a number is a number of (单位).",
  valuesConfig: described({
    TICKETS: "Tickets (件).",
    LIMITS: "Limits (个).",
    PERCENT: "Percent (百分比).",
    YUAN: "Yuan (元), exact to the 分.",
    HOURS: "Whole hours (小时).",
    WORKING_DAYS: "Working days (工作日).",
    CALLS: "Calls (个来电).",
    SECONDS: "Seconds (秒).",
    CALLS_PER_OPERATOR_DAY: "Calls per operator and day (个/人日).",
  }),
});

/** The forms of measures. */
export const MeasureFormEnum = enumOf(["COUNT", "SUM", "RATE", "RATIO", "DISTRIBUTION", "EXTREME"] as const);

registerEnumType(MeasureFormEnum, {
  name: "MeasureForm",
  description: "How a measure is made (指标形式).",
  valuesConfig: described({
    COUNT: "It counts, and adds up over groups (计数).",
    SUM: "It sums amounts, and adds up over groups (合计).",
    RATE: "One count in percent of another (比率).",
    RATIO: "One count per another (比值).",
    DISTRIBUTION: "Median and percentiles (分布).",
    EXTREME: "The largest or smallest of something, with when it was; it does not add up (极值).",
  }),
});

/** How a period picks tickets. */
export const ViewEnum = enumOf(views);

registerEnumType(ViewEnum, {
  name: "StatisticsView",
  description: "How a period picks tickets (统计口径).",
  valuesConfig: described({
    COHORT:
      "Tickets registered in the period, and what became of them until now; of calls no other than EVENT (按接收时间).",
    EVENT: "Each number by its own day: received by registration, closed by closing (按发生时间).",
  }),
});

/** Under which tree places are. */
export const TreeEnum = enumOf(["NOW", "THEN"] as const);

registerEnumType(TreeEnum, {
  name: "StatisticsTree",
  description: "Under which tree of bureaus places are (机构口径).",
  valuesConfig: described({
    NOW: "As the tree is now: tickets of a merged bureau are its successor's (现行机构).",
    THEN: "As the tree was on the day on which the ticket came to its holder (当时机构).",
  }),
});

/** With what is compared. */
export const ComparisonEnum = enumOf(["YEAR_BEFORE", "PERIOD_BEFORE"] as const);

registerEnumType(ComparisonEnum, {
  name: "Comparison",
  description: "With which period is compared (比较).",
  valuesConfig: described({
    YEAR_BEFORE: "The same days of the year before (同比).",
    PERIOD_BEFORE: "The period of equal length right before; whole months with whole months (环比).",
  }),
});

/** The sides of a measure. */
export const SideEnum = enumOf(["NUMERATOR", "DENOMINATOR"] as const);

registerEnumType(SideEnum, {
  name: "MeasureSide",
  description: "Which side of a measure (指标部分).",
  valuesConfig: described({
    NUMERATOR: "What is counted or summed (分子).",
    DENOMINATOR: "What a rate is divided by (分母).",
  }),
});

/** Why a number is not there. */
export const ValueReasonEnum = enumOf([
  "EMPTY_DENOMINATOR",
  "SUPPRESSED",
  "ZERO_BASE",
  "NO_VALUE_BEFORE",
  "NO_VALUE_NOW",
  "BASE_TOO_SMALL",
  "NOT_ADDITIVE",
] as const);

registerEnumType(ValueReasonEnum, {
  name: "ValueReason",
  description: "Why a number is not there (无值原因).",
  valuesConfig: described({
    EMPTY_DENOMINATOR: "There is nothing to divide by, or no duration (分母为零).",
    SUPPRESSED: "So few reports that the number could name a reporter, or give away such a number (小单元格抑制).",
    ZERO_BASE: "No growth over a base of zero (基数为零).",
    NO_VALUE_BEFORE: "The compared period has no value (基期无值).",
    NO_VALUE_NOW: "The period has no value (本期无值).",
    NOT_ADDITIVE: "Percentiles and extremes of groups do not add up to those of the rest (不可相加).",
    BASE_TOO_SMALL: "Too few to compare (基数过小，不可比).",
  }),
});
