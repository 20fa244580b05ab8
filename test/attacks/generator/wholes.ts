import { anEnum, day, fresh, instant, type Meaning, number, oneOf, oneText } from "./meanings.js";
import { plain, type Value } from "./plan.js";

/** A list of one value of each meaning. */
const aList =
  (...items: readonly Meaning[]): Meaning =>
  (draft, frame, slot) => ({ is: "list", items: items.map((item) => item(draft, frame, slot)) });

/** An object with a value of each meaning. */
const anObject =
  (fields: Readonly<Record<string, Meaning>>): Meaning =>
  (draft, frame, slot) => ({
    is: "object",
    fields: Object.entries(fields).map(([name, meaning]): [string, Value] => [name, meaning(draft, frame, slot)]),
  });

const given =
  (text: string): Meaning =>
  () =>
    plain(text);

const rule = (field: string, column: string, more: Readonly<Record<string, Meaning>> = {}): Meaning =>
  anObject({ field: anEnum(field), column: given(column), ...more });

const words = aList(anObject({ word: given("投诉件"), value: given("COMPLAINT") }));

const wholeMapping = aList(
  ...[rule("KIND", "类别", { words }), rule("FACTS", "诉求内容"), rule("ISSUE_CLASS", "问题类别")],
  ...[rule("CHANNEL", "来源渠道"), rule("REGISTERED_AT", "登记时间"), rule("NUMBER", "工单编号")],
);

const answeredCall = (callId: Meaning): Meaning =>
  anObject({
    callId,
    revision: number(1, 0, 2),
    outcome: anEnum("ANSWERED"),
    offeredAt: instant(-2, -3),
    answeredAt: instant(-0.9, -0.8),
    endedAt: instant(-0.7, -0.1),
    operatorNumber: given("5001"),
  });

// Of the one it was told before, mostly in as late a revision, and of the other it was not.
const toldCalls = aList(answeredCall(oneText("scene-6", "scene-7", "former-8", "scene-8")), answeredCall(fresh("KEY")));

/** Lists of which a part alone is refused. */
export const wholeLists: Readonly<Record<string, Meaning>> = {
  "CheckImportInput.rules": wholeMapping,
  "SaveImportMappingInput.rules": wholeMapping,
  "RecordCallsInput.calls": toldCalls,
};

const comparedWith = {
  period: anObject({ from: day(-30, 0, -90), to: day(0) }),
  comparison: anEnum("PERIOD_BEFORE", "YEAR_BEFORE"),
};

const ticketsCompared = anObject({
  measures: aList(anEnum("HOURS_TO_CLOSING", "HOURS_TO_DISPATCH"), anEnum("RECEIVED", "CLOSED")),
  dimensions: aList(anEnum("KIND", "CHANNEL", "CITY")),
  ...comparedWith,
});

const reportsOfLate = anObject({
  measures: aList(anEnum("RECEIVED", "CLOSED")),
  filter: anObject({ kinds: aList(anEnum("REPORT", "COMPLAINT")) }),
  ...comparedWith,
});

const callsCompared = anObject({
  measures: aList(anEnum("LONGEST_CALL"), anEnum("LOWEST_CONNECTION_RATE_24H", "CALLS_OFFERED")),
  dimensions: aList(anEnum("WEEKDAY", "HOUR")),
  ...comparedWith,
});

const surgeTried = anObject({
  rule: anObject({
    groupedBy: anEnum("WHOLE", "GOODS_CLASS"),
    threshold: anObject({ count: number(3, 2), counties: number(1), hours: number(24, 72) }),
  }),
  days: number(30, 7, 90),
});

/** Inputs whose parts seldom fit one another where each is made up by itself. */
export const wholeObjects: Readonly<Record<string, Meaning>> = {
  StatisticsQuestion: oneOf(ticketsCompared, callsCompared, reportsOfLate),
  BacktestSurgeRuleInput: surgeTried,
};
