import { Field, Int, ObjectType } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { ReportKindEnum } from "./report.enums.js";
import type { ReportKind } from "./report.kinds.js";

/** How many reports of a kind were submitted. */
@ObjectType({ description: "How many reports of a kind were submitted (按类型报送统计).", simpleResolvers: true })
export class ReportKindCount {
  @Field(() => ReportKindEnum, { description: "The kind (类型)." })
  kind: ReportKind;

  @Field(() => Int, { description: "How many were submitted (报送数)." })
  submitted: number;

  @Field(() => Int, { description: "How many of them have their receipt (已回执数)." })
  received: number;
}

/** How many reports a bureau submitted. */
@ObjectType({ description: "How many reports a bureau submitted (按单位报送统计).", simpleResolvers: true })
export class BureauReportCount {
  @Field(() => Int, { description: "How many were submitted (报送数)." })
  submitted: number;

  @Field(() => Int, { description: "How many of them have their receipt (已回执数)." })
  received: number;

  @Field(() => [ReportKindCount], { description: "By kind (按类型)." })
  byKind: ReportKindCount[];

  /** The code of the bureau; the field of the API is resolved from it. */
  bureauCode: string;
}

/** How many reports were submitted in a period. */
@ObjectType({ description: "How many reports were submitted in a period (报送统计).", simpleResolvers: true })
export class ReportCounts {
  @Field(() => DayScalar, { description: "The first day of submission that counts (起始日)." })
  from: string;

  @Field(() => DayScalar, { description: "The last day that counts (截止日)." })
  to: string;

  @Field(() => Int, { description: "How many were submitted (报送数)." })
  submitted: number;

  @Field(() => Int, { description: "How many of them have their receipt (已回执数)." })
  received: number;

  @Field(() => [ReportKindCount], { description: "By kind (按类型)." })
  byKind: ReportKindCount[];

  @Field(() => [BureauReportCount], {
    description: "By the bureau that submitted them, most first, 100 at most (按单位).",
  })
  byBureau: BureauReportCount[];
}
