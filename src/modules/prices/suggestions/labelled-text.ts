import heldOut from "./data/labelled-held-out.json" with { type: "json" };
import tuning from "./data/labelled-tuning.json" with { type: "json" };

/**
 * The parts of the labelled set (标注文本集): the rules may be tuned on the one; the other was written before and is only
 * counted, so that its figures tell what to expect of texts that nobody has looked at.
 */
export type LabelledPart = "TUNING" | "HELD_OUT";

/** A text as citizens and operators write them, written for this project, with what a person says it is. */
export interface LabelledText {
  readonly text: string;
  /** Whether it is a price case (价格类): what is complained of or asked about is how much is charged, or how it is shown. */
  readonly price: boolean;
  /** The code of its goods or service class. */
  readonly goodsClass: string;
  /** The code of the channel whose style it has. */
  readonly channel: string;
  /** Where the case is hard, why the label is what it is; Chinese. */
  readonly why: string | null;
}

const parts: Readonly<Record<LabelledPart, readonly LabelledText[]>> = { TUNING: tuning, HELD_OUT: heldOut };

/** Answers a part of the labelled set that the project ships, in the order of its file. */
export function readLabelledTexts(part: LabelledPart): readonly LabelledText[] {
  return parts[part];
}
