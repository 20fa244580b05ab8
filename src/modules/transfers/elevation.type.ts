import { Field, Int, ObjectType } from "type-graphql";
import { toGlobalId } from "../../platform/ids.js";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { ElevationStateEnum } from "./elevation.enums.js";
import type { ElevationRow } from "./elevation.store.js";
import type { ElevationState } from "./elevation.workflow.js";

/** A request that a superior take a case up. */
@ObjectType({
  description: "A request of a bureau that one above it take a case up (报请提级; art. 13 of Order 121).",
  implements: Node,
  simpleResolvers: true,
})
export class Elevation implements Node {
  id: string;

  @Field(() => Int, { description: "The version (版本号), for the next step on it." })
  version: number;

  @Field(() => ElevationStateEnum, { description: "The state (状态)." })
  state: ElevationState;

  @Field(() => InstantScalar, { description: "When it was made (报请时间)." })
  askedAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it ended (决定时间)." })
  decidedAt: Date | null;

  /** The row that other fields are read from. */
  row: ElevationRow;
}

/** The name of the type, as it stands in global identifiers and in the audit. */
export const elevationType = "Elevation";

/** The global identifier of a request. */
export function elevationIdOf({ province, id }: { province: string; id: string }): string {
  return toGlobalId(elevationType, province, id);
}

/** The request of the API from its row. */
export function toElevation(row: ElevationRow): Elevation {
  const { version, askedAt, decidedAt } = row;
  const state = row.state as ElevationState;
  return Object.assign(new Elevation(), { id: elevationIdOf(row), version, state, askedAt, decidedAt, row });
}

/** A page of requests. */
export const { Connection: ElevationConnection } = connectionTypes(
  () => Elevation,
  "Elevation",
  "requests to take a case up (提级申请)",
);

/** What a step on a request leaves. */
@ObjectType({ description: "What a step on a request leaves (提级申请办理结果).", simpleResolvers: true })
export class ElevationPayload {
  @Field(() => Elevation, { description: "The request as the step leaves it (提级申请)." })
  elevation: Elevation;
}
