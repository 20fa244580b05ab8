import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { toGlobalId } from "../../platform/ids.js";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import type { MatterKey } from "./matter-key.js";
import type { ReferralAction, ReferralAnswer, ReferralState } from "./referral.states.js";
import type { ReferralRow } from "./referral.store.js";

/** The states of a referral. */
export const ReferralStateEnum = { SENT: "SENT", TAKEN: "TAKEN", DECLINED: "DECLINED" } as const satisfies {
  [State in ReferralState]: State;
};

registerEnumType(ReferralStateEnum, {
  name: "ReferralState",
  description: "The state of a referral (移送状态).",
  valuesConfig: {
    SENT: { description: "Referred, no reply yet (已移送)." },
    TAKEN: { description: "The body took it (已接收)." },
    DECLINED: { description: "The body declined (不予接收)." },
  },
});

/** What a body answers to a referral. */
export const ReferralAnswerEnum = { TAKEN: "TAKEN", DECLINED: "DECLINED" } as const satisfies {
  [Answer in ReferralAnswer]: Answer;
};

registerEnumType(ReferralAnswerEnum, {
  name: "ReferralAnswer",
  description: "What a body answered to a referral (移送回复).",
  valuesConfig: {
    TAKEN: { description: "It took the matter (接收)." },
    DECLINED: { description: "It declined (不予接收)." },
  },
});

/** What is done with a referral. */
export const ReferralActionEnum = { NOTE_REPLY: "NOTE_REPLY" } as const satisfies {
  [Action in ReferralAction]: Action;
};

registerEnumType(ReferralActionEnum, {
  name: "ReferralAction",
  description: "What may be done with a referral (可执行动作).",
  valuesConfig: { NOTE_REPLY: { description: "Note what the body answered (登记回复): noteReferralReply." } },
});

/** The views of the list of referrals. */
export const ReferralViewEnum = { OWN: "OWN", IN_REGION: "IN_REGION" } as const;

/** A view of the list of referrals. */
export type ReferralView = keyof typeof ReferralViewEnum;

registerEnumType(ReferralViewEnum, {
  name: "ReferralView",
  description: "Which of the referrals that you see (视图).",
  valuesConfig: {
    OWN: { description: "Those that your bureau made (本单位移送)." },
    IN_REGION: { description: "Those that your bureau and the bureaus beneath it made (本辖区)." },
  },
});

/** A referral to the police or another body. */
@ObjectType({
  description:
    "A referral to the police or another body (移送; art. 42 of Order 121), beside the handling of the ticket, which goes on.",
  implements: Node,
  simpleResolvers: true,
})
export class Referral implements Node {
  id: string;

  @Field(() => Int, { description: "The version (版本号), for the next step on it." })
  version: number;

  @Field(() => ReferralStateEnum, { description: "The state (状态)." })
  state: ReferralState;

  @Field(() => String, { nullable: true, description: "The number of the document that it went with (文号)." })
  documentNumber: string | null;

  @Field(() => InstantScalar, { description: "When it was referred (移送时间)." })
  referredAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When the reply was noted (回复时间)." })
  repliedAt: Date | null;

  /** The row that other fields are read from. */
  row: ReferralRow;
}

/** The name of the type, as it stands in global identifiers and in the audit. */
export const referralType = "Referral";

/** The global identifier of a referral. */
export function referralIdOf({ province, id }: MatterKey): string {
  return toGlobalId(referralType, province, id);
}

/** The referral of the API from its row. */
export function toReferral(row: ReferralRow): Referral {
  return Object.assign(new Referral(), {
    id: referralIdOf(row),
    version: row.version,
    state: row.state as ReferralState,
    documentNumber: row.documentNumber,
    referredAt: row.referredAt,
    repliedAt: row.repliedAt,
    row,
  });
}

/** A page of referrals. */
export const { Connection: ReferralConnection } = connectionTypes(() => Referral, "Referral", "referrals (移送)");

/** What a step on a referral leaves. */
@ObjectType({ description: "What a step on a referral leaves (移送办理结果).", simpleResolvers: true })
export class ReferralPayload {
  @Field(() => Referral, { description: "The referral as the step leaves it (移送)." })
  referral: Referral;
}
