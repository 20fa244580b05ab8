import { complaints } from "./complaint-matters.js";
import type { Matter } from "./matter.js";
import { type GoodsQuestion, ordinaryPriceQuestions, ordinaryPriceReports } from "./ordinary-matters.js";
import { questions } from "./questions.js";
import { reports } from "./report-matters.js";

const masks = { goodsClass: "GOODS_MEDICAL_PROTECTION", topics: ["EPIDEMIC", "MASKS"] } as const;
const disinfectants = { goodsClass: "GOODS_DISINFECTION", topics: ["EPIDEMIC", "DISINFECTANTS"] } as const;
const vegetables = { goodsClass: "GOODS_VEGETABLES_AND_FRUIT", topics: ["VEGETABLE_PRICES"] } as const;
const report = { request: "依法查处", sums: [0, 0], method: "OTHER" } as const;
const refundedDifference = { request: "退还差价", method: "PRICE_DIFFERENCE_REFUNDED" } as const;

const maskQuestions: readonly GoodsQuestion[] = [
  {
    ...masks,
    issueClass: "PRICE",
    facts: "咨询药店口罩涨价是否违法，应当向哪个部门举报。",
    answer:
      "疫情防控期间捏造散布涨价信息、哄抬价格的，可以向市场监督管理部门举报（价格法第十四条）；请提供店名、地址和小票。",
  },
  {
    ...masks,
    issueClass: "QUALITY",
    facts: "咨询如何辨别医用外科口罩和普通口罩。",
    answer: "请查看包装上的执行标准号和医疗器械注册证号：医用外科口罩执行 YY 0469，一次性使用医用口罩执行 YY/T 0969。",
  },
];

const disinfectantQuestions: readonly GoodsQuestion[] = [
  {
    ...disinfectants,
    issueClass: "PRICE",
    facts: "咨询超市酒精、消毒液限量搭售是否合法。",
    answer: "经营者不得违背消费者的意愿搭售商品；请保留小票，可以登记投诉或者举报。",
  },
];

const vegetableQuestions: readonly GoodsQuestion[] = [
  {
    ...vegetables,
    issueClass: "PRICE",
    facts: "咨询春节期间白菜涨价幅度较大，有没有限价规定。",
    answer:
      "蔬菜价格由市场形成，经营者须明码标价，不得哄抬价格（价格法第十三条、第十四条）；请提供店名和价签照片，可以登记举报。",
  },
];

const epidemicQuestions: readonly GoodsQuestion[] = [
  ...maskQuestions,
  ...disinfectantQuestions,
  {
    issueClass: "CONTRACT",
    topics: ["EPIDEMIC", "REFUNDS"],
    facts: "咨询因疫情取消的年夜饭，酒店不退订金怎么办。",
    answer: "因疫情防控不能履行的，可以协商退还订金或者改期；协商不成的，可以登记投诉，由市场监督管理部门组织调解。",
  },
  {
    issueClass: "CONTRACT",
    topics: ["EPIDEMIC", "TRAVEL_CANCELLATION", "REFUNDS"],
    facts: "咨询因疫情取消的旅行团，旅行社扣除的费用是否合理。",
    answer: "旅行社应当扣除已实际支付且不可退还的费用后，将余款退还旅游者（旅游法第六十七条）。",
  },
];

const maskComplaints: readonly Matter[] = [
  {
    ...masks,
    ...refundedDifference,
    issueClass: "PRICE",
    trade: "大药房",
    facts: "消费者在{shop}购买口罩，节前售价的三倍，共付 {sum} 元，要求按原价退还差价。",
    sums: [40, 600],
  },
  {
    ...masks,
    issueClass: "QUALITY",
    trade: "医疗用品店",
    facts: "消费者在{shop}购买标称 N95 的口罩，花费 {sum} 元，包装上无执行标准和生产厂家。",
    request: "退货退款",
    sums: [30, 500],
    method: "REFUND",
  },
];

const disinfectantComplaints: readonly Matter[] = [
  {
    ...disinfectants,
    ...refundedDifference,
    issueClass: "PRICE",
    trade: "大药房",
    facts: "消费者在{shop}购买酒精和消毒液，结算价高于标价，多收 {sum} 元。",
    sums: [10, 120],
  },
];

const vegetableComplaints: readonly Matter[] = [
  {
    ...vegetables,
    ...refundedDifference,
    issueClass: "PRICE",
    trade: "生鲜超市",
    facts: "{shop}收银价高于货架标价，一次购买蔬菜多收 {sum} 元。",
    sums: [5, 80],
  },
];

const maskReports: readonly Matter[] = [
  {
    ...report,
    ...masks,
    issueClass: "PRICE",
    trade: "大药房",
    facts: "举报{shop}哄抬口罩价格，{days} 天内由每只 1 元涨至 8 元，未明码标价。",
  },
];

const disinfectantReports: readonly Matter[] = [
  {
    ...report,
    ...disinfectants,
    issueClass: "PRICE",
    trade: "日用品商店",
    facts: "举报{shop}囤积酒精和消毒液，加价出售，已持续 {days} 天。",
  },
];

const vegetableReports: readonly Matter[] = [
  {
    ...report,
    ...vegetables,
    issueClass: "PRICE",
    trade: "生鲜超市",
    facts: "举报{shop}大幅抬高白菜价格，一棵大白菜售价六十余元。",
  },
];

const priceReportsOfEpidemic: readonly Matter[] = [
  ...maskReports,
  ...maskReports,
  ...disinfectantReports,
  {
    ...report,
    issueClass: "PRICE",
    goodsClass: "GOODS_VEGETABLES_AND_FRUIT",
    topics: ["EPIDEMIC", "VEGETABLE_PRICES"],
    trade: "生鲜超市",
    facts: "举报{shop}借疫情哄抬蔬菜价格，同一品种一日两涨。",
  },
];

const qualityReportsOfEpidemic: readonly Matter[] = [
  {
    ...report,
    ...masks,
    issueClass: "QUALITY",
    trade: "医疗用品店",
    facts: "举报{shop}销售三无口罩，包装上无厂名、厂址和执行标准。",
  },
];

/** What the tickets of the published figures are about, by name; one of each list is drawn for each ticket. */
export const figureQuestions = {
  maskQuestions,
  disinfectantQuestions,
  vegetableQuestions,
  mixedQuestions: [...epidemicQuestions, ...epidemicQuestions, ...vegetableQuestions, ...questions],
  everydayQuestions: questions,
  ordinaryPriceQuestions,
} as const satisfies Record<string, readonly GoodsQuestion[]>;

/** The same for complaints and reports. */
export const figureMatters = {
  maskComplaints,
  disinfectantComplaints,
  vegetableComplaints,
  mixedComplaints: [...maskComplaints, ...disinfectantComplaints, ...vegetableComplaints, ...complaints],
  everydayComplaints: complaints,
  maskReports,
  disinfectantReports,
  vegetableReports,
  priceReportsOfEpidemic,
  qualityReportsOfEpidemic,
  mixedReports: [...priceReportsOfEpidemic, ...vegetableReports, ...reports],
  everydayReports: reports,
  ordinaryPriceReports,
} as const satisfies Record<string, readonly Matter[]>;
