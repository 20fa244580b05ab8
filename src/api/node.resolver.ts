import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { Can } from "../access/index.js";
import type { RequestContext } from "../platform/context.js";
import { notFound, tooLarge } from "../platform/errors.js";
import { fromGlobalId } from "../platform/ids.js";
import { largestPage } from "../platform/pagination.js";
import { Node } from "../platform/relay.type.js";
import { Weight } from "../platform/weight.js";

/** Reads an object again by its global identifier; null for an unknown one, a foreign one, and no identifier of ours. */
async function readById(context: RequestContext, id: string): Promise<object | null> {
  const key = fromGlobalId(id);
  return key === null ? null : context.readNode(context, key.type, key.parts);
}

/** Relay's look-up of objects by their global identifiers. */
@Resolver()
export class NodeResolver {
  @Can("viewer.read")
  @Query(() => Node, {
    nullable: true,
    description:
      "The object of a global identifier (按全局标识读取; Relay Node). NOT_FOUND when there is none for you.",
  })
  async node(
    @Arg("id", () => ID, { description: "The global identifier, as an object's `id` field gave it (全局标识)." })
    id: string,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const found = await readById(context, id);
    if (found === null) throw notFound("id");
    return found;
  }

  @Can("viewer.read")
  @Weight(50, { itemsOf: "ids" })
  @Query(() => [Node], {
    nullable: "items",
    description:
      "The objects of up to 100 global identifiers (按全局标识批量读取), in their order; null where there is none for you.",
  })
  nodes(
    @Arg("ids", () => [ID], { description: "The global identifiers, 100 at most (全局标识)." }) ids: string[],
    @Ctx() context: RequestContext,
  ): Promise<object | null>[] {
    if (ids.length > largestPage) throw tooLarge("ids", ids.length, largestPage);
    return ids.map((id) => readById(context, id));
  }
}
