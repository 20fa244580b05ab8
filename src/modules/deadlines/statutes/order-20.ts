import type { LimitRule } from "../limit.js";

const shared = {
  order: "ORDER_20",
  pauses: [],
  atExpiry: ["REMINDER", "CITY_ORDER", "PROVINCE_ORDER"],
  extension: null,
  rolling: null,
  validFrom: "2020-01-01",
  validTo: "2026-04-15",
} as const;

/** The limits of Order 20 (市场监督管理投诉举报处理暂行办法), which go on for the tickets that were received under it. */
export const orderTwenty: readonly LimitRule[] = [
  {
    ...shared,
    code: "ORDER_20.ACCEPTANCE",
    limit: "ACCEPTANCE",
    kinds: ["COMPLAINT"],
    startsFrom: "COMPETENT_RECEIPT",
    days: 7,
    unit: "WORKING",
    article: "14",
    text: {
      zh: "具有本办法规定的处理权限的市场监督管理部门，应当自收到投诉之日起七个工作日内作出受理或者不予受理的决定，并告知投诉人。",
      en: "The department that is competent under these Measures decides within seven working days of receiving a complaint whether it accepts it, and tells the complainant.",
    },
  },
  {
    ...shared,
    code: "ORDER_20.MEDIATION",
    limit: "MEDIATION",
    kinds: ["COMPLAINT"],
    startsFrom: "ACCEPTED",
    days: 45,
    unit: "WORKING",
    pauses: ["TESTING"],
    article: "21(5)",
    text: {
      zh: "有下列情形之一的，终止调解：（五）自投诉受理之日起四十五个工作日内投诉人和被投诉人未能达成调解协议的。",
      en: "Mediation ends where complainant and respondent have reached no agreement within forty-five working days of the acceptance of the complaint.",
    },
  },
  {
    ...shared,
    code: "ORDER_20.TERMINATION_NOTICE",
    limit: "TERMINATION_NOTICE",
    kinds: ["COMPLAINT"],
    startsFrom: "TERMINATED",
    days: 7,
    unit: "WORKING",
    article: "21",
    text: {
      zh: "终止调解的，市场监督管理部门应当自作出终止调解决定之日起七个工作日内告知投诉人和被投诉人。",
      en: "A department that ends a mediation tells complainant and respondent within seven working days of its decision.",
    },
  },
  {
    ...shared,
    code: "ORDER_20.VERIFICATION",
    limit: "VERIFICATION",
    kinds: ["REPORT"],
    startsFrom: "COMPETENT_RECEIPT",
    days: 15,
    unit: "WORKING",
    extension: { days: 15, times: 1 },
    article: "31",
    text: {
      zh: "市场监督管理部门应当按照市场监督管理行政处罚等有关规定处理举报。（有关规定：十五个工作日内予以核查，经负责人批准可以延长十五个工作日。）",
      en: "The department handles reports by the rules on administrative penalties. (By those rules: verified within fifteen working days, which the head may extend by fifteen.)",
    },
  },
  {
    ...shared,
    code: "ORDER_20.LEAD_VERIFICATION",
    limit: "VERIFICATION",
    kinds: ["REPORT"],
    startsFrom: "LEAD_FOUND",
    days: 15,
    unit: "WORKING",
    extension: { days: 15, times: 1 },
    article: "23",
    text: {
      zh: "市场监督管理部门在调解中发现涉嫌违反市场监督管理法律、法规、规章线索的，应当自发现之日起十五个工作日内予以核查。特殊情况下，核查时限可以延长十五个工作日。",
      en: "A department that finds in a mediation the lead to a breach of the laws and rules of market supervision verifies it within fifteen working days of finding it. In special cases this may be extended by fifteen working days.",
    },
  },
  {
    ...shared,
    code: "ORDER_20.RESULT_NOTICE",
    limit: "RESULT_NOTICE",
    kinds: ["REPORT"],
    startsFrom: "CASE_DECIDED",
    days: 5,
    unit: "WORKING",
    article: "31",
    text: {
      zh: "举报人实名举报的，有处理权限的市场监督管理部门还应当自作出是否立案决定之日起五个工作日内告知举报人。",
      en: "Where a reporter gave his name, the competent department also tells him within five working days of deciding whether a case is filed.",
    },
  },
];
