import { Field, ObjectType } from "type-graphql";
import { ApiClient } from "./api-client.type.js";
import { OutsideIssuer } from "./outside-issuer.type.js";
import { Person } from "./person.type.js";
import { RoleHolding } from "./role.type.js";

const personField = { description: "The person as he is now." };
const clientField = { description: "The client as it is now." };
const secretField = {
  description: "The secret (密钥). SHOWN ONCE: only its hash is kept, so write it down now.",
};

/** The answer of createPerson. */
@ObjectType({ description: "The answer of createPerson.", simpleResolvers: true })
export class CreatePersonPayload {
  @Field(() => Person, personField)
  person: Person;
}

/** The answer of updatePerson. */
@ObjectType({ description: "The answer of updatePerson.", simpleResolvers: true })
export class UpdatePersonPayload {
  @Field(() => Person, personField)
  person: Person;
}

/** The answer of lockPerson. */
@ObjectType({ description: "The answer of lockPerson.", simpleResolvers: true })
export class LockPersonPayload {
  @Field(() => Person, personField)
  person: Person;
}

/** The answer of unlockPerson. */
@ObjectType({ description: "The answer of unlockPerson.", simpleResolvers: true })
export class UnlockPersonPayload {
  @Field(() => Person, personField)
  person: Person;
}

/** The answer of grantRole. */
@ObjectType({ description: "The answer of grantRole.", simpleResolvers: true })
export class GrantRolePayload {
  @Field(() => RoleHolding, { description: "The role held." })
  roleHolding: RoleHolding;
}

/** The answer of withdrawRole. */
@ObjectType({ description: "The answer of withdrawRole.", simpleResolvers: true })
export class WithdrawRolePayload {
  @Field(() => RoleHolding, { description: "The role with its end." })
  roleHolding: RoleHolding;
}

/** The answer of createApiClient. */
@ObjectType({ description: "The answer of createApiClient.", simpleResolvers: true })
export class CreateApiClientPayload {
  @Field(() => ApiClient, clientField)
  apiClient: ApiClient;

  @Field(() => String, secretField)
  secret: string;
}

/** The answer of rotateApiClientSecret. */
@ObjectType({ description: "The answer of rotateApiClientSecret.", simpleResolvers: true })
export class RotateApiClientSecretPayload {
  @Field(() => ApiClient, clientField)
  apiClient: ApiClient;

  @Field(() => String, secretField)
  secret: string;
}

/** The answer of revokeApiClient. */
@ObjectType({ description: "The answer of revokeApiClient.", simpleResolvers: true })
export class RevokeApiClientPayload {
  @Field(() => ApiClient, clientField)
  apiClient: ApiClient;
}

/** The answer of registerOutsideIssuer. */
@ObjectType({ description: "The answer of registerOutsideIssuer.", simpleResolvers: true })
export class RegisterOutsideIssuerPayload {
  @Field(() => OutsideIssuer, { description: "The issuer as it is registered." })
  outsideIssuer: OutsideIssuer;
}

/** The answer of removeOutsideIssuer. */
@ObjectType({ description: "The answer of removeOutsideIssuer.", simpleResolvers: true })
export class RemoveOutsideIssuerPayload {
  @Field(() => OutsideIssuer, { description: "The issuer as it was removed." })
  outsideIssuer: OutsideIssuer;
}
