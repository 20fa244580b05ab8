import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { CreateApiClientInput, RevokeApiClientInput, RotateApiClientSecretInput } from "./access.inputs.js";
import { ApiClient, ApiClientConnection, ApiClientSecret, toApiClient } from "./api-client.type.js";
import { createApiClient } from "./commands/create-api-client.js";
import { revokeApiClient } from "./commands/revoke-api-client.js";
import { rotateApiClientSecret } from "./commands/rotate-api-client-secret.js";
import { secretsLoader } from "./loaders.js";
import { CreateApiClientPayload, RevokeApiClientPayload, RotateApiClientSecretPayload } from "./payloads.type.js";
import { pageOfApiClients } from "./reading.js";

const inputDescription = { description: "What is asked for (请求参数)." };

/** The query and mutations about API clients, and their nested fields. */
@Resolver(() => ApiClient)
export class ApiClientsResolver {
  @Can("client.read")
  @Query(() => ApiClientConnection, {
    description: "The API clients in your scope, in the order of their making (API 客户端查询).",
  })
  apiClients(
    @Ctx() context: RequestContext,
    @Arg("bureau", () => String, { nullable: true, description: "The code of their bureau (所属单位代码)." })
    bureau?: string | null,
    @Arg("first", () => Int, { nullable: true, description: "How many items the page holds, at most 100 (每页条数)." })
    first?: number | null,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
    after?: string | null,
  ): Promise<ConnectionValue<ApiClient>> {
    return pageOfApiClients(context, bureau ?? null, { first, after });
  }

  @Can("client.manage")
  @Mutation(() => CreateApiClientPayload, {
    description: "Makes an API client for a bureau of your subtree; its secret is shown once (新增 API 客户端).",
  })
  async createApiClient(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateApiClientInput, inputDescription) input: CreateApiClientInput,
  ): Promise<CreateApiClientPayload> {
    const { client, secret } = await createApiClient(context, input);
    return { apiClient: toApiClient(client), secret };
  }

  @Can("client.manage")
  @Mutation(() => RotateApiClientSecretPayload, {
    description: "Gives an API client a new secret, shown once; the old one works for the overlap (轮换客户端密钥).",
  })
  async rotateApiClientSecret(
    @Ctx() context: RequestContext,
    @Arg("input", () => RotateApiClientSecretInput, inputDescription) input: RotateApiClientSecretInput,
  ): Promise<RotateApiClientSecretPayload> {
    const { client, secret } = await rotateApiClientSecret(context, input);
    return { apiClient: toApiClient(client), secret };
  }

  @Can("client.manage")
  @Mutation(() => RevokeApiClientPayload, { description: "Revokes an API client for good (吊销客户端)." })
  async revokeApiClient(
    @Ctx() context: RequestContext,
    @Arg("input", () => RevokeApiClientInput, inputDescription) input: RevokeApiClientInput,
  ): Promise<RevokeApiClientPayload> {
    return { apiClient: toApiClient(await revokeApiClient(context, input)) };
  }

  @FieldResolver(() => Bureau, { description: "The bureau inside which it acts (所属单位)." })
  bureau(@Root() client: ApiClient, @Ctx() context: RequestContext): Loaded<Bureau> {
    return bureauLoader(context, client.bureauCode);
  }

  @Weight(10, { items: 2 })
  @FieldResolver(() => [ApiClientSecret], {
    description: "The secrets that work now, the newest first, without the secrets themselves (有效密钥).",
  })
  async secrets(@Root() client: ApiClient, @Ctx() context: RequestContext): Promise<ApiClientSecret[]> {
    return (await secretsLoader(context, client.clientId)) ?? [];
  }
}
