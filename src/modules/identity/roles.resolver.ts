import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { grantRole } from "./commands/grant-role.js";
import { withdrawRole } from "./commands/withdraw-role.js";
import { personLoader } from "./loaders.js";
import { GrantRolePayload, WithdrawRolePayload } from "./payloads.type.js";
import { GrantRoleInput, WithdrawRoleInput } from "./people.inputs.js";
import { Person } from "./person.type.js";
import { RoleHolding, toRoleHolding } from "./role.type.js";

const inputDescription = { description: "What is asked for (请求参数)." };

/** The mutations about roles, and the nested fields of a role held. */
@Resolver(() => RoleHolding)
export class RolesResolver {
  @Can("role.manage")
  @Mutation(() => GrantRolePayload, {
    description: "Gives a person of your subtree a role at a bureau of your subtree (授予岗位).",
  })
  async grantRole(
    @Ctx() context: RequestContext,
    @Arg("input", () => GrantRoleInput, inputDescription) input: GrantRoleInput,
  ): Promise<GrantRolePayload> {
    return { roleHolding: toRoleHolding(await grantRole(context, input)) };
  }

  @Can("role.manage")
  @Mutation(() => WithdrawRolePayload, {
    description:
      "Withdraws a role at a bureau of your subtree (撤销岗位), at once or from a later day on. FORBIDDEN for the last administrator of a bureau, unless you stand above it.",
  })
  async withdrawRole(
    @Ctx() context: RequestContext,
    @Arg("input", () => WithdrawRoleInput, inputDescription) input: WithdrawRoleInput,
  ): Promise<WithdrawRolePayload> {
    return { roleHolding: toRoleHolding(await withdrawRole(context, input)) };
  }

  @FieldResolver(() => Bureau, { description: "The bureau at which it is held (任岗单位)." })
  bureau(@Root() holding: RoleHolding, @Ctx() context: RequestContext): Loaded<Bureau> {
    return bureauLoader(context, holding.bureauCode);
  }

  @FieldResolver(() => Person, { nullable: true, description: "Who holds it (人员); null when out of your scope." })
  person(@Root() holding: RoleHolding, @Ctx() context: RequestContext): Promise<Person | null> {
    return personLoader(context, holding.personId);
  }
}
