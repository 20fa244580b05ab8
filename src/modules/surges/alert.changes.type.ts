import { ArgsType, Field, ID, Int, ObjectType } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";
import { SurgeAlert } from "./alert.type.js";

/** The arguments of surgeAlertChanges. */
@ArgsType()
export class SurgeAlertChangesArguments {
  @Field(() => String, {
    nullable: true,
    description:
      "A cursor of the event log: what came after it is told first (起始游标); from now on where it is left out.",
  })
  after?: string | null;

  @Field(() => ID, { nullable: true, description: "Only alerts that this rule found (预警规则)." })
  rule?: string | null;
}

/** A change of an alert. */
@ObjectType({ description: "A change of a surge alert (预警变化).", simpleResolvers: true })
export class SurgeAlertChange {
  @Field(() => String, { description: "Its place in the event log (游标); pass it as `after` to go on." })
  cursor: string;

  @Field(() => String, {
    description:
      "What happened (事件类型): surge.opened, .grown, .acknowledged, .snoozed, .woken, .closed, .reopened, .raised or .joined; subject.outOfSight where you do not see the alert any more.",
  })
  type: string;

  @Field(() => InstantScalar, { description: "When (时间)." })
  at: Date;

  @Field(() => Int, { nullable: true, description: "The version of the alert that it made (版本)." })
  version: number | null;

  @Field(() => SurgeAlert, {
    nullable: true,
    description: "The alert as you see it now (激增预警); null where it is not in your sight any more.",
  })
  alert: SurgeAlert | null;
}
