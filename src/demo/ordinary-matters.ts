import type { Matter, Question } from "./matter.js";

/** What is asked about goods. */
export interface GoodsQuestion extends Question {
  /** A code of GOODS_CLASS. */
  goodsClass?: string;
}

const report = { issueClass: "PRICE", topics: [], request: "依法查处", sums: [0, 0], method: "OTHER" } as const;

/** What is reported about prices (价格举报) at any time of the year. */
export const ordinaryPriceReports: readonly Matter[] = [
  {
    ...report,
    goodsClass: "SERVICE_TRANSPORT",
    trade: "停车场",
    facts: "举报{shop}未按公示标准收取停车费，已持续 {days} 天。",
  },
  {
    ...report,
    goodsClass: "SERVICE_HOUSING",
    trade: "物业服务公司",
    facts: "举报{shop}对转供电终端用户加价收取电费，已持续 {days} 天。",
  },
  {
    ...report,
    goodsClass: "GOODS_VEGETABLES_AND_FRUIT",
    trade: "生鲜超市",
    facts: "举报{shop}水果货架标价与收银价不一致，{days} 天内两次多收。",
  },
  {
    ...report,
    goodsClass: "GOODS_MEAT_AND_EGGS",
    trade: "农贸市场肉铺",
    facts: "举报{shop}猪肉不明码标价，同一部位先后两种价格。",
  },
  {
    ...report,
    goodsClass: "GOODS_CLOTHING",
    trade: "服装店",
    facts: "举报{shop}促销虚构原价，标示的“原价”从未成交。",
  },
  {
    ...report,
    goodsClass: "SERVICE_CATERING",
    trade: "餐饮店",
    facts: "举报{shop}结账时加收未事先告知的茶位费和餐具费。",
  },
  {
    ...report,
    goodsClass: "SERVICE_ACCOMMODATION",
    trade: "宾馆",
    facts: "举报{shop}不按预订价格结算，到店后加价。",
  },
  {
    ...report,
    goodsClass: "GOODS_DRUGS",
    trade: "大药房",
    facts: "举报{shop}处方药价签缺失，收银价高于店内公示价。",
  },
];

const question = { issueClass: "PRICE", topics: [] } as const;

/** What is asked about prices (价格咨询) at any time of the year. */
export const ordinaryPriceQuestions: readonly GoodsQuestion[] = [
  {
    ...question,
    goodsClass: "SERVICE_TRANSPORT",
    facts: "咨询路边停车收费标准在哪里公示，多收了怎么办。",
    answer: "停车收费应当在显著位置公示（价格法第十三条）；多收的可以要求退还，并可登记投诉或者举报。",
  },
  {
    ...question,
    goodsClass: "SERVICE_HOUSING",
    facts: "咨询小区物业收取的公摊电费是否合理。",
    answer: "物业收费应当明码标价，代收水电费不得加价；请保留收费通知和票据，可以登记举报。",
  },
  {
    ...question,
    goodsClass: "GOODS_VEGETABLES_AND_FRUIT",
    facts: "咨询超市标价与结算价不一致如何维权。",
    answer: "不得在标价之外加价出售商品（价格法第十三条）；请保留小票和价签照片，可以要求退还多收价款。",
  },
  {
    ...question,
    goodsClass: "GOODS_CLOTHING",
    facts: "咨询商场打折时标示的原价有没有依据。",
    answer: "不得使用虚假的或者使人误解的价格手段诱骗消费者（价格法第十四条第四项）；请提供价签照片，可以登记举报。",
  },
  {
    ...question,
    goodsClass: "SERVICE_CATERING",
    facts: "咨询餐馆收取开瓶费、餐具费是否违规。",
    answer: "收费项目应当事先明示，不得收取任何未予标明的费用（价格法第十三条）；可以登记投诉或者举报。",
  },
];
