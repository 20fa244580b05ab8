import type { BilingualText } from "../../platform/actor.js";

/** What tickets are many of. */
export const concentrationSubjects = ["PERSON", "PHONE", "ADDRESS", "RESPONDENT", "PRODUCT"] as const;

/** What tickets are many of. */
export type ConcentrationSubject = (typeof concentrationSubjects)[number];

/** The subjects that lead to a citizen: of reports they are shown only where he may be known. */
export const citizenSubjects: ReadonlySet<ConcentrationSubject> = new Set<ConcentrationSubject>([
  "PERSON",
  "PHONE",
  "ADDRESS",
]);

/** What a group means, and what it does not. */
export function hintText(subject: ConcentrationSubject, tickets: number, respondents: number): BilingualText {
  if (!citizenSubjects.has(subject)) {
    return {
      zh: `期间共 ${tickets} 件，仅供研判参考；不代表被诉方违法，也不是处理的依据。`,
      en: `${tickets} tickets in the period: a hint for whoever looks further, and no finding against anybody.`,
    };
  }
  return {
    zh: `期间共 ${tickets} 件，涉及 ${respondents} 个被诉方。仅为提示，不得单独作为认定“不是为生活消费需要”的依据；须结合购买数量、频次、明知等因素由人工判断（第121号令第十七条）。`,
    en: `${tickets} tickets in the period, respondents: ${respondents}. A hint, and never by itself a ground to hold that a purchase was not for living: amounts, frequency, knowledge and the rest are for a person to weigh (Order 121 art. 17).`,
  };
}

/** What is left out, and why. */
export const leftOutText: BilingualText = {
  zh: "举报只统计本单位登记或办理的：其他举报人的身份须保密（第121号令第三十七条）。",
  en: "Of reports only those that your bureau took in or handles are counted: who made the others is confidential (Order 121 art. 37).",
};

/** What stands out around one ticket. */
export function nearText(subject: ConcentrationSubject, tickets: number): BilingualText {
  if (!citizenSubjects.has(subject)) {
    return {
      zh: `一年内针对该被诉方的工单共 ${tickets} 件，仅供参考。`,
      en: `${tickets} tickets against this respondent within a year: a hint, and no finding.`,
    };
  }
  return {
    zh: `一年内同一来源的工单共 ${tickets} 件。仅为提示，不得单独作为不予受理的依据（第121号令第十七条）。`,
    en: `${tickets} tickets of the same origin within a year: a hint, and never by itself a ground to refuse (Order 121 art. 17).`,
  };
}
