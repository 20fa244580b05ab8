import type { Matter } from "./matter.js";

const noDispute = { request: "依法查处", sums: [0, 0], method: "OTHER" } as const;

/** Reports about prices (价格). */
export const priceReports: readonly Matter[] = [
  {
    ...noDispute,
    issueClass: "PRICE",
    goodsClass: "GOODS_MEDICAL_PROTECTION",
    topics: ["MASKS", "EPIDEMIC"],
    trade: "大药房",
    facts: "举报{shop}在流感高发期间大幅抬高口罩价格，{days} 天内涨价三次，未明码标价。",
  },
  {
    ...noDispute,
    issueClass: "PRICE",
    goodsClass: "GOODS_DISINFECTION",
    topics: ["DISINFECTANTS"],
    trade: "日用品商店",
    facts: "举报{shop}消毒液虚构原价，标示“原价”从未成交，涉嫌价格欺诈。",
  },
  {
    ...noDispute,
    issueClass: "PRICE",
    goodsClass: "SERVICE_HOUSING",
    topics: ["HOUSE_RENTING"],
    trade: "物业服务公司",
    facts: "举报{shop}对转供电终端用户加价收取电费，已持续 {days} 天。",
  },
];

/** Other reports. */
export const reports: readonly Matter[] = [
  {
    ...noDispute,
    issueClass: "FOOD",
    goodsClass: "SERVICE_CATERING",
    topics: [],
    trade: "餐饮店",
    facts: "举报{shop}后厨环境脏乱，生熟不分，从业人员未持健康证明上岗。",
  },
  {
    ...noDispute,
    issueClass: "UNLICENSED_BUSINESS",
    goodsClass: "SERVICE_EDUCATION_AND_TRAINING",
    topics: ["OFF_CAMPUS_TRAINING", "MINORS"],
    trade: "自习室",
    facts: "举报{shop}没有营业执照，擅自开展学科类培训，已开班 {days} 天。",
  },
  {
    ...noDispute,
    issueClass: "DRUGS",
    goodsClass: "GOODS_DRUGS",
    topics: [],
    trade: "大药房",
    facts: "举报{shop}在没有执业药师在岗的情况下销售处方药。",
  },
  {
    ...noDispute,
    issueClass: "ADVERTISING",
    goodsClass: "GOODS_HEALTH_FOOD",
    topics: ["HEALTH_PRODUCTS", "OLDER_CONSUMERS"],
    trade: "健康管理公司",
    facts: "举报{shop}在宣传册上使用绝对化用语，并宣称保健食品有治疗作用。",
  },
  {
    ...noDispute,
    issueClass: "SPECIAL_EQUIPMENT",
    goodsClass: "SERVICE_HOUSING",
    topics: [],
    trade: "商业广场",
    facts: "举报{shop}一部客用电梯超过检验有效期 {days} 天仍在使用。",
  },
  {
    ...noDispute,
    issueClass: "TRADEMARK",
    goodsClass: "GOODS_BAGS",
    topics: ["ONLINE_SHOPPING"],
    trade: "箱包商行",
    facts: "举报{shop}销售假冒注册商标的箱包，店内有大量存货。",
  },
  {
    ...noDispute,
    issueClass: "METROLOGY",
    goodsClass: "GOODS_FUEL",
    topics: [],
    trade: "加油站",
    facts: "举报{shop}加油机计量不准，同一车辆加油量超过油箱容积。",
  },
];
