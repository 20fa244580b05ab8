import type { ShippedDictionaries, ShippedEntry } from "./shipped-entry.js";

interface Ground {
  chinese: string;
  english: string;
  needsExplanation?: boolean;
}

// A ground stands for the tickets of its order, whatever the day: a complaint received under Order 20 is refused on a
// ground of Order 20 also after 2026-04-14. So Order 20's grounds have no last day; the regime of the ticket decides.
const orderTwenty = (article: string, name: string, ground: Ground): ShippedEntry => ({
  code: `ORDER_20_${name}`,
  ...ground,
  kinds: ["COMPLAINT"],
  regime: "ORDER_20",
  article,
  validFrom: "2020-01-01",
});

const orderOneTwoOne = (article: string, name: string, ground: Ground): ShippedEntry => ({
  code: `ORDER_121_${name}`,
  ...ground,
  kinds: ["COMPLAINT"],
  regime: "ORDER_121",
  article,
  validFrom: "2026-04-15",
});

const refusalGrounds: readonly ShippedEntry[] = [
  orderOneTwoOne("16(1)", "NOT_WITHIN_COMPETENCE", {
    chinese: "投诉事项不属于市场监督管理部门职责，或者本行政机关不具有处理权限的",
    english: "Not a duty of market supervision, or not within the power of this authority",
  }),
  orderOneTwoOne("16(2)", "HANDLED_ELSEWHERE", {
    chinese: "法院、仲裁机构、市场监督管理部门或者其他行政机关、消费者协会已经受理或者处理过同一消费者权益争议的",
    english:
      "The same dispute was taken up or handled by a court, arbitration, an authority or a consumers' association",
  }),
  orderOneTwoOne("16(3)", "NOT_A_CONSUMER_DISPUTE", {
    chinese: "不是为生活消费需要购买、使用商品或者接受服务，或者不能证明与被投诉人之间存在消费者权益争议的",
    english: "Not bought or used for the needs of daily consumption, or no dispute with the respondent can be shown",
    needsExplanation: true,
  }),
  orderOneTwoOne("16(4)", "TIME_BARRED", {
    chinese: "除法律另有规定外，投诉人知道或者应当知道自己的权益受到被投诉人侵害之日起超过三年的",
    english: "More than three years after the complainant knew, or should have known, of the infringement",
  }),
  orderOneTwoOne("16(5)", "MATERIALS_MISSING_OR_FALSE", {
    chinese: "未提供本办法第十条第一款、第十一条规定的材料，或者提供虚假材料的",
    english: "The materials of art. 10(1) and art. 11 were not provided, or are false",
  }),
  orderOneTwoOne("16(6)", "IDENTITY_FALSE_OR_UNVERIFIED", {
    chinese: "冒用他人名义或者拒不配合市场监督管理部门核验真实身份信息的",
    english: "In the name of another, or refuses to have the real identity verified",
  }),
  orderOneTwoOne("16(7)", "OTHER_BY_LAW", {
    chinese: "法律、法规、规章规定不予受理的其他情形",
    english: "Another case in which a law, regulation or rule says so",
    needsExplanation: true,
  }),
  orderTwenty("15(1)", "NOT_WITHIN_COMPETENCE", {
    chinese: "投诉事项不属于市场监督管理部门职责，或者本行政机关不具有处理权限的",
    english: "Not a duty of market supervision, or not within the power of this authority",
  }),
  orderTwenty("15(2)", "HANDLED_ELSEWHERE", {
    chinese:
      "法院、仲裁机构、市场监督管理部门或者其他行政机关、消费者协会或者依法成立的其他调解组织已经受理或者处理过同一消费者权益争议的",
    english:
      "The same dispute was taken up or handled by a court, arbitration, an authority, a consumers' association or another mediator",
  }),
  orderTwenty("15(3)", "NOT_A_CONSUMER_DISPUTE", {
    chinese: "不是为生活消费需要购买、使用商品或者接受服务，或者不能证明与被投诉人之间存在消费者权益争议的",
    english: "Not bought or used for the needs of daily consumption, or no dispute with the respondent can be shown",
    needsExplanation: true,
  }),
  orderTwenty("15(4)", "TIME_BARRED", {
    chinese: "除法律另有规定外，投诉人知道或者应当知道自己的权益受到被投诉人侵害之日起超过三年的",
    english: "More than three years after the complainant knew, or should have known, of the infringement",
  }),
  orderTwenty("15(5)", "MATERIALS_MISSING", {
    chinese: "未提供本办法第九条第一款和第十条规定的材料的",
    english: "The materials of art. 9(1) and art. 10 were not provided",
  }),
  orderTwenty("15(6)", "OTHER_BY_LAW", {
    chinese: "法律、法规、规章规定不予受理的其他情形",
    english: "Another case in which a law, regulation or rule says so",
    needsExplanation: true,
  }),
];

