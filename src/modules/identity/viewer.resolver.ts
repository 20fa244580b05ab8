import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Can, heldActions } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { readOwnRecord } from "./loaders.js";
import { Person } from "./person.type.js";
import { RoleHolding } from "./role.type.js";
import { toViewer, Viewer } from "./viewer.type.js";

/** The query about oneself. */
@Resolver(() => Viewer)
export class ViewerResolver {
  @Can("viewer.read")
  @Query(() => Viewer, { description: "Who acts in this request, and what he may do (当前用户)." })
  viewer(@Ctx() context: RequestContext): Viewer {
    const actor = actorOf(context);
    return toViewer(actor, heldActions(actor));
  }

  @FieldResolver(() => Bureau, { description: "The bureau in which this request acts (当前单位)." })
  bureau(@Root() viewer: Viewer, @Ctx() context: RequestContext): Loaded<Bureau> {
    return bureauLoader(context, viewer.bureauCode);
  }

  @FieldResolver(() => Person, {
    nullable: true,
    description: "The person who acts (当前人员); null for a program that acts for itself.",
  })
  async person(@Ctx() context: RequestContext): Promise<Person | null> {
    return (await readOwnRecord(context))?.person ?? null;
  }

  @Weight(0, { items: 5 })
  @FieldResolver(() => [RoleHolding], {
    description:
      "All the roles that the person holds or will hold, at any bureau (全部岗位). A request names the bureau in which it acts by the header Lianxin-Bureau.",
  })
  async holdings(@Ctx() context: RequestContext): Promise<RoleHolding[]> {
    return (await readOwnRecord(context))?.holdings ?? [];
  }
}
