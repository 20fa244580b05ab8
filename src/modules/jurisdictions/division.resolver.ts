import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { DayScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import { Bureau } from "./bureau.type.js";
import { CompetenceAnswer } from "./competence.type.js";
import { Division, DivisionConnection, DivisionLevel } from "./division.type.js";
import type { DivisionLevelName } from "./divisions.store.js";
import { divisionLoader, today } from "./loaders.js";
import {
  answerCompetence,
  competentBureauFor,
  divisionsAbove,
  pageOfChildDivisions,
  pageOfDivisions,
  readDivision,
} from "./reading.js";

const cursorText = "The cursor after which the page begins (起始游标).";
const sizeText = "How many items the page holds, at most 100 (每页条数).";
const dayText = "The day (日期); today in China when it is not given.";

/** The queries about divisions. */
@Resolver()
export class DivisionQueryResolver {
  @Can("directory.read")
  @Query(() => Division, {
    nullable: true,
    description: "A division by its code (区划). NOT_FOUND for an unknown code.",
  })
  division(
    @Ctx() context: RequestContext,
    @Arg("code", () => String, { description: "The six digits of the division (行政区划代码)." }) code: string,
  ): Promise<Division> {
    return readDivision(context, code);
  }

  @Can("directory.read")
  @Weight(50, { arguments: { name: 300 } })
  @Query(() => DivisionConnection, { description: "Divisions in force today, by code (区划查询)." })
  divisions(
    @Ctx() context: RequestContext,
    @Arg("name", () => String, { nullable: true, description: "A part of the name (名称关键字)." })
    name?: string | null,
    @Arg("parent", () => String, { nullable: true, description: "The code of the division directly above (上级区划)." })
    parent?: string | null,
    @Arg("level", () => DivisionLevel, { nullable: true, description: "Only divisions of this level (层级)." })
    level?: DivisionLevelName | null,
    @Arg("first", () => Int, { nullable: true, description: sizeText }) first?: number | null,
    @Arg("after", () => String, { nullable: true, description: cursorText }) after?: string | null,
  ): Promise<ConnectionValue<Division>> {
    return pageOfDivisions(context, { name, parent, level }, { first, after });
  }

  @Can("directory.read")
  @Weight(100)
  @Query(() => CompetenceAnswer, {
    nullable: true,
    description:
      "Which bureau is competent for a division on a day, and why (管辖查询). NOT_FOUND for an unknown division.",
  })
  competentBureau(
    @Ctx() context: RequestContext,
    @Arg("division", () => String, { description: "The code of the division (行政区划代码)." }) division: string,
    @Arg("on", () => DayScalar, { nullable: true, description: dayText }) on?: string | null,
  ): Promise<CompetenceAnswer> {
    return answerCompetence(context, division, on ?? today(context));
  }
}

/** The nested fields of a division. */
@Resolver(() => Division)
export class DivisionFieldResolver {
  @FieldResolver(() => Division, { nullable: true, description: "The division above (上级区划); null for the nation." })
  parent(@Root() division: Division, @Ctx() context: RequestContext): Loaded<Division> {
    return division.parent === null ? null : divisionLoader(context, division.parent);
  }

  @Weight(30)
  @FieldResolver(() => DivisionConnection, { description: "The divisions directly beneath, by code (下级区划)." })
  children(
    @Root() division: Division,
    @Ctx() context: RequestContext,
    @Arg("first", () => Int, { nullable: true, description: sizeText }) first?: number | null,
    @Arg("after", () => String, { nullable: true, description: cursorText }) after?: string | null,
  ): Promise<ConnectionValue<Division>> {
    return pageOfChildDivisions(context, division.code, { first, after });
  }

  @Weight(0, { items: 3 })
  @FieldResolver(() => [Division], {
    description: "The divisions above, from the nation down (上级路径); at most three.",
  })
  ancestors(@Root() division: Division, @Ctx() context: RequestContext): Promise<Division[]> {
    return divisionsAbove(context, division);
  }

  @Weight(20)
  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that is competent on a day (管辖单位); null when there was none. The root query says why.",
  })
  competentBureau(
    @Root() division: Division,
    @Ctx() context: RequestContext,
    @Arg("on", () => DayScalar, { nullable: true, description: dayText }) on?: string | null,
  ): Promise<Bureau | null> {
    return competentBureauFor(context, division.code, on ?? today(context));
  }
}
