import { Field, ObjectType } from "type-graphql";
import { ApiClient } from "./api-client.type.js";
import { OutsideIssuer } from "./outside-issuer.type.js";
import { Person } from "./person.type.js";
import { RoleHolding } from "./role.type.js";

const personField = { description: "The person as he is now (人员)." };
const clientField = { description: "The client as it is now (API 客户端)." };
const secretField = {
  description: "The secret (密钥). SHOWN ONCE: only its hash is kept, so write it down now.",
};

/** The answer of createPerson. */
@ObjectType({ description: "The answer of createPerson (新增人员结果).", simpleResolvers: true })
export class CreatePersonPayload {
  @Field(() => Person, personField)
  person: Person;
}

/** The answer of updatePerson. */
@ObjectType({ description: "The answer of updatePerson (修改人员信息结果).", simpleResolvers: true })
export class UpdatePersonPayload {
  @Field(() => Person, personField)
  person: Person;
}

/** The answer of lockPerson. */
@ObjectType({ description: "The answer of lockPerson (停用人员结果).", simpleResolvers: true })
export class LockPersonPayload {
  @Field(() => Person, personField)
  person: Person;
}

/** The answer of unlockPerson. */
@ObjectType({ description: "The answer of unlockPerson (启用人员结果).", simpleResolvers: true })
export class UnlockPersonPayload {
  @Field(() => Person, personField)
  person: Person;
}

/** The answer of grantRole. */
@ObjectType({ description: "The answer of grantRole (授予岗位结果).", simpleResolvers: true })
export class GrantRolePayload {
  @Field(() => RoleHolding, { description: "The role held (任岗)." })
  roleHolding: RoleHolding;
}

/** The answer of withdrawRole. */
@ObjectType({ description: "The answer of withdrawRole (撤销岗位结果).", simpleResolvers: true })
export class WithdrawRolePayload {
  @Field(() => RoleHolding, { description: "The role with its end (任岗)." })
  roleHolding: RoleHolding;
}

/** The answer of createApiClient. */
@ObjectType({ description: "The answer of createApiClient (新增 API 客户端结果).", simpleResolvers: true })
export class CreateApiClientPayload {
  @Field(() => ApiClient, clientField)
  apiClient: ApiClient;

  @Field(() => String, secretField)
  secret: string;
}

/** The answer of rotateApiClientSecret. */
@ObjectType({ description: "The answer of rotateApiClientSecret (轮换客户端密钥结果).", simpleResolvers: true })
export class RotateApiClientSecretPayload {
  @Field(() => ApiClient, clientField)
  apiClient: ApiClient;

  @Field(() => String, secretField)
  secret: string;
}

/** The answer of revokeApiClient. */
@ObjectType({ description: "The answer of revokeApiClient (吊销客户端结果).", simpleResolvers: true })
export class RevokeApiClientPayload {
  @Field(() => ApiClient, clientField)
  apiClient: ApiClient;
}

/** The answer of registerOutsideIssuer. */
@ObjectType({ description: "The answer of registerOutsideIssuer (登记外部身份源结果).", simpleResolvers: true })
export class RegisterOutsideIssuerPayload {
  @Field(() => OutsideIssuer, { description: "The issuer as it is registered (外部身份源)." })
  outsideIssuer: OutsideIssuer;
}

/** The answer of removeOutsideIssuer. */
@ObjectType({ description: "The answer of removeOutsideIssuer (移除外部身份源结果).", simpleResolvers: true })
export class RemoveOutsideIssuerPayload {
  @Field(() => OutsideIssuer, { description: "The issuer as it was removed (外部身份源)." })
  outsideIssuer: OutsideIssuer;
}
