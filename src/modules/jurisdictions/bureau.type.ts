import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import type { BureauKind, BureauLevel } from "../../platform/actor.js";
import { toGlobalId } from "../../platform/ids.js";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar } from "../../platform/scalars.js";
import type { BureauRow } from "./place.js";

/** The kinds of bureau. */
export const BureauKindEnum = {
  AUTHORITY: "AUTHORITY",
  CENTRE: "CENTRE",
  DEPARTMENT: "DEPARTMENT",
  STREET_OFFICE: "STREET_OFFICE",
} as const;

registerEnumType(BureauKindEnum, {
  name: "BureauKind",
  description: "The kind of a bureau (单位类型).",
  valuesConfig: {
    AUTHORITY: {
      description: "An authority for market regulation (市场监督管理局) of the nation, a province, city or county.",
    },
    CENTRE: { description: "A 12315 centre (12315中心), which acts for the region of its authority." },
    DEPARTMENT: { description: "A department inside an authority (内设机构), such as price supervision." },
    STREET_OFFICE: { description: "A street office (市场监督管理所) of a county authority." },
  },
});

/** The levels of bureaus. */
export const BureauLevelEnum = {
  NATION: "NATION",
  PROVINCE: "PROVINCE",
  CITY: "CITY",
  COUNTY: "COUNTY",
  STREET: "STREET",
} as const;

registerEnumType(BureauLevelEnum, {
  name: "BureauLevel",
  description: "The level of a bureau (单位层级). A centre or department has the level of its authority.",
  valuesConfig: {
    NATION: { description: "The nation (总局)." },
    PROVINCE: { description: "A province (省局)." },
    CITY: { description: "A city or prefecture (市局)." },
    COUNTY: { description: "A county, district or zone (县局、区局、分局)." },
    STREET: { description: "A street or town (所)." },
  },
});

/** A bureau. It carries its row, so that its nested fields need not read it again. */
@ObjectType({
  description: "A bureau (市场监管单位): an authority, a 12315 centre, a department or a street office.",
  implements: Node,
  simpleResolvers: true,
})
export class Bureau implements Node, BureauRow {
  id: string;

  @Field(() => String, {
    description: "The code of the bureau (单位代码), such as 320508 or 320500-12315. It never changes.",
  })
  code: string;

  @Field(() => BureauKindEnum, { description: "The kind (类型)." })
  kind: BureauKind;

  @Field(() => BureauLevelEnum, { description: "The level (层级)." })
  level: BureauLevel;

  @Field(() => String, { description: "The name of today (名称)." })
  name: string;

  @Field(() => String, { description: "The letters that open its document numbers (机关代字), such as 苏市监." })
  mark: string;

  @Field(() => String, {
    nullable: true,
    description: "The business line that a department watches over its region (业务条线), such as PRICE.",
  })
  line: string | null;

  @Field(() => DayScalar, { description: "The first day of the bureau (生效日)." })
  validFrom: string;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The first day on which the bureau is no more (失效日), set when that day has come; a planned end stands in `periods`.",
  })
  validTo: string | null;

  @Field(() => Int, { description: "The version of today (版本号); a change names the version that it saw." })
  version: number;

  parent: string | null;
  province: string;
  city: string | null;
  county: string | null;
}

/** A time in which a bureau had one name and one superior. */
@ObjectType({ description: "A time in which a bureau had one name and one superior (沿革).", simpleResolvers: true })
export class BureauPeriod {
  @Field(() => String, { description: "The name in that time (名称)." })
  name: string;

  @Field(() => Bureau, {
    nullable: true,
    description: "The bureau above in that time (上级单位); null for the nation.",
  })
  parent: Bureau | null;

  @Field(() => DayScalar, { description: "The first day (起)." })
  validFrom: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The first day that no longer counts (止); null while it lasts.",
  })
  validTo: string | null;
}

/** What foundBureau answers. */
@ObjectType({ description: "What foundBureau answers (设立单位结果).", simpleResolvers: true })
export class FoundBureauPayload {
  @Field(() => Bureau, { description: "The bureau, in force from today on (单位)." })
  bureau: Bureau;
}

/** A page of bureaus. */
export const { Connection: BureauConnection } = connectionTypes(() => Bureau, "Bureau", "bureaus (单位)");

/** The object of the API for a row. */
export function toBureau(row: BureauRow): Bureau {
  return Object.assign(new Bureau(), row, { id: toGlobalId("Bureau", row.code) });
}
