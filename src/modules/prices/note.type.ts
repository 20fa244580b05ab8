import { Field, ObjectType } from "type-graphql";
import { Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { type NoteKind, NoteKindEnum } from "./case.enums.js";
import type { NoteRow } from "./note.store.js";

/** What a price desk said of a case, or was answered. */
@ObjectType({
  description:
    "What a price desk said of a case, or was answered (价格案件沟通). Whoever sees the ticket sees it, the bureau that handles it above all.",
  implements: Node,
  simpleResolvers: true,
})
export class PriceNote implements Node {
  id: string;

  @Field(() => NoteKindEnum, { description: "Comment, question or answer (类型)." })
  kind: NoteKind;

  @Field(() => InstantScalar, { description: "When it was written (时间)." })
  at: Date;

  @Field(() => Boolean, { description: "Of a question: whether it waits for an answer (是否待答复); false otherwise." })
  isOpen: boolean;

  /** The row that nested fields are read from. */
  row: NoteRow;
}
