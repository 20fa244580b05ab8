import { Field, ObjectType, registerEnumType } from "type-graphql";
import type { Role } from "../../platform/actor.js";
import { toGlobalId } from "../../platform/ids.js";
import { Node } from "../../platform/relay.type.js";
import { DayScalar } from "../../platform/scalars.js";
import type { RoleHoldingRow } from "./role-holdings.store.js";

/** The roles. */
export const RoleEnum = {
  OPERATOR: "OPERATOR",
  DISPATCHER: "DISPATCHER",
  HANDLER: "HANDLER",
  HEAD: "HEAD",
  SUPERVISOR: "SUPERVISOR",
  ANALYST: "ANALYST",
  SHIFT_MANAGER: "SHIFT_MANAGER",
  PRICE_SUPERVISOR: "PRICE_SUPERVISOR",
  ADMINISTRATOR: "ADMINISTRATOR",
  AUDITOR: "AUDITOR",
} as const satisfies Record<Role, Role>;

registerEnumType(RoleEnum, {
  name: "Role",
  description: "A role at a bureau (岗位).",
  valuesConfig: {
    OPERATOR: { description: "Answers the hotline and registers tickets (话务员)." },
    DISPATCHER: { description: "Reviews entries and sends them to the competent bureau (审核分派)." },
    HANDLER: { description: "Handles tickets at the bureau that holds them (承办人)." },
    HEAD: { description: "Heads the bureau: approves extensions, answers for it to those above (负责人)." },
    SUPERVISOR: { description: "Watches overdue work and decides disputes (督办)." },
    ANALYST: { description: "Works with the statistics (数据分析)." },
    SHIFT_MANAGER: { description: "Plans shifts and seats of the hotline (热线管理)." },
    PRICE_SUPERVISOR: { description: "Watches the tickets on prices of a region (价格监督检查)." },
    ADMINISTRATOR: { description: "Manages people, roles and clients of the subtree (系统维护)." },
    AUDITOR: { description: "Reads the audit of the subtree (审计)." },
  },
});

/** A role that somebody holds at a bureau, from day to day. */
@ObjectType({
  description: "A role that a person holds at a bureau, from day to day (任岗).",
  implements: Node,
  simpleResolvers: true,
})
export class RoleHolding implements Node {
  id: string;

  @Field(() => RoleEnum, { description: "The role (岗位)." })
  role: Role;

  @Field(() => DayScalar, { description: "The first day on which it is held (起)." })
  validFrom: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The first day on which it is no longer held (止); null for an open end.",
  })
  validTo: string | null;

  bureauCode: string;
  personId: string;
}

/** The object of the API for a row. */
export function toRoleHolding(row: RoleHoldingRow): RoleHolding {
  return Object.assign(new RoleHolding(), {
    id: toGlobalId("RoleHolding", row.id),
    role: row.role,
    validFrom: row.validFrom,
    validTo: row.validTo,
    bureauCode: row.bureau,
    personId: row.person,
  });
}
