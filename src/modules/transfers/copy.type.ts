import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { toGlobalId } from "../../platform/ids.js";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { type TicketExtractPart, TicketExtractPartEnum } from "../tickets/index.js";
import type { CopyAction, CopyState } from "./copy.states.js";
import type { CopyRow } from "./copy.store.js";
import type { MatterKey } from "./matter-key.js";

/** The states of a copy. */
export const CopyStateEnum = { SENT: "SENT", READ: "READ", WITHDRAWN: "WITHDRAWN" } as const satisfies {
  [State in CopyState]: State;
};

registerEnumType(CopyStateEnum, {
  name: "CopyState",
  description: "The state of a copy (抄送状态).",
  valuesConfig: {
    SENT: { description: "Sent, and not confirmed yet (待阅)." },
    READ: { description: "The receiver confirmed that it was read (已阅)." },
    WITHDRAWN: { description: "Withdrawn: it shows nothing any more (已撤回)." },
  },
});

/** What is done with a copy. */
export const CopyActionEnum = { CONFIRM: "CONFIRM", WITHDRAW: "WITHDRAW" } as const satisfies {
  [Action in CopyAction]: Action;
};

registerEnumType(CopyActionEnum, {
  name: "CopyAction",
  description: "What may be done with a copy (可执行动作).",
  valuesConfig: {
    CONFIRM: { description: "The receiver confirms that it was read (确认已阅): confirmCopy." },
    WITHDRAW: { description: "The sender withdraws it (撤回): withdrawCopy." },
  },
});

/** The views of the list of copies. */
export const CopyViewEnum = { SENT: "SENT", RECEIVED: "RECEIVED", IN_REGION: "IN_REGION" } as const;

/** A view of the list of copies. */
export type CopyView = keyof typeof CopyViewEnum;

registerEnumType(CopyViewEnum, {
  name: "CopyView",
  description: "Which of the copies that you see (视图).",
  valuesConfig: {
    SENT: { description: "Those that your bureau sent (本单位发出)." },
    RECEIVED: { description: "Those that your bureau got (抄送本单位)." },
    IN_REGION: { description: "All that your bureau and those beneath it sent or got (本辖区)." },
  },
});

/** A copy of a ticket. */
@ObjectType({
  description:
    "A copy of a ticket to another bureau of the province (抄送): a message, and sight of the parts that it names until it is withdrawn. It gives no right upon the ticket.",
  implements: Node,
  simpleResolvers: true,
})
export class Copy implements Node {
  id: string;

  @Field(() => Int, { description: "The version (版本号), for the next step on it." })
  version: number;

  @Field(() => CopyStateEnum, { description: "The state (状态)." })
  state: CopyState;

  @Field(() => [TicketExtractPartEnum], { description: "Which parts of the ticket it shows (抄送内容)." })
  parts: TicketExtractPart[];

  @Field(() => InstantScalar, { description: "When it was sent (抄送时间)." })
  sentAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it was confirmed as read (阅知时间)." })
  readAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was withdrawn (撤回时间)." })
  withdrawnAt: Date | null;

  /** The row that other fields are read from. */
  row: CopyRow;
}

/** The name of the type, as it stands in global identifiers and in the audit. */
export const copyType = "Copy";

/** The global identifier of a copy. */
export function copyIdOf({ province, id }: MatterKey): string {
  return toGlobalId(copyType, province, id);
}

/** The copy of the API from its row. */
export function toCopy(row: CopyRow): Copy {
  return Object.assign(new Copy(), {
    id: copyIdOf(row),
    version: row.version,
    state: row.state as CopyState,
    parts: row.parts as TicketExtractPart[],
    sentAt: row.sentAt,
    readAt: row.readAt,
    withdrawnAt: row.withdrawnAt,
    row,
  });
}

/** A page of copies. */
export const { Connection: CopyConnection } = connectionTypes(() => Copy, "Copy", "copies (抄送)");

/** What a step on a copy leaves. */
@ObjectType({ description: "What a step on a copy leaves (抄送办理结果).", simpleResolvers: true })
export class CopyPayload {
  @Field(() => Copy, { description: "The copy as the step leaves it (抄送)." })
  copy: Copy;
}
