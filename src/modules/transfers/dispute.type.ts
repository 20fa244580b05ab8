import { Field, Int, ObjectType } from "type-graphql";
import { toGlobalId } from "../../platform/ids.js";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { DisputeOriginEnum, DisputeStateEnum } from "./dispute.enums.js";
import type { DisputeRow } from "./dispute.store.js";
import type { DisputeOrigin, DisputeState } from "./dispute.workflow.js";

/** A dispute over who is competent for a ticket. */
@ObjectType({
  description: "A dispute between bureaus over who is competent for a ticket (管辖争议; art. 33 of Order 121).",
  implements: Node,
  simpleResolvers: true,
})
export class Dispute implements Node {
  id: string;

  @Field(() => Int, { description: "The version (版本号), for the next step on it." })
  version: number;

  @Field(() => DisputeStateEnum, { description: "The state (状态)." })
  state: DisputeState;

  @Field(() => DisputeOriginEnum, { description: "How it came about (争议来源)." })
  origin: DisputeOrigin;

  @Field(() => InstantScalar, { description: "When it was raised (提出时间)." })
  raisedAt: Date;

  @Field(() => DayScalar, {
    description: "The last day of negotiation (协商截止日): 7 working days; then it goes to the superior by itself.",
  })
  negotiateUntil: string;

  @Field(() => InstantScalar, { nullable: true, description: "When the bureau that was named answered (答复时间)." })
  answeredAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it went to the superior (报请时间)." })
  referredAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it ended (结束时间)." })
  endedAt: Date | null;

  /** The row that other fields are read from. */
  row: DisputeRow;
}

/** The name of the type, as it stands in global identifiers and in the audit. */
export const disputeType = "Dispute";

/** The global identifier of a dispute. */
export function disputeIdOf({ province, id }: { province: string; id: string }): string {
  return toGlobalId(disputeType, province, id);
}

/** The dispute of the API from its row. */
export function toDispute(row: DisputeRow): Dispute {
  return Object.assign(new Dispute(), {
    id: disputeIdOf(row),
    version: row.version,
    state: row.state as DisputeState,
    origin: row.origin as DisputeOrigin,
    raisedAt: row.raisedAt,
    negotiateUntil: row.negotiateUntil,
    answeredAt: row.answeredAt,
    referredAt: row.referredAt,
    endedAt: row.endedAt,
    row,
  });
}

/** A page of disputes. */
export const { Connection: DisputeConnection } = connectionTypes(() => Dispute, "Dispute", "disputes (管辖争议)");

/** What a step on a dispute leaves. */
@ObjectType({ description: "What a step on a dispute leaves (管辖争议办理结果).", simpleResolvers: true })
export class DisputePayload {
  @Field(() => Dispute, { description: "The dispute as the step leaves it (管辖争议)." })
  dispute: Dispute;
}
