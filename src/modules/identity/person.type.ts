import { Field, Int, ObjectType } from "type-graphql";
import { toGlobalId } from "../../platform/ids.js";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import type { PersonRow } from "./people.store.js";

/** A person who works at a bureau. */
@ObjectType({
  description: "A person who works at a bureau (工作人员).",
  implements: Node,
  simpleResolvers: true,
})
export class Person implements Node {
  id: string;

  @Field(() => String, {
    description: "The login (登录名), unique over the whole platform, such as suzhou.dispatcher.",
  })
  login: string;

  @Field(() => String, { description: "The name (姓名)." })
  name: string;

  @Field(() => String, { nullable: true, description: "The number at the desk (工号), such as 5001." })
  staffNumber: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The work telephone (工作电话), such as 0550-3021234-801; not a private number.",
  })
  workTelephone: string | null;

  @Field(() => Boolean, { description: "Whether the person is locked out (是否停用)." })
  isLocked: boolean;

  @Field(() => InstantScalar, { nullable: true, description: "When the person was locked out (停用时间)." })
  lockedAt: Date | null;

  @Field(() => InstantScalar, { description: "When the person was added (创建时间)." })
  createdAt: Date;

  @Field(() => Int, { description: "The version of today (版本号); a change names the version that it saw." })
  version: number;

  rowId: string;
  bureauCode: string;
}

/** A page of people. */
export const { Connection: PersonConnection } = connectionTypes(() => Person, "Person", "people (人员)");

/** The object of the API for a row. */
export function toPerson(row: PersonRow): Person {
  return Object.assign(new Person(), {
    id: toGlobalId("Person", row.id),
    login: row.login,
    name: row.name,
    staffNumber: row.staffNumber,
    workTelephone: row.workTelephone,
    isLocked: row.lockedAt !== null,
    lockedAt: row.lockedAt,
    createdAt: row.createdAt,
    version: row.version,
    rowId: row.id,
    bureauCode: row.bureau,
  });
}
