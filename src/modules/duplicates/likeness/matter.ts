import { comparedName, likenessPairs } from "../../tickets/index.js";
import { type Marks, marksOf } from "./marks.js";

/** What is known of a matter when it is compared with another: of a ticket, or of what an operator has typed so far. */
export interface MatterSource {
  kind: string | null;
  /** Digests, or anything else that is equal for the same number, document, and name with address; null where it is not known. */
  phone: string | null;
  identity: string | null;
  person: string | null;
  respondentName: string | null;
  creditCode: string | null;
  /** The county of the respondent. */
  division: string | null;
  goodsClass: string | null;
  issueClass: string | null;
  receivedAt: Date;
  /** The facts, with personal data masked. */
  facts: string | null;
}

/** A matter made ready to be compared with many. */
export interface Matter extends Omit<MatterSource, "facts" | "respondentName"> {
  /** The name of the respondent in the form that is compared, and its pairs of characters. */
  name: string | null;
  namePairs: ReadonlySet<string>;
  pairs: ReadonlySet<string>;
  marks: Marks;
}

/** Makes a matter ready to be compared. */
export function matterOf({ facts, respondentName, ...source }: MatterSource): Matter {
  const name = comparedName(respondentName);
  const characters = [...(name ?? "")];
  return {
    ...source,
    name,
    namePairs: new Set(characters.slice(1).map((character, place) => `${characters[place] ?? ""}${character}`)),
    pairs: likenessPairs(facts ?? ""),
    marks: marksOf(facts ?? ""),
  };
}
