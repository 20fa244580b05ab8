import type { BilingualText, Locale } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import { lineOfCells, numberCell, textCell } from "../../platform/csv.js";
import { inLocale } from "../../platform/errors.js";
import { type DictionaryName, dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { bureauLoader } from "../jurisdictions/index.js";
import type { Answer, AnswerRow, AnswerValue, Dimension } from "../statistics/index.js";
import { wordLists } from "./export.words.js";
import type { ExportFormat } from "./export.workflow.js";

/** Which row of an answer a line is of: a group, all together, or all groups that are not among the largest. */
type RowKind = "GROUP" | "TOTAL" | "OTHER";

/** One number of an answer, as it stands on a line of its own. */
interface NumberLine {
  row: RowKind;
  keys: readonly { dimension: Dimension; code: string; name: string }[];
  value: AnswerValue;
}

type NamedKey = NumberLine["keys"][number];

const titles: Readonly<Record<Dimension, BilingualText>> = {
  PROVINCE: { zh: "省", en: "Province" },
  CITY: { zh: "市", en: "City" },
  COUNTY: { zh: "县", en: "County" },
  BUREAU: { zh: "单位", en: "Bureau" },
  KIND: { zh: "类型", en: "Kind" },
  CHANNEL: { zh: "渠道", en: "Channel" },
  ISSUE_CLASS: { zh: "问题类别", en: "Issue class" },
  GOODS_CLASS: { zh: "商品服务类别", en: "Goods or services" },
  TOPIC: { zh: "专题", en: "Topic" },
  STATE: { zh: "状态", en: "State" },
  RESPONDENT: { zh: "被投诉举报人", en: "Respondent" },
  HOUR: { zh: "时", en: "Hour" },
  WEEKDAY: { zh: "星期", en: "Weekday" },
  QUEUE: { zh: "队列", en: "Queue" },
  OPERATOR: { zh: "座席工号", en: "Operator" },
  DAY: { zh: "日", en: "Day" },
  WEEK: { zh: "周", en: "Week" },
  MONTH: { zh: "月", en: "Month" },
  QUARTER: { zh: "季度", en: "Quarter" },
  YEAR: { zh: "年", en: "Year" },
};

const rowNames: Readonly<Record<RowKind, BilingualText>> = {
  GROUP: { zh: "分组", en: "Group" },
  TOTAL: { zh: "合计", en: "Total" },
  OTHER: { zh: "其他", en: "Other" },
};

const dictionaries: Partial<Readonly<Record<Dimension, DictionaryName>>> = {
  CHANNEL: "CHANNEL",
  ISSUE_CLASS: "ISSUE_CLASS",
  GOODS_CLASS: "GOODS_CLASS",
  TOPIC: "TOPIC",
};

const places: readonly Dimension[] = ["PROVINCE", "CITY", "COUNTY", "BUREAU"];

async function nameOfKey(context: RequestContext, dimension: Dimension, code: string): Promise<string> {
  if (code === "") return code;
  if (places.includes(dimension)) return (await bureauLoader(context, code))?.name ?? code;
  if (dimension === "KIND" || dimension === "STATE") return wordLists[dimension][code]?.[context.locale] ?? code;
  const dictionary = dictionaries[dimension];
  if (dictionary === undefined) return code;
  const name = await dictionaryNameLoader(context, dictionaryKey(dictionary, code));
  return name === null ? code : inLocale(name, context.locale);
}

/** The file of the numbers of an answer: a line for each, with everything that says what it is a number of. */
export async function writeNumbers(
  context: RequestContext,
  answer: Answer,
  format: ExportFormat,
): Promise<{ text: string; rows: number }> {
  const all: [RowKind, AnswerRow][] = [
    ...answer.rows.map((row): [RowKind, AnswerRow] => ["GROUP", row]),
    ...(answer.other === null ? [] : [["OTHER", answer.other] as [RowKind, AnswerRow]]),
    ["TOTAL", answer.total],
  ];
  const named = await Promise.all(
    all.map(async ([row, { keys, values }]) => ({
      ...{ row, values },
      keys: await Promise.all(
        keys.map(
          async ({ code, dimension }): Promise<NamedKey> => ({
            ...{ dimension, code },
            name: await nameOfKey(context, dimension, code),
          }),
        ),
      ),
    })),
  );
  const lines = named.flatMap(({ keys, row, values }) => values.map((value): NumberLine => ({ row, keys, value })));
  const write = format === "JSONL" ? jsonLine : csvLine;
  const head = format === "CSV" ? titleLine(answer, context.locale) : "";
  return { text: head + lines.map((line) => write(line, answer, context.locale)).join(""), rows: lines.length };
}

const text = (amount: bigint | number | null | undefined): string | null => (amount == null ? null : String(amount));

/** The figures of a number, in the order in which they stand on a line. Sums are counted in 分, exact, as text. */
function figuresOf({ compared, denominator, distribution, numerator, share, value }: AnswerValue) {
  return {
    value,
    numerator: text(numerator),
    denominator: text(denominator),
    share,
    durations: text(distribution?.tickets),
    median: text(distribution?.median),
    p90: text(distribution?.p90),
    p99: text(distribution?.p99),
    comparedValue: compared?.value ?? null,
    comparedNumerator: text(compared?.numerator),
    comparedDenominator: text(compared?.denominator),
    change: compared?.change ?? null,
    growth: compared?.growth ?? null,
  };
}

function jsonLine({ keys, row, value }: NumberLine, { question }: Answer): string {
  const { definition, reason, compared } = value;
  const [period, comparedPeriod] = question.periods;
  const line = {
    ...{ row, region: question.region.code, view: question.view, tree: question.tree, period },
    ...{ comparedPeriod: comparedPeriod ?? null, asOf: question.asOf.toISOString() },
    keys: Object.fromEntries(keys.map(({ code, dimension, name }) => [dimension, { code, name }])),
    ...{ measure: definition.measure, version: definition.version, unit: definition.unit },
    ...figuresOf(value),
    ...{ reason, comparedReason: compared?.reason ?? null },
  };
  return `${JSON.stringify(line)}\n`;
}

const figureTitles: Readonly<Record<keyof ReturnType<typeof figuresOf>, BilingualText>> = {
  value: { zh: "数值", en: "Value" },
  numerator: { zh: "分子（金额以分计）", en: "Numerator (of sums in hundredths of a yuan)" },
  denominator: { zh: "分母", en: "Denominator" },
  share: { zh: "占比（%）", en: "Share in percent" },
  durations: { zh: "时长件数", en: "Tickets with a duration" },
  median: { zh: "中位数", en: "Median" },
  p90: { zh: "第90百分位数", en: "90th percentile" },
  p99: { zh: "第99百分位数", en: "99th percentile" },
  comparedValue: { zh: "基期数值", en: "Value compared with" },
  comparedNumerator: { zh: "基期分子", en: "Numerator compared with" },
  comparedDenominator: { zh: "基期分母", en: "Denominator compared with" },
  change: { zh: "增减", en: "Change" },
  growth: { zh: "增长率（%）", en: "Growth in percent" },
};

const otherTitles = {
  row: { zh: "行", en: "Row" },
  code: { zh: "代码", en: "code" },
  measure: { zh: "指标", en: "Measure" },
  version: { zh: "版本", en: "Version" },
  unit: { zh: "单位", en: "Unit" },
  reason: { zh: "无值原因", en: "Why there is no value" },
  comparedReason: { zh: "无比较值原因", en: "Why there is no comparison" },
  period: { zh: "期间", en: "Period" },
  asOf: { zh: "数据截至", en: "As of" },
} as const satisfies Record<string, BilingualText>;

function titleLine({ question }: Answer, locale: Locale): string {
  const title = (name: keyof typeof otherTitles): string => otherTitles[name][locale];
  const ofKeys = question.dimensions.flatMap((dimension) => {
    const name = titles[dimension][locale];
    return [`${name}${locale === "zh" ? "" : " "}${title("code")}`, name];
  });
  const ofFigures = Object.values(figureTitles).map((names) => names[locale]);
  const first = [title("row"), ...ofKeys, title("measure"), title("version"), title("unit")];
  const last = [title("reason"), title("comparedReason"), title("period"), title("asOf")];
  return lineOfCells([...first, ...ofFigures, ...last].map(textCell));
}

function csvLine({ keys, row, value }: NumberLine, { question }: Answer, locale: Locale): string {
  const { compared, definition, reason } = value;
  const found = new Map(keys.map((key) => [key.dimension, key]));
  const ofKeys = question.dimensions.flatMap((dimension) => {
    const key = found.get(dimension);
    return key === undefined ? ["", ""] : [textCell(key.code), textCell(key.name)];
  });
  const [period] = question.periods;
  const first = [rowNames[row][locale], inLocale(definition.name, locale), definition.unit].map(textCell);
  const [rowCell = "", measureCell = "", unitCell = ""] = first;
  return lineOfCells([
    ...[rowCell, ...ofKeys, measureCell, String(definition.version), unitCell],
    ...Object.values(figuresOf(value)).map(numberCell),
    ...[reason ?? "", compared?.reason ?? "", textCell(`${period.from}/${period.to}`)],
    textCell(question.asOf.toISOString()),
  ]);
}
