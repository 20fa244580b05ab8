import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";

/** Which entries of the audit are asked for. */
@InputType({ description: "Which entries of the audit are listed (审计筛选条件); all conditions hold together." })
export class AuditEntryFilter {
  @Field(() => String, { nullable: true, description: "The action (操作), such as contact.reveal." })
  action?: string | null;

  @Field(() => ID, { nullable: true, description: "The identifier of the person who acted (操作人)." })
  person?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The code of the bureau in which somebody acted (操作单位), without those beneath it.",
  })
  bureau?: string | null;

  @Field(() => ID, { nullable: true, description: "The identifier of what was acted upon (对象标识)." })
  subject?: string | null;

  @Field(() => InstantScalar, { nullable: true, description: "The first instant that counts (起始时间)." })
  from?: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "The first instant that no longer counts (截止时间)." })
  to?: Date | null;
}

/** The arguments of auditEntries. */
@ArgsType()
export class AuditEntriesArguments {
  @Field(() => AuditEntryFilter, { nullable: true, description: "Which entries; all where it is missing (筛选条件)." })
  filter?: AuditEntryFilter | null;

  @Field(() => Int, { nullable: true, description: "How many items the page holds, at most 100 (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
  after?: string | null;
}
