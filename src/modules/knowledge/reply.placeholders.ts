import type { BilingualText } from "../../platform/actor.js";
import { articleLabel } from "./knowledge.words.js";

/** A placeholder that a reply template may hold, and what stands in its place. */
export interface ReplyPlaceholder {
  name: string;
  meaning: BilingualText;
}

const of = (name: string, zh: string, en: string): ReplyPlaceholder => ({ name, meaning: { zh, en } });

/** All placeholders that stand for a value of the ticket, of its bureau or of the moment: a closed list. */
export const replyPlaceholders: readonly ReplyPlaceholder[] = [
  of("ticket.number", "工单编号", "The number of the ticket."),
  of("ticket.kind", "工单类型", "The kind: consultation, complaint or report, in Chinese."),
  of("ticket.issueClass", "问题类别", "What it is about."),
  of("ticket.receivedOn", "接收日期", "The day on which it was received, in words."),
  of("contact.salutation", "称呼", "The family name with 先生/女士; no more of the name."),
  of("respondent.name", "被投诉举报人名称", "Against whom."),
  of("deadline.acceptance", "受理决定期限", "The last day for deciding on acceptance, in words."),
  of("deadline.mediation", "调解期限", "The last day of the mediation, in words."),
  of("deadline.verification", "核查期限", "The last day of the verification, in words."),
  of("bureau.name", "承办单位名称", "The bureau that holds the ticket; yours while there is none."),
  of("operator.name", "答复人", "The name of whoever drafts the reply."),
  of("today", "今天日期", "The day on which the reply is drafted, in words."),
];

/** The two forms that name an article: its place in the law, and its text. */
export const articlePlaceholders: readonly ReplyPlaceholder[] = [
  of("article:<law>-<number>", "法规名称及条号，例如 {article:121-15}", "The law and number of an article."),
  of("articleText:<law>-<number>", "条文全文，例如 {articleText:121-15}", "The whole text of an article."),
];

const known: ReadonlyMap<string, ReplyPlaceholder> = new Map(replyPlaceholders.map((one) => [one.name, one]));

const articlePattern = /^(article|articleText):([0-9A-Z][0-9A-Z_]{0,39})-([1-9]\d{0,3})$/;

/** An article that a placeholder names. */
export interface NamedArticle {
  /** Whether its text is meant, not its place. */
  isText: boolean;
  code: string;
  number: number;
}

/** The article that the name of a placeholder means; null for a placeholder of another kind. */
export function articleOf(name: string): NamedArticle | null {
  const [, form, code, number] = articlePattern.exec(name) ?? [];
  return form === undefined || code === undefined
    ? null
    : { isText: form === "articleText", code, number: Number(number) };
}

/** What stands in the place of a placeholder, in Chinese, for a blank that is to be filled in. */
export function meaningOf(name: string): BilingualText {
  const article = articleOf(name);
  if (article === null) return known.get(name)?.meaning ?? { zh: name, en: name };
  const label = articleLabel(article.number);
  return { zh: `法规 ${article.code} ${label}`, en: `Article ${article.number} of law ${article.code}.` };
}

/** Whether a name is a placeholder of the closed list. */
export const isPlaceholder = (name: string): boolean => known.has(name) || articleOf(name) !== null;

/** A part of a template: words as they are, or a placeholder. */
type Part = { text: string } | { name: string };

const placeholderPattern = /\{([^{}]*)\}/g;

function partsOf(template: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of template.matchAll(placeholderPattern)) {
    parts.push({ text: template.slice(end, match.index) }, { name: (match[1] ?? "").trim() });
    end = match.index + match[0].length;
  }
  return [...parts, { text: template.slice(end) }];
}

/** The names of the placeholders in a template, each once, in their order; unknown ones too. */
export function placeholdersIn(template: string): string[] {
  return [...new Set(partsOf(template).flatMap((part) => ("name" in part ? [part.name] : [])))];
}

/** What in a template is no placeholder: unknown names, and a brace that opens or closes none. */
export function unknownPlaceholders(template: string): string[] {
  const hasLooseBrace = partsOf(template).some((part) => "text" in part && /[{}]/.test(part.text));
  return [...placeholdersIn(template).filter((name) => !isPlaceholder(name)), ...(hasLooseBrace ? ["{"] : [])];
}

/** A template with its placeholders filled in. */
export interface RenderedTemplate {
  text: string;
  /** The names of the placeholders for which there was no value, in their order. */
  missing: string[];
}

/** The blank that stands where a value is missing: nobody overlooks it, and it says what belongs there. */
function blankFor(name: string): string {
  return `【____${meaningOf(name).zh}】`;
}

/**
 * Fills in a template. Pure. What has no value, or an empty one, is left as a visible blank and named.
 *
 * @param values what stands in the place of each placeholder, by its name
 */
export function renderTemplate(template: string, values: ReadonlyMap<string, string>): RenderedTemplate {
  const missing = new Set<string>();
  const text = partsOf(template).map((part) => {
    if ("text" in part) return part.text;
    const value = values.get(part.name) ?? "";
    if (value !== "") return value;
    missing.add(part.name);
    return blankFor(part.name);
  });
  return { text: text.join(""), missing: [...missing] };
}

/** How a reply names an article: by the title of its law and its number. */
export function citationText(lawTitle: string, number: number): string {
  return `《${lawTitle}》${articleLabel(number)}`;
}

/** A day as a reply writes it, such as 2026年5月8日. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

/**
 * How a reply addresses a citizen of whom only a masked name is shown: 王** becomes 王先生/女士, 欧阳** 欧阳先生/女士.
 *
 * @returns null for no name, and for one of which nothing is shown
 */
export function salutationOf(maskedName: string | null): string | null {
  const [surname] = /^\p{L}{1,2}/u.exec(maskedName ?? "") ?? [];
  return surname === undefined ? null : `${surname}先生/女士`;
}