const terminationGrounds: readonly ShippedEntry[] = [
  orderOneTwoOne("23(1)", "WITHDRAWN_OR_RECONCILED", {
    chinese: "投诉人撤回投诉或者双方自行和解的",
    english: "The complaint was withdrawn, or both sides settled it themselves",
  }),
  orderOneTwoOne("23(2)", "PARTY_ABSENT_OR_UNWILLING", {
    chinese: "投诉人、被投诉人无正当理由不参加调解，或者明确拒绝调解的",
    english: "A party stays away without good reason, or refuses mediation",
  }),
  orderOneTwoOne("23(3)", "NO_AGREEMENT", {
    chinese: "经组织调解，投诉人或者被投诉人明确表示无法达成调解协议的",
    english: "A party says after mediation that no agreement can be reached",
  }),
  orderOneTwoOne("23(4)", "TESTING_COSTS_DISPUTED", {
    chinese: "投诉人与被投诉人对鉴定、检测费用承担无法协商一致的",
    english: "The parties cannot agree on who bears the cost of appraisal or testing",
  }),
  orderOneTwoOne("23(5)", "PERIOD_EXPIRED", {
    chinese: "自投诉受理之日起六十日内投诉人和被投诉人未能达成调解协议的",
    english: "No agreement within 60 days of acceptance",
  }),
  orderOneTwoOne("23(6)", "OUGHT_NOT_TO_BE_HANDLED", {
    chinese: "市场监督管理部门受理投诉后，发现存在本办法第十六条、第四十二条规定情形的",
    english: "A case of art. 16 or art. 42 was found after acceptance",
    needsExplanation: true,
  }),
  orderOneTwoOne("23(7)", "PARTY_CEASED", {
    chinese: "投诉人、被投诉人死亡或者主体资格灭失的",
    english: "A party died or ceased to exist",
  }),
  orderOneTwoOne("23(8)", "OTHER_BY_LAW", {
    chinese: "法律、法规、规章规定的应当终止调解的其他情形",
    english: "Another case in which a law, regulation or rule says so",
    needsExplanation: true,
  }),
  orderTwenty("21(1)", "WITHDRAWN_OR_RECONCILED", {
    chinese: "投诉人撤回投诉或者双方自行和解的",
    english: "The complaint was withdrawn, or both sides settled it themselves",
  }),
  orderTwenty("21(2)", "TESTING_BODY_OR_COSTS_DISPUTED", {
    chinese: "投诉人与被投诉人对委托承担检定、检验、检测、鉴定工作的技术机构或者费用承担无法协商一致的",
    english: "The parties cannot agree on the testing body or on who bears the cost",
  }),
  orderTwenty("21(3)", "PARTY_ABSENT_OR_UNWILLING", {
    chinese: "投诉人或者被投诉人无正当理由不参加调解，或者被投诉人明确拒绝调解的",
    english: "A party stays away without good reason, or the respondent refuses mediation",
  }),
  orderTwenty("21(4)", "NO_AGREEMENT", {
    chinese: "经组织调解，投诉人或者被投诉人明确表示无法达成调解协议的",
    english: "A party says after mediation that no agreement can be reached",
  }),
  orderTwenty("21(5)", "PERIOD_EXPIRED", {
    chinese: "自投诉受理之日起四十五个工作日内投诉人和被投诉人未能达成调解协议的",
    english: "No agreement within 45 working days of acceptance",
  }),
  orderTwenty("21(6)", "OUGHT_NOT_TO_BE_HANDLED", {
    chinese: "市场监督管理部门受理投诉后，发现存在本办法第十五条规定情形的",
    english: "A case of art. 15 was found after acceptance",
    needsExplanation: true,
  }),
  orderTwenty("21(7)", "OTHER_BY_LAW", {
    chinese: "法律、法规、规章规定的应当终止调解的其他情形",
    english: "Another case in which a law, regulation or rule says so",
    needsExplanation: true,
  }),
];

/**
 * The grounds of law, their Chinese text word for word: for not accepting a complaint (不予受理: art. 16 of Order 121,
 * art. 15 of Order 20) and for ending a mediation (终止调解: art. 23 of Order 121, art. 21 of Order 20).
 */
export const groundEntries: ShippedDictionaries = {
  REFUSAL_GROUND: refusalGrounds,
  TERMINATION_GROUND: terminationGrounds,
};
