import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { Ticket } from "../tickets/index.js";
import {
  type CorrectableField,
  CorrectableFieldEnum,
  type CorrectionState,
  CorrectionStateEnum,
} from "./correction.enums.js";
import type { CorrectionRow } from "./correction.store.js";

/** The name of the type, in global identifiers and in the audit. */
export const correctionType = "Correction";

/** A request to correct an entry. */
@ObjectType({
  description: "A request to correct what an operator wrote down (更正申请), by the bureau that handles the ticket.",
  implements: Node,
  simpleResolvers: true,
})
export class Correction implements Node {
  id: string;

  @Field(() => Int, { description: "The version; a change names the version that it saw (版本号)." })
  version: number;

  @Field(() => CorrectionStateEnum, { description: "The state (状态)." })
  state: CorrectionState;

  @Field(() => [CorrectableFieldEnum], { description: "What is to be corrected (待更正要素)." })
  fields: CorrectableField[];

  @Field(() => InstantScalar, { description: "When it was asked for (申请时间)." })
  askedAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it was made, refused or withdrawn (办理时间)." })
  answeredAt: Date | null;

  /** The row that nested fields are read from. */
  row: CorrectionRow;
}

/** What a change of a request answers. */
@ObjectType({ description: "What a change of a request for a correction answers (办理结果).", simpleResolvers: true })
export class CorrectionPayload {
  @Field(() => Correction, { description: "The request after it (更正申请)." })
  correction: Correction;

  @Field(() => Ticket, { description: "The ticket after it (工单)." })
  ticket: Ticket;
}

/** A page of requests. */
export const { Connection: CorrectionConnection } = connectionTypes(
  () => Correction,
  "Correction",
  "requests for corrections (更正申请)",
);
