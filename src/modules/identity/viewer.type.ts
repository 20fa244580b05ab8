import { Field, ObjectType } from "type-graphql";
import type { Actor, Role } from "../../platform/actor.js";
import { RoleEnum } from "./role.type.js";

/** The program that acts. */
@ObjectType({ description: "The program that acts (当前客户端).", simpleResolvers: true })
export class ViewerClient {
  @Field(() => String, { description: "The client_id (客户端标识)." })
  clientId: string;

  @Field(() => String, { description: "The name (名称)." })
  name: string;

  @Field(() => [String], { description: "The scopes of this token that the client still has (授权范围)." })
  scopes: string[];
}

/** Who acts in this request, and what he may do. */
@ObjectType({ description: "Who acts in this request, and what he may do (当前用户).", simpleResolvers: true })
export class Viewer {
  @Field(() => String, { description: "The name of the person, or of the program that acts for itself (名称)." })
  name: string;

  @Field(() => ViewerClient, {
    nullable: true,
    description: "The program that acts (API 客户端); null when a person acts himself.",
  })
  client: ViewerClient | null;

  @Field(() => [RoleEnum], { description: "The roles held today at the acting bureau (岗位)." })
  roles: Role[];

  @Field(() => [String], {
    description: "The actions that the roles, and for a client its scopes, hold (可执行操作), such as ticket.read.",
  })
  permittedActions: string[];

  bureauCode: string;
  personId: string | null;
}

/** The object of the API for an actor. */
export function toViewer(actor: Actor, permittedActions: readonly string[]): Viewer {
  const { client } = actor;
  return Object.assign(new Viewer(), {
    name: actor.person?.name ?? client?.name ?? "",
    client: client === null ? null : { clientId: client.id, name: client.name, scopes: [...client.scopes] },
    roles: [...actor.roles],
    permittedActions: [...permittedActions],
    bureauCode: actor.bureau.bureau,
    personId: actor.person?.id ?? null,
  });
}
