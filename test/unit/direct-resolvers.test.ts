import { isIntrospectionType, isObjectType } from "graphql";
import { Authorized, buildSchemaSync, Field, ObjectType, Query, Resolver } from "type-graphql";
import { describe, expect, test } from "vitest";
import { resolveDirectly } from "../../src/api/direct-resolvers.js";
import { buildLianxinSchema } from "../../src/api/schema.js";

@ObjectType()
class GuardedThing {
  @Authorized("thing.read")
  @Field(() => String)
  secret: string;
}

@Resolver()
class GuardedThingResolver {
  @Query(() => GuardedThing)
  thing(): GuardedThing {
    return { secret: "known" };
  }
}

describe("fields beneath the roots", () => {
  test("that declare an action keep the server from starting", () => {
    const schema = buildSchemaSync({ resolvers: [GuardedThingResolver], validate: false, authChecker: () => false });
    expect(() => resolveDirectly(schema)).toThrow("the field GuardedThing.secret declares an action");
  });

  test("have a wrapper of TypeGraphQL only where they have arguments", () => {
    const wrapped: string[] = [];
    for (const type of Object.values(buildLianxinSchema().getTypeMap())) {
      if (!isObjectType(type) || isIntrospectionType(type) || /^(Query|Mutation|Subscription)$/.test(type.name))
        continue;
      for (const { args, name, resolve } of Object.values(type.getFields())) {
        if (args.length === 0 && resolve !== undefined && String(resolve).includes("resolverData")) {
          wrapped.push(`${type.name}.${name}`);
        }
      }
    }
    expect(wrapped).toEqual([]);
  });
});
