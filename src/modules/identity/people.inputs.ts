import { Field, ID, InputType, Int } from "type-graphql";
import type { Role } from "../../platform/actor.js";
import { DayScalar } from "../../platform/scalars.js";
import { RoleEnum } from "./role.type.js";

const versionDescription = "The version of the person that the administrator saw (版本号).";
const personDescription = "The global identifier of the person (人员标识).";

/** What createPerson takes. */
@InputType({ description: "A person who begins to work at a bureau (新增人员)." })
export class CreatePersonInput {
  @Field(() => String, {
    description:
      "The login (登录名): lower-case words joined by dots, such as suzhou.dispatcher, at most 60 characters, unique over the whole platform.",
  })
  login: string;

  @Field(() => String, { description: "The name (姓名), at most 60 characters." })
  name: string;

  @Field(() => String, { nullable: true, description: "The number at the desk (工号), at most 20 characters." })
  staffNumber?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The work telephone (工作电话): a mobile number, a landline with its area code or a 400 number, with an extension where there is one, such as 0550-3021234-801, at most 30 characters. Whoever may ask who is on duty at the bureau reads it: give no private number.",
  })
  workTelephone?: string | null;

  @Field(() => String, { description: "The code of the home bureau (所属单位代码)." })
  bureau: string;
}

/** What updatePerson takes. */
@InputType({ description: "New data of a person (修改人员信息). A field that is not given stays as it is." })
export class UpdatePersonInput {
  @Field(() => ID, { description: personDescription })
  id: string;

  @Field(() => Int, { description: versionDescription })
  version: number;

  @Field(() => String, {
    nullable: true,
    description: "The name (姓名), at most 60 characters; it cannot be taken away.",
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The number at the desk (工号), at most 20 characters; null takes it away.",
  })
  staffNumber?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The work telephone (工作电话), as for createPerson; null takes it away.",
  })
  workTelephone?: string | null;
}

/** What lockPerson and unlockPerson take. */
@InputType({ description: "A person to be locked out, or let in again (停用、启用人员)." })
export class LockPersonInput {
  @Field(() => ID, { description: personDescription })
  id: string;

  @Field(() => Int, { description: versionDescription })
  version: number;
}

/** What grantRole takes. */
@InputType({ description: "A role for a person at a bureau (授予岗位)." })
export class GrantRoleInput {
  @Field(() => ID, { description: personDescription })
  person: string;

  @Field(() => RoleEnum, { description: "The role (岗位)." })
  role: Role;

  @Field(() => String, { description: "The code of the bureau at which it will be held (任岗单位代码)." })
  bureau: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The first day on which it is held (起), today in China or later; today when it is not given.",
  })
  validFrom?: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The first day on which it is no longer held (止); an open end when it is not given.",
  })
  validTo?: string | null;
}

/** What withdrawRole takes. */
@InputType({ description: "A role that will no longer be held (撤销岗位)." })
export class WithdrawRoleInput {
  @Field(() => ID, { description: "The global identifier of the role held (任岗标识; RoleHolding)." })
  id: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The first day on which it is no longer held (止), later than today; at once when it is not given.",
  })
  validTo?: string | null;
}
