import orderTwenty from "../data/order-20.json" with { type: "json" };
import orderOneTwoOne from "../data/order-121.json" with { type: "json" };
import { articleLabel } from "../knowledge.words.js";
import type { ShippedDocument } from "./shipped-document.js";

/** A law as its data file holds it: public law, word for word, an article a line. */
export interface LawData {
  code: string;
  title: string;
  /** The order by which it was issued (文号). */
  citation: string;
  validFrom: string;
  /** The first day on which it is no longer in force. */
  validTo: string | null;
  articles: readonly string[];
}

/**
 * The orders on complaints and reports (投诉举报处理办法), word for word. Order 20 has 40 articles: the copy from which the
 * file was made had run articles 33 and 36 into those before them, where their own headings stood in the text.
 */
export const shippedLaws: readonly LawData[] = [orderTwenty, orderOneTwoOne];

/** The key of a shipped law. */
const lawKey = (code: string): string => `law:${code}`;

/** The key of an article of a shipped law, as other shipped entries cite it. */
const articleKeyOf = (code: string, number: number): string => `${code}-${number}`;

/** The shipped laws and their articles. */
export const lawDocuments: readonly ShippedDocument[] = shippedLaws.flatMap((law) => {
  const { citation: source, code, title, validFrom, validTo } = law;
  const container: ShippedDocument = {
    ...{ key: lawKey(code), kind: "LAW", code, title, body: `${title}（${source}）`, source, validFrom, validTo },
    keywords: ["投诉", "举报", "12315"],
  };
  const articles = law.articles.map((body, index): ShippedDocument => {
    const articleNumber = index + 1;
    return {
      ...{ key: articleKeyOf(code, articleNumber), kind: "LAW_ARTICLE", law: lawKey(code), articleNumber, body },
      ...{ title: `${title} ${articleLabel(articleNumber)}`, source, validFrom, validTo },
    };
  });
  return [container, ...articles];
});
