import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";

/** The kinds of link. */
const linkKinds = ["SAME_MATTER", "MASS_CLAIM", "RELATED"] as const;

/** Why two tickets belong together. */
export type LinkKind = (typeof linkKinds)[number];

/** The kinds of link. */
export const LinkKindEnum = enumOf(linkKinds);

registerEnumType(LinkKindEnum, {
  name: "TicketLinkKind",
  description: "Why two tickets belong together (关联类型).",
  valuesConfig: described({
    SAME_MATTER: "The same matter, told by different citizens, or by one in several ways (同一事项).",
    MASS_CLAIM: "One of many claims against the same trader (群体诉求).",
    RELATED: "Related in another way (其他关联).",
  }),
});
