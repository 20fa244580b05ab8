import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { InstantScalar } from "../../platform/scalars.js";
import type { CellPeriod } from "./report.reproduction.js";
import { Report } from "./report.type.js";

const CellPeriodEnum = enumOf<CellPeriod>(["NOW", "BEFORE"]);

registerEnumType(CellPeriodEnum, {
  name: "ReportCellPeriod",
  description: "Which period a number of a report is of (期间).",
  valuesConfig: described<CellPeriod>({
    NOW: "The period of the report (本期).",
    BEFORE: "The period that it is compared with (基期).",
  }),
});

/** A number with its parts. */
@ObjectType({ description: "A number of a report with its parts (数值).", simpleResolvers: true })
export class ReportCellNumbers {
  @Field(() => String, { nullable: true, description: "The value (数值); null where there is none." })
  value: string | null;

  @Field(() => String, { nullable: true, description: "The numerator (分子); of money in 分." })
  numerator: string | null;

  @Field(() => String, { nullable: true, description: "The denominator of a rate (分母)." })
  denominator: string | null;
}

/** A number that would be another one today. */
@ObjectType({ description: "A number of a report that would be another one today (差异).", simpleResolvers: true })
export class ReportDifference {
  @Field(() => String, {
    description: "The question of the report that it answers, as in the JSON document (所属提问).",
  })
  question: string;

  @Field(() => [String], { description: "The codes of its group (分组代码); none for all together." })
  group: string[];

  @Field(() => String, { description: "The name of its group (分组名称); empty for all together." })
  name: string;

  @Field(() => String, { description: "The measure (指标)." })
  measure: string;

  @Field(() => CellPeriodEnum, { description: "Which period it is of (期间)." })
  period: CellPeriod;

  @Field(() => ReportCellNumbers, {
    nullable: true,
    description: "As it stands in the report (报告数值); null: not there.",
  })
  frozen: ReportCellNumbers | null;

  @Field(() => ReportCellNumbers, {
    nullable: true,
    description: "As it is today (当前数值); null: not there any more.",
  })
  today: ReportCellNumbers | null;
}

/** A report counted again. */
@ObjectType({
  description: "A report counted again, which itself stays as it is (重新统计结果).",
  simpleResolvers: true,
})
export class ReportReproduction {
  @Field(() => Report, { description: "The report, unchanged (统计报告)." })
  report: Report;

  @Field(() => InstantScalar, { description: "The instant whose numbers it was compared with (数据时点)." })
  asOf: Date;

  @Field(() => Boolean, { description: "Whether every number that you may be told is the same today (是否一致)." })
  isIdentical: boolean;

  @Field(() => Int, { description: "How many numbers were compared (比对数)." })
  compared: number;

  @Field(() => Int, {
    description: "How many numbers were not, because they are or were too small to be told (未比对数).",
  })
  hidden: number;

  @Field(() => Int, { description: "How many numbers differ (差异数)." })
  differing: number;

  @Field(() => [ReportDifference], { description: "What differs (差异), 1000 at most." })
  differences: ReportDifference[];
}
