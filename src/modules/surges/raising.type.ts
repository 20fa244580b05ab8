import { Field, InputType, Int, ObjectType } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";

/** The least and the most places that a bureau may set. */
export const placesBounds = { least: 2, most: 50 } as const;

/** From how many places on a bureau is told. */
@ObjectType({
  description: "From how many places on the same surge is told to their superior (升级预警条件).",
  simpleResolvers: true,
})
export class SurgeRaising {
  @Field(() => Int, {
    description: "How many cities of a province, or provinces of the nation, must show the same (地区数).",
  })
  leastPlaces: number;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When it was set (设置时间); null where it is the usual number.",
  })
  setAt: Date | null;

  @Field(() => Int, { nullable: true, description: "The version (版本); null where it is the usual number." })
  version: number | null;
}

/** The input of setSurgeRaising. */
@InputType({ description: "From how many places on your bureau is told (设置升级预警条件)." })
export class SetSurgeRaisingInput {
  @Field(() => Int, {
    description: `How many places must show the same (地区数), ${placesBounds.least} to ${placesBounds.most}.`,
  })
  leastPlaces: number;

  @Field(() => Int, {
    nullable: true,
    description: "The version that you saw (版本); left out where none was set yet.",
  })
  version?: number | null;
}

/** What setSurgeRaising answers. */
@ObjectType({ description: "What setSurgeRaising answers (设置升级预警条件结果).", simpleResolvers: true })
export class SurgeRaisingPayload {
  @Field(() => SurgeRaising, { description: "As it is set now (升级预警条件)." })
  raising: SurgeRaising;
}
