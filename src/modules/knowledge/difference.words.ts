import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";

/** What became of a piece of a text. */
export const differenceKinds = ["KEPT", "REMOVED", "ADDED"] as const;

/** What became of a piece of a text (变动). */
export type DifferenceKind = (typeof differenceKinds)[number];

/** What became of a piece of a text, in the API. */
export const DifferenceKindEnum = enumOf(differenceKinds);

registerEnumType(DifferenceKindEnum, {
  name: "DifferenceKind",
  description: "What became of a piece of a text from one version to another (变动).",
  valuesConfig: described({
    KEPT: "Both versions have it (未变).",
    REMOVED: "Only the earlier one has it (删除).",
    ADDED: "Only the later one has it (新增).",
  }),
});
