import "reflect-metadata";
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import { describe, expect, test } from "vitest";
import { buildLianxinSchema } from "../../src/api/schema.js";
import { errorCodes } from "../../src/platform/errors.js";

/** An element of the schema by its coordinate, such as "Query.ticket(id:)", with its description. */
type Element = readonly [coordinate: string, description: string | null | undefined];

/**
 * The only elements that need no description of ours: the specification of GraphQL defines them and names them in
 * English (String, Boolean, Int, Float, ID, and the types of introspection). Directives of ours there are none.
 */
const isOfSpecification = (type: GraphQLNamedType): boolean => isSpecifiedScalarType(type) || isIntrospectionType(type);

function elementsOf(type: GraphQLNamedType): Element[] {
  const own: Element = [type.name, type.description];
  if (isEnumType(type)) {
    return [own, ...type.getValues().map((value): Element => [`${type.name}.${value.name}`, value.description])];
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return [own, ...fields.map((field): Element => [`${type.name}.${field.name}`, field.description])];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const fields = Object.values(type.getFields()).flatMap(({ name, description, args }): Element[] => [
    [`${type.name}.${name}`, description],
    ...args.map((argument): Element => [`${type.name}.${name}(${argument.name}:)`, argument.description]),
  ]);
  return [own, ...fields];
}

const schema = buildLianxinSchema();
const types = Object.values(schema.getTypeMap()).filter((type) => !isOfSpecification(type));
const elements = types.flatMap(elementsOf);
const failing = (isRight: (description: string) => boolean): string[] =>
  elements.filter(([, description]) => !isRight(description ?? "")).map(([coordinate]) => coordinate);

describe("the descriptions of the schema", () => {
  test("stand at every type, field, argument, input field and enum value", () => {
    expect(elements.length).toBeGreaterThan(900);
    expect(failing((description) => description.trim() !== "")).toEqual([]);
  });

  test("are full sentences: each ends with a full stop", () => {
    expect(failing((description) => description.endsWith("."))).toEqual([]);
  });

  test("hold the Chinese term", () => {
    expect(failing((description) => /\p{Script=Han}/u.test(description))).toEqual([]);
  });

  test("of Query list every code of the closed list of errors with its sentence", () => {
    const lines = schema.getQueryType()?.description?.split("\n") ?? [];
    const listed = lines.filter((line) => line.startsWith("- "));
    expect(listed).toEqual(Object.entries(errorCodes).map(([code, sentence]) => `- ${code}: ${sentence}`));
  });
});
