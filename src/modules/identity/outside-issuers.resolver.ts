import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { RegisterOutsideIssuerInput, RemoveOutsideIssuerInput } from "./access.inputs.js";
import { registerOutsideIssuer } from "./commands/register-outside-issuer.js";
import { removeOutsideIssuer } from "./commands/remove-outside-issuer.js";
import { OutsideIssuer, OutsideIssuerConnection, toOutsideIssuer } from "./outside-issuer.type.js";
import { RegisterOutsideIssuerPayload, RemoveOutsideIssuerPayload } from "./payloads.type.js";
import { pageOfOutsideIssuers } from "./reading.js";

const inputDescription = { description: "What is asked for (请求参数)." };

/** The query and mutations about outside issuers, and their nested fields. */
@Resolver(() => OutsideIssuer)
export class OutsideIssuersResolver {
  @Can("issuer.manage")
  @Query(() => OutsideIssuerConnection, {
    description: "The outside issuers registered now, in your scope, in the order of registration (外部身份源查询).",
  })
  outsideIssuers(
    @Ctx() context: RequestContext,
    @Arg("bureau", () => String, { nullable: true, description: "The code of their bureau (单位代码)." })
    bureau?: string | null,
    @Arg("first", () => Int, { nullable: true, description: "How many items the page holds, at most 100 (每页条数)." })
    first?: number | null,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
    after?: string | null,
  ): Promise<ConnectionValue<OutsideIssuer>> {
    return pageOfOutsideIssuers(context, bureau ?? null, { first, after });
  }

  @Can("issuer.manage")
  @Mutation(() => RegisterOutsideIssuerPayload, {
    description: "Registers an OpenID issuer that may name people of a bureau's subtree (登记外部身份源).",
  })
  async registerOutsideIssuer(
    @Ctx() context: RequestContext,
    @Arg("input", () => RegisterOutsideIssuerInput, inputDescription) input: RegisterOutsideIssuerInput,
  ): Promise<RegisterOutsideIssuerPayload> {
    return { outsideIssuer: toOutsideIssuer(await registerOutsideIssuer(context, input)) };
  }

  @Can("issuer.manage")
  @Mutation(() => RemoveOutsideIssuerPayload, { description: "Removes an outside issuer (移除外部身份源)." })
  async removeOutsideIssuer(
    @Ctx() context: RequestContext,
    @Arg("input", () => RemoveOutsideIssuerInput, inputDescription) input: RemoveOutsideIssuerInput,
  ): Promise<RemoveOutsideIssuerPayload> {
    return { outsideIssuer: toOutsideIssuer(await removeOutsideIssuer(context, input)) };
  }

  @FieldResolver(() => Bureau, { description: "The bureau for which it is registered (单位)." })
  bureau(@Root() issuer: OutsideIssuer, @Ctx() context: RequestContext): Loaded<Bureau> {
    return bureauLoader(context, issuer.bureauCode);
  }
}
