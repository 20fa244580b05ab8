import { Field, ID, InputType, Int } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";

const versionDescription = "The version of the client that the administrator saw (版本号).";
const clientDescription = "The global identifier of the API client (API 客户端标识).";

/** What createApiClient takes. */
@InputType({ description: "A program that will sign in by client credentials (新增 API 客户端)." })
export class CreateApiClientInput {
  @Field(() => String, { description: "The code of the bureau inside which it acts (所属单位代码)." })
  bureau: string;

  @Field(() => String, { description: "The name (名称), at most 100 characters." })
  name: string;

  @Field(() => [String], {
    description:
      "The scopes that it may ask for (授权范围), at least one of: directory.read, tickets.read, tickets.register, tickets.review, tickets.handle, tickets.supervise, tickets.export, price.desk, statistics.read, contacts.read, calls.write, administration, audit.read.",
  })
  scopes: string[];

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When it stops working (到期时间), later than now; never when it is not given.",
  })
  expiresAt?: Date | null;
}

/** What rotateApiClientSecret takes. */
@InputType({ description: "A new secret for a client (轮换客户端密钥)." })
export class RotateApiClientSecretInput {
  @Field(() => ID, { description: clientDescription })
  id: string;

  @Field(() => Int, { description: versionDescription })
  version: number;

  @Field(() => Int, {
    defaultValue: 24,
    description: "For how many hours the secret in force still works (旧密钥保留小时数), 0 to 168.",
  })
  overlapHours: number;
}

/** What revokeApiClient takes. */
@InputType({ description: "A client that will no longer work (吊销客户端)." })
export class RevokeApiClientInput {
  @Field(() => ID, { description: clientDescription })
  id: string;

  @Field(() => Int, { description: versionDescription })
  version: number;
}

/** What registerOutsideIssuer takes. */
@InputType({ description: "An OpenID issuer whose tokens name people of a bureau's subtree (登记外部身份源)." })
export class RegisterOutsideIssuerInput {
  @Field(() => String, {
    description:
      "The code of the bureau (单位代码): the issuer names its people and those beneath it, and nobody else.",
  })
  bureau: string;

  @Field(() => String, {
    description: "The issuer (签发者): the address exactly as it stands in the claim iss; https in production.",
  })
  issuer: string;

  @Field(() => String, { description: "The address of its key set (JWKS 地址); https in production." })
  jwksUrl: string;

  @Field(() => String, { description: "The audience that its tokens must name (受众), at most 200 characters." })
  audience: string;

  @Field(() => String, {
    defaultValue: "preferred_username",
    description: "The claim that names the login (登录名声明).",
  })
  loginClaim: string;
}

/** What removeOutsideIssuer takes. */
@InputType({ description: "An outside issuer whose tokens will no longer be taken (移除外部身份源)." })
export class RemoveOutsideIssuerInput {
  @Field(() => ID, { description: "The global identifier of the outside issuer (外部身份源标识)." })
  id: string;
}
