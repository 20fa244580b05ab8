/** The kinds of entries of knowledge, in the order in which lists show them. */
export const knowledgeKinds = ["LAW", "LAW_ARTICLE", "QUESTION", "REPLY_TEMPLATE", "DIRECTION"] as const;

/** A kind of entry of knowledge (知识类型). */
export type KnowledgeKind = (typeof knowledgeKinds)[number];

/** The states of entries. */
export const knowledgeStates = ["DRAFT", "IN_REVIEW", "PUBLISHED", "WITHDRAWN", "DISCARDED"] as const;

/** The state of an entry (知识状态). */
export type KnowledgeState = (typeof knowledgeStates)[number];

/** The states of versions as the API tells them: a published one may have been superseded or withdrawn since. */
export const knowledgeVersionStates = [
  "DRAFT",
  "IN_REVIEW",
  "PUBLISHED",
  "SUPERSEDED",
  "WITHDRAWN",
  "DISCARDED",
] as const;

/** The state of a version (版本状态). */
export type KnowledgeVersionState = (typeof knowledgeVersionStates)[number];

/** Whose entries a list shows. */
export const knowledgeViews = ["FOR_US", "OWN", "BENEATH"] as const;

/** Whose entries a list shows (视图). */
export type KnowledgeView = (typeof knowledgeViews)[number];

/** What may be done with an entry. */
export const knowledgeActions = ["REVISE", "SUBMIT", "RETURN", "PUBLISH", "WITHDRAW", "DISCARD", "CHECK"] as const;

/** What may be done with an entry (可执行动作). */
export type KnowledgeAction = (typeof knowledgeActions)[number];

/** Why a citation needs to be looked at again. */
export const staleReasons = ["CHANGED", "WITHDRAWN", "ENDED"] as const;

/** Why a citation needs to be looked at again (待核对原因). */
export type StaleReason = (typeof staleReasons)[number];

/** The greatest lengths, in characters, and numbers of what an entry holds. */
export const knowledgeLimits = {
  title: 200,
  body: 20_000,
  keywords: 20,
  keyword: 40,
  source: 200,
  classes: 20,
  references: 30,
  changeNote: 500,
  reason: 500,
  organisation: 100,
  telephone: 100,
  hours: 100,
  articles: 200,
  articleNumber: 2000,
  /** How many entries of one bureau may be in preparation at a time. */
  drafts: 2000,
} as const;

/** The form of the code of a law, such as 121. */
export const lawCodePattern = /^[0-9A-Z][0-9A-Z_]{0,39}$/;

/** The form of the code of a matter of directions, such as WATER_SUPPLY. */
export const matterPattern = /^[A-Z][A-Z0-9_]{0,59}$/;

const digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

function chineseBelowThousand(number: number, isFollowing: boolean): string {
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const isHigher = hundreds > 0 || isFollowing;
  const zero = (hundreds > 0 && tens === 0 && ones > 0) || (isFollowing && hundreds === 0 && number > 0) ? "零" : "";
  const ten = tens === 0 ? "" : `${tens === 1 && !isHigher ? "" : digits[tens]}十`;
  return `${hundreds === 0 ? "" : `${digits[hundreds]}百`}${zero}${ten}${digits[ones]}`;
}

/**
 * The number of an article as a law writes it, such as 第二十三条.
 *
 * @param number from 1 to 9999
 */
export function articleLabel(number: number): string {
  const thousands = Math.floor(number / 1000);
  const rest = chineseBelowThousand(number % 1000, thousands > 0);
  return `第${thousands === 0 ? "" : `${digits[thousands]}千`}${rest}条`;
}
