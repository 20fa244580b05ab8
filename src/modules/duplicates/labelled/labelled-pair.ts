/** What is told of one matter in the labelled set, as an operator would type it; nobody in it is real. */
export interface Telling {
  readonly kind: "CONSULTATION" | "COMPLAINT" | "REPORT";
  readonly phone: string | null;
  /** The number of an identity document. */
  readonly identity: string | null;
  /** Name and address together. */
  readonly person: string | null;
  readonly respondentName: string | null;
  readonly creditCode: string | null;
  /** The county of the respondent. */
  readonly division: string | null;
  readonly goodsClass: string | null;
  readonly issueClass: string | null;
  /** The day of receipt, in China. */
  readonly receivedOn: string;
  readonly facts: string;
}

/**
 * Two tellings with what a person says of them: whether they are of the same matter (同一事由), so that the tickets are to be
 * linked or merged.
 */
export interface LabelledPair {
  readonly id: string;
  /** Why the label is what it is; Chinese. */
  readonly why: string;
  readonly belongTogether: boolean;
  readonly one: Telling;
  readonly other: Telling;
}
