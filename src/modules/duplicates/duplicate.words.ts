import type { BilingualText } from "../../platform/actor.js";
import type { DuplicateReasonCode } from "./duplicate.type.js";

/**
 * The sentence of a reason.
 *
 * @param percent of those that have one
 */
export function reasonText(code: DuplicateReasonCode, percent: number | null): BilingualText {
  switch (code) {
    case "REPEATED_REPORT":
      return {
        zh: "同一举报人举报同一经营者：事实相同的，不再重复处理；有新的事实的，并案处理，核查期限重新计算（第121号令第三十五条）。",
        en: "The same reporter on the same respondent: the same facts are not handled again; with new facts the reports are merged and the period starts anew (Order 121 art. 35).",
      };
    case "SAME_CONTACT":
      return { zh: "联系人相同。", en: "The citizen is the same." };
    case "SAME_RESPONDENT":
      return { zh: "被诉方相同。", en: "The respondent is the same." };
    case "LIKE_RESPONDENT":
      return {
        zh: `被诉方名称相近（${percent ?? 0}%）。`,
        en: `The names of the respondents are alike (${percent ?? 0} %).`,
      };
    case "LIKE_TEXT":
      return { zh: `内容相似（${percent ?? 0}%）。`, en: `The facts are told alike (${percent ?? 0} %).` };
    case "SAME_NUMBERS":
      return { zh: "金额、日期或单号相同。", en: "Amounts, days or numbers of orders are the same." };
    case "SAME_GOODS":
      return { zh: "商品服务类别相同。", en: "The goods are of the same class." };
    case "SAME_ISSUE":
      return { zh: "问题类别相同。", en: "The class is the same." };
    case "SAME_DAY":
      return { zh: "同日接收。", en: "Both were received on the same day." };
    case "OTHER_NUMBERS":
      return {
        zh: "金额、日期或单号不同，可能是另一件事。",
        en: "Amounts, days or numbers of orders differ: it may be another matter.",
      };
  }
}

/** The sentence of a candidate. */
export function candidateText(number: string, likeness: number, isLikely: boolean): BilingualText {
  return isLikely
    ? {
        zh: `与工单 ${number} 疑似重复（${likeness}%），请核对后由人工决定关联、并案或另行登记。`,
        en: `Likely of the same matter as ${number} (${likeness} %): a person decides whether to link, merge or register it.`,
      }
    : {
        zh: `与工单 ${number} 有相同之处（${likeness}%），可供参考。`,
        en: `Has something in common with ${number} (${likeness} %).`,
      };
}
