import { type ClassType, Field, ID, Int, InterfaceType, ObjectType } from "type-graphql";
import type { RequestContext } from "./context.js";
import { countLimit, type Page } from "./pagination.js";
import { Weight } from "./weight.js";

/** Relay's Node: every object that can be read again by a global identifier. */
@InterfaceType({ description: "An object with a global identifier (全局标识对象; Relay Node)." })
export abstract class Node {
  @Field(() => ID, { description: "The global identifier (全局标识); opaque." })
  id: string;
}

/** Reads an object of a type again by the parts of its key, under the scope of the request; null when invisible. */
export type NodeReader = (context: RequestContext, parts: readonly string[]) => Promise<object | null>;

/** Relay's PageInfo. Lists go forward only. */
@ObjectType({ description: "Where a page ends (分页信息; Relay PageInfo).", simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether more items follow (是否有下一页)." })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: "Whether items come before (是否有上一页); true when `after` was given." })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: "The cursor of the first item of the page (首条游标)." })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: "The cursor of the last item (末条游标); pass it as `after`." })
  endCursor: string | null;
}

/** A connection as the resolvers make it: the count is read only when it is asked for. */
export interface ConnectionValue<NodeValue> {
  edges: { node: NodeValue; cursor: string }[];
  pageInfo: PageInfo;
  counted: () => Promise<number>;
}

/**
 * Makes the connection and edge types of a list (Relay Cursor Connections).
 *
 * @param nodeType the type of the items
 * @param name the name of the item in the singular, such as "Ticket"
 * @param noun what the items are, with the Chinese term in brackets, for the descriptions
 */
export function connectionTypes<NodeValue extends object>(
  nodeType: () => ClassType<NodeValue>,
  name: string,
  noun: string,
) {
  @ObjectType(`${name}Edge`, { description: `One of the ${noun} of a page.`, simpleResolvers: true })
  class Edge {
    @Field(nodeType, { description: "The item (条目)." })
    node: NodeValue;

    @Field(() => String, { description: "The place of the item in the list (游标); pass it as `after`." })
    cursor: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${noun}.` })
  class Connection implements ConnectionValue<NodeValue> {
    @Field(() => [Edge], { description: "The items with their cursors (条目及游标)." })
    edges: Edge[];

    @Field(() => [nodeType()], { description: "The items alone (条目)." })
    nodes(): NodeValue[] {
      return this.edges.map(({ node }) => node);
    }

    @Field(() => PageInfo, { description: "Where the page ends (分页信息)." })
    pageInfo: PageInfo;

    @Weight(400)
    @Field(() => Int, {
      description: `How many there are in all (总数), exact up to ${countLimit}; see totalCountIsExact.`,
    })
    async totalCount(): Promise<number> {
      return Math.min(await this.counted(), countLimit);
    }

    @Weight(400)
    @Field(() => Boolean, {
      description: `Whether the total is exact (总数是否精确): false beyond ${countLimit}, where totalCount stops.`,
    })
    async totalCountIsExact(): Promise<boolean> {
      return (await this.counted()) <= countLimit;
    }

    counted: () => Promise<number>;
  }
  return { Connection, Edge };
}

/**
 * Makes the value of a connection.
 *
 * @param page the rows and their cursors
 * @param hasPrevious whether the page came after a cursor
 * @param count counts up to one more than the limit; called at most once, and only when asked for
 * @param toNode makes the item of a row
 */
export function toConnection<Row, NodeValue>(
  page: Page<Row>,
  hasPrevious: boolean,
  count: () => Promise<number>,
  toNode: (row: Row) => NodeValue,
): ConnectionValue<NodeValue> {
  let counting: Promise<number> | undefined;
  return {
    edges: page.rows.map((place) => ({
      node: toNode(place.row),
      get cursor() {
        return place.cursor;
      },
    })),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: hasPrevious,
      get startCursor() {
        return page.rows[0]?.cursor ?? null;
      },
      get endCursor() {
        return page.rows.at(-1)?.cursor ?? null;
      },
    },
    counted: () => {
      counting ??= count();
      return counting;
    },
  };
}
