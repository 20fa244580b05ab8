import { Field, ObjectType } from "type-graphql";
import { toGlobalId } from "../../platform/ids.js";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import type { OutsideIssuerRow } from "./outside-issuers.store.js";

/** An OpenID issuer outside, whose tokens name people of one bureau's subtree. */
@ObjectType({
  description: "An OpenID issuer outside (外部身份源), whose tokens name people of one bureau and those beneath it.",
  implements: Node,
  simpleResolvers: true,
})
export class OutsideIssuer implements Node {
  id: string;

  @Field(() => String, { description: "The issuer (签发者), as it stands in the claim iss." })
  issuer: string;

  @Field(() => String, { description: "The address of its key set (JWKS 地址)." })
  jwksUrl: string;

  @Field(() => String, { description: "The audience that its tokens must name (受众)." })
  audience: string;

  @Field(() => String, { description: "The claim that names the login (登录名声明), such as preferred_username." })
  loginClaim: string;

  @Field(() => InstantScalar, { description: "When it was registered (登记时间)." })
  createdAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it was removed (移除时间)." })
  removedAt: Date | null;

  bureauCode: string;
}

/** A page of outside issuers. */
export const { Connection: OutsideIssuerConnection } = connectionTypes(
  () => OutsideIssuer,
  "OutsideIssuer",
  "outside issuers (外部身份源)",
);

/** The object of the API for a row. */
export function toOutsideIssuer(row: OutsideIssuerRow): OutsideIssuer {
  return Object.assign(new OutsideIssuer(), {
    id: toGlobalId("OutsideIssuer", row.id),
    issuer: row.issuer,
    jwksUrl: row.jwksUrl,
    audience: row.audience,
    loginClaim: row.loginClaim,
    createdAt: row.createdAt,
    removedAt: row.removedAt,
    bureauCode: row.bureau,
  });
}
