import { Field, Int, ObjectType } from "type-graphql";
import { toGlobalId } from "../../platform/ids.js";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import type { ApiClientRow } from "./api-clients.store.js";

/** A program of a bureau that signs in by client credentials. */
@ObjectType({
  description: "A program of a bureau that signs in by client credentials (API 客户端).",
  implements: Node,
  simpleResolvers: true,
})
export class ApiClient implements Node {
  id: string;

  @Field(() => String, { description: "The client_id for POST /oauth/token (客户端标识)." })
  clientId: string;

  @Field(() => String, { description: "The name (名称)." })
  name: string;

  @Field(() => [String], {
    description: "The scopes that it may ask for (授权范围), written as in OAuth, such as tickets.read.",
  })
  scopes: string[];

  @Field(() => InstantScalar, { description: "When it was made (创建时间)." })
  createdAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it stops working (到期时间); null for no end." })
  expiresAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was revoked (吊销时间)." })
  revokedAt: Date | null;

  @Field(() => Int, { description: "The version of today (版本号); a change names the version that it saw." })
  version: number;

  bureauCode: string;
}

/** A secret of a client, without the secret. */
@ObjectType({
  description: "A secret of an API client, without the secret itself (客户端密钥).",
  simpleResolvers: true,
})
export class ApiClientSecret {
  @Field(() => InstantScalar, { description: "When it was made (创建时间)." })
  createdAt: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When it stops working (失效时间), set by the rotation that replaced it.",
  })
  expiresAt: Date | null;
}

/** A page of API clients. */
export const { Connection: ApiClientConnection } = connectionTypes(
  () => ApiClient,
  "ApiClient",
  "API clients (API 客户端)",
);

/** The object of the API for a row. */
export function toApiClient(row: ApiClientRow): ApiClient {
  return Object.assign(new ApiClient(), {
    id: toGlobalId("ApiClient", row.id),
    clientId: row.id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
    version: row.version,
    bureauCode: row.bureau,
  });
}
