import { Field, ObjectType, registerEnumType } from "type-graphql";
import { toGlobalId } from "../../platform/ids.js";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import { Division } from "./division.type.js";
import type { Plan } from "./plan.js";
import type { KeptPlan, ReorganisationRow, ReorganisationState } from "./reorganisations.store.js";

/** The kinds of reorganisation. */
export const ReorganisationKindEnum = { RENAME: "RENAME", MOVE: "MOVE", MERGE: "MERGE", SPLIT: "SPLIT" } as const;

registerEnumType(ReorganisationKindEnum, {
  name: "ReorganisationKind",
  description: "What a reorganisation does (机构调整类型).",
  valuesConfig: {
    RENAME: { description: "A new name (更名)." },
    MOVE: { description: "A new superior (隶属调整)." },
    MERGE: { description: "Bureaus end and go over into another (合并)." },
    SPLIT: { description: "New bureaus take over divisions of one (分立)." },
  },
});

/** The states of a reorganisation. */
export const ReorganisationStateEnum = { PLANNED: "PLANNED", APPLIED: "APPLIED", CANCELLED: "CANCELLED" } as const;

registerEnumType(ReorganisationStateEnum, {
  name: "ReorganisationState",
  description: "How far a reorganisation is (机构调整状态).",
  valuesConfig: {
    PLANNED: { description: "Its day has not come (已计划)." },
    APPLIED: { description: "It has taken effect (已生效)." },
    CANCELLED: { description: "It was withdrawn before its day (已撤销)." },
  },
});

/** A bureau that comes out of a split, with what it takes over. */
@ObjectType({ description: "A bureau that comes out of a split (分立后单位).", simpleResolvers: true })
export class NewBureauShare {
  @Field(() => String, { description: "The code (单位代码)." })
  code: string;

  @Field(() => String, { description: "The name (名称)." })
  name: string;

  @Field(() => String, { description: "The letters of its document numbers (机关代字)." })
  mark: string;

  @Weight(0, { items: 5 })
  @Field(() => [Division], { description: "The divisions that it takes over (承接的区划)." })
  divisions: Division[];
}

/** A reorganisation. Its nested fields are read from the plan that it carries. */
@ObjectType({
  description: "A renaming, move, merger or split of bureaus (机构调整), planned for a day or done.",
  implements: Node,
  simpleResolvers: true,
})
export class Reorganisation implements Node {
  id: string;

  @Field(() => ReorganisationKindEnum, { description: "What it does (类型)." })
  kind: Plan["kind"];

  @Field(() => ReorganisationStateEnum, { description: "How far it is (状态)." })
  state: ReorganisationState;

  @Field(() => DayScalar, { description: "The day on which it takes effect, in China (生效日)." })
  effectiveOn: string;

  @Field(() => InstantScalar, { description: "When it was asked for (申请时间)." })
  requestedAt: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When the tree of today was changed (执行时间); null until then.",
  })
  appliedAt: Date | null;

  /** What it does in detail. */
  plan: KeptPlan;
  /** The id of the person who asked for it; null for a program. */
  requestedBy: string | null;
}

/** A page of reorganisations. */
export const { Connection: ReorganisationConnection } = connectionTypes(
  () => Reorganisation,
  "Reorganisation",
  "reorganisations (机构调整)",
);

/** The object of the API for a row. */
export function toReorganisation(row: ReorganisationRow): Reorganisation {
  const { kind, state, effectiveOn, requestedAt, appliedAt, plan, requestedBy } = row;
  return Object.assign(new Reorganisation(), {
    id: toGlobalId("Reorganisation", row.id),
    kind,
    state,
    effectiveOn,
    requestedAt,
    appliedAt,
    plan,
    requestedBy,
  });
}

const asked = "The reorganisation, applied already when its day is today (机构调整).";

/** What renameBureau answers. */
@ObjectType({ description: "What renameBureau answers (更名结果).", simpleResolvers: true })
export class RenameBureauPayload {
  @Field(() => Reorganisation, { description: asked })
  reorganisation: Reorganisation;
}

/** What moveBureau answers. */
@ObjectType({ description: "What moveBureau answers (隶属调整结果).", simpleResolvers: true })
export class MoveBureauPayload {
  @Field(() => Reorganisation, { description: asked })
  reorganisation: Reorganisation;
}

/** What mergeBureaus answers. */
@ObjectType({ description: "What mergeBureaus answers (合并结果).", simpleResolvers: true })
export class MergeBureausPayload {
  @Field(() => Reorganisation, { description: asked })
  reorganisation: Reorganisation;
}

/** What splitBureau answers. */
@ObjectType({ description: "What splitBureau answers (分立结果).", simpleResolvers: true })
export class SplitBureauPayload {
  @Field(() => Reorganisation, { description: asked })
  reorganisation: Reorganisation;
}

/** What cancelReorganisation answers. */
@ObjectType({ description: "What cancelReorganisation answers (撤销机构调整结果).", simpleResolvers: true })
export class CancelReorganisationPayload {
  @Field(() => Reorganisation, { description: "The reorganisation, which will not take place (机构调整)." })
  reorganisation: Reorganisation;
}
