import { Field, ObjectType, registerEnumType } from "type-graphql";
import { toGlobalId } from "../../platform/ids.js";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar } from "../../platform/scalars.js";
import type { DivisionLevelName, DivisionRow } from "./divisions.store.js";

/** The levels of divisions. */
export const DivisionLevel = { NATION: "NATION", PROVINCE: "PROVINCE", CITY: "CITY", COUNTY: "COUNTY" } as const;

registerEnumType(DivisionLevel, {
  name: "DivisionLevel",
  description: "The level of a division (行政区划层级).",
  valuesConfig: {
    NATION: { description: "The nation (全国)." },
    PROVINCE: { description: "Province level (省级): provinces, autonomous regions, municipalities." },
    CITY: { description: "Prefecture level (地级): cities, prefectures, leagues." },
    COUNTY: { description: "County level (县级): districts, counties, county-level cities, and zones." },
  },
});

/** A division of China. It carries its row, so that its nested fields need not read it again. */
@ObjectType({
  description: "An administrative division of China (行政区划), or a development zone that has a statistical code.",
  implements: Node,
  simpleResolvers: true,
})
export class Division implements Node, DivisionRow {
  id: string;

  @Field(() => String, { description: "The six digits of GB/T 2260 (行政区划代码), such as 320508." })
  code: string;

  @Field(() => String, { description: "The official Chinese name, such as 姑苏区." })
  name: string;

  @Field(() => DivisionLevel, { description: "The level in the tree (层级)." })
  level: DivisionLevelName;

  @Field(() => Boolean, {
    description: "True for a development zone (开发区), which has a statistical code and is no division of GB/T 2260.",
  })
  isZone: boolean;

  @Field(() => DayScalar, { description: "The first day on which it counts here (生效日)." })
  validFrom: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The first day on which it is no more (失效日); null while it stands.",
  })
  validTo: string | null;

  parent: string | null;
  province: string | null;
  city: string | null;
}

/** A page of divisions. */
export const { Connection: DivisionConnection } = connectionTypes(() => Division, "Division", "divisions (行政区划)");

/** The object of the API for a row. */
export function toDivision(row: DivisionRow): Division {
  return Object.assign(new Division(), row, { id: toGlobalId("Division", row.code) });
}
