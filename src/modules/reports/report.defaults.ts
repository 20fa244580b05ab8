import type { ReportKind } from "./report.kinds.js";
import type { ReportTable, TemplateSection } from "./report.template.js";

const section = (title: string, paragraphs: readonly string[], ...tables: ReportTable[]): TemplateSection => ({
  title,
  paragraphs,
  tables,
});

const basics = section(
  "基本情况",
  [
    "{{period}}，{{region}}12315热线及各渠道共接收消费者诉求{{received}}件，{{received.onYear}}，{{received.onPeriod}}。其中，咨询{{consultations}}件，占{{consultations.share}}；投诉{{complaints}}件，占{{complaints.share}}；举报{{reports}}件，占{{reports.share}}。",
  ],
  "BY_KIND",
);

const complaintsAndReports = section(
  "投诉举报情况",
  [
    "接收投诉{{complaints}}件，{{complaints.onYear}}，{{complaints.onPeriod}}；接收举报{{reports}}件，{{reports.onYear}}，{{reports.onPeriod}}。",
    "按下级单位统计，接收量居前的为：{{list.region}}。",
  ],
  "BY_REGION",
);

const hotSpots = section(
  "热点分析",
  [
    "从问题类别看，居前的为：{{list.issueClass}}，合计占{{top.issueClass.jointShare}}。",
    "从商品服务类别看，居前的为：{{list.goodsClass}}，合计占{{top.goodsClass.jointShare}}。",
    "从主题看，居前的为：{{list.topic}}。从接收渠道看，居前的为：{{list.channel}}。",
  ],
  "ISSUE_CLASSES",
  "GOODS_CLASSES",
  "CHANNELS",
);

const topicHotSpots = section(
  hotSpots.title,
  [...hotSpots.paragraphs.slice(0, 2), "从接收渠道看，居前的为：{{list.channel}}。"],
  ...hotSpots.tables,
);

const price = section(
  "价格举报",
  [
    "共接收价格类诉求{{price}}件，{{price.onYear}}，{{price.onPeriod}}。其中，价格举报{{priceReports}}件，{{priceReports.onYear}}，{{priceReports.onPeriod}}；价格投诉{{priceComplaints}}件；价格咨询{{priceConsultations}}件。",
  ],
  "PRICE",
);

const handling = section(
  "办理情况",
  [
    "截至{{asOf}}，上述诉求应转办{{toDispatch}}件，已转办{{dispatched}}件，转办率{{transferRate}}；已办结{{closed}}件，办结率{{closureRate}}（{{closureRate.numerator}}/{{closureRate.denominator}}）。",
    "受理投诉{{accepted}}件，不予受理{{refused}}件；调解成功{{settled}}件，终止调解{{terminated}}件，调解成功率{{mediationSuccessRate}}；举报立案{{casesFiled}}件，诉转案{{turnedIntoCases}}件；为消费者挽回经济损失{{recoveredLoss}}元。",
    "按时初查率{{onTimeCheckRate}}，按时核查率{{onTimeVerificationRate}}，按期办结率{{onTimeClosureRate}}，督办率{{supervisionRate}}。",
  ],
  "HANDLING",
);

const comparison = section(
  "与上期、上年同期比较",
  [
    "上年同期（{{yearBefore}}）接收{{received.yearBefore}}件，{{received.onYear}}；上期（{{periodBefore}}）接收{{received.periodBefore}}件，{{received.onPeriod}}。办结率{{closureRate.onYear}}，{{closureRate.onPeriod}}。",
  ],
  "COMPARISON",
);

const course = section("走势", ["{{period}}各时段接收、办结情况见下表。"], "BY_TIME");

const calls = section(
  "话务情况",
  [
    "{{period}}，热线呼入{{callsOffered}}个，{{callsOffered.onYear}}，{{callsOffered.onPeriod}}；接通{{callsAnswered}}个，接通率{{connectionRate}}（{{connectionRate.numerator}}/{{connectionRate.denominator}}），任意24小时最低接通率{{lowestConnectionRate}}（标准为不低于95%）；15秒接通率{{answeredWithin15sRate}}。",
    "放弃{{callsAbandoned}}个，转接{{callsTransferred}}个；最长通话{{longestCall}}，人均日接通{{callsPerOperatorDay}}个。",
  ],
  "CALLS",
  "CALLS_BY_TIME",
);

const topicBasics = section(
  "基本情况",
  [
    "{{period}}，{{region}}共接收“{{topic}}”相关诉求{{received}}件，占同期全部诉求的{{topic.share}}，{{received.onYear}}，{{received.onPeriod}}。其中，咨询{{consultations}}件，投诉{{complaints}}件，举报{{reports}}件。",
  ],
  "BY_KIND",
);

/** The templates that are shipped, in force wherever no bureau has set one of its own. */
export const shippedTemplates: Readonly<Record<ReportKind, readonly TemplateSection[]>> = {
  DAILY: [basics, calls, complaintsAndReports, hotSpots, price, handling, comparison],
  CUMULATIVE: [basics, calls, complaintsAndReports, hotSpots, price, handling, course, comparison],
  WEEKLY: [basics, calls, complaintsAndReports, hotSpots, price, handling, course, comparison],
  MONTHLY: [basics, calls, complaintsAndReports, hotSpots, price, handling, course, comparison],
  TOPIC: [topicBasics, complaintsAndReports, topicHotSpots, price, handling, course, comparison],
};
