import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { BureauKind, BureauLevel } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { DayScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, BureauConnection, BureauKindEnum, BureauLevelEnum, BureauPeriod } from "./bureau.type.js";
import { Division } from "./division.type.js";
import { bureauLoader, today } from "./loaders.js";
import { bureausAbove, divisionsCovered, pageOfBureaus, pageOfChildBureaus, periodsOf, readBureau } from "./reading.js";

const cursorText = "The cursor after which the page begins (起始游标).";
const sizeText = "How many items the page holds, at most 100 (每页条数).";

/** The queries about bureaus. */
@Resolver()
export class BureauQueryResolver {
  @Can("directory.read")
  @Query(() => Bureau, {
    nullable: true,
    description: "A bureau by its code, also one that is no more (单位). NOT_FOUND for an unknown code.",
  })
  bureau(
    @Ctx() context: RequestContext,
    @Arg("code", () => String, { description: "The code of the bureau (单位代码)." }) code: string,
  ): Promise<Bureau> {
    return readBureau(context, code);
  }

  @Can("directory.read")
  @Weight(50, { arguments: { name: 300 } })
  @Query(() => BureauConnection, { description: "Bureaus in force today, by code (单位查询)." })
  bureaus(
    @Ctx() context: RequestContext,
    @Arg("name", () => String, { nullable: true, description: "A part of the name (名称关键字)." })
    name?: string | null,
    @Arg("kind", () => BureauKindEnum, { nullable: true, description: "Only bureaus of this kind (类型)." })
    kind?: BureauKind | null,
    @Arg("level", () => BureauLevelEnum, { nullable: true, description: "Only bureaus of this level (层级)." })
    level?: BureauLevel | null,
    @Arg("under", () => String, {
      nullable: true,
      description:
        "The code of a bureau; only those beneath it, at any depth (所辖范围). NOT_FOUND when it is unknown.",
    })
    under?: string | null,
    @Arg("first", () => Int, { nullable: true, description: sizeText }) first?: number | null,
    @Arg("after", () => String, { nullable: true, description: cursorText }) after?: string | null,
  ): Promise<ConnectionValue<Bureau>> {
    return pageOfBureaus(context, { name, kind, level, under }, { first, after });
  }
}

/** The nested fields of a bureau. */
@Resolver(() => Bureau)
export class BureauFieldResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau above (上级单位); null for the nation." })
  parent(@Root() bureau: Bureau, @Ctx() context: RequestContext): Loaded<Bureau> {
    return bureau.parent === null ? null : bureauLoader(context, bureau.parent);
  }

  @Weight(30)
  @FieldResolver(() => BureauConnection, {
    description: "The bureaus directly beneath, in force today, by code (下级单位).",
  })
  children(
    @Root() bureau: Bureau,
    @Ctx() context: RequestContext,
    @Arg("first", () => Int, { nullable: true, description: sizeText }) first?: number | null,
    @Arg("after", () => String, { nullable: true, description: cursorText }) after?: string | null,
  ): Promise<ConnectionValue<Bureau>> {
    return pageOfChildBureaus(context, bureau.code, { first, after });
  }

  @Weight(0, { items: 4 })
  @FieldResolver(() => [Bureau], { description: "The bureaus above, from the nation down (上级路径); at most four." })
  ancestors(@Root() bureau: Bureau, @Ctx() context: RequestContext): Promise<Bureau[]> {
    return bureausAbove(context, bureau);
  }

  @Weight(20, { items: 10 })
  @FieldResolver(() => [Division], {
    description:
      "The divisions that it covers of itself on a day, by code (管辖区划); none for a zone, centre or department.",
  })
  coverage(
    @Root() bureau: Bureau,
    @Ctx() context: RequestContext,
    @Arg("on", () => DayScalar, { nullable: true, description: "The day (日期); today in China when it is not given." })
    on?: string | null,
  ): Promise<Division[]> {
    return divisionsCovered(context, bureau.code, on ?? today(context));
  }

  @Weight(20, { items: 3 })
  @FieldResolver(() => [BureauPeriod], {
    description: "What it was called and whom it stood under (沿革), the latest first, planned changes included.",
  })
  periods(@Root() bureau: Bureau, @Ctx() context: RequestContext): Promise<BureauPeriod[]> {
    return periodsOf(context, bureau.code);
  }
}
