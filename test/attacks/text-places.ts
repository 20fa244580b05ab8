import {
  type GraphQLInputType,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from "graphql";
import { type RootFieldName, rootField } from "../access/documents.js";
import type { Variables } from "../api.js";

/** A place in the arguments of a root field where a caller may write a text. */
export interface TextPlace {
  /** The path from the argument on, such as "input.contact.name". */
  path: string;
  /** The name of the scalar that stands there, such as ID. */
  scalar: string;
  /** The variables with a text at this place; what is missing on the way there is filled in with the least that fits. */
  put(variables: Variables, text: string): Variables;
}

const notTexts: ReadonlySet<string> = new Set(["Int", "Float", "Boolean"]);

/** Every place in the arguments of a root field where a text may stand, in lists and in inputs within inputs too. */
export function textPlaces(name: RootFieldName): TextPlace[] {
  return rootField(name).args.flatMap(({ name: argument, type }) =>
    placesIn(type, argument).map(({ path, scalar, bend }) => ({
      path,
      scalar,
      put: (variables: Variables, text: string) => ({ ...variables, [argument]: bend(variables[argument], text) }),
    })),
  );
}

interface Place {
  path: string;
  scalar: string;
  bend: (value: unknown, text: string) => unknown;
}

function placesIn(type: GraphQLInputType, path: string): Place[] {
  const inner = getNullableType(type);
  if (isListType(inner)) {
    return placesIn(inner.ofType, path).map((place) => ({
      ...place,
      bend: (value, text) => [place.bend(Array.isArray(value) ? value[0] : undefined, text)],
    }));
  }
  if (isInputObjectType(inner)) {
    return Object.values(inner.getFields()).flatMap((field) =>
      placesIn(field.type, `${path}.${field.name}`).map((place) => ({
        ...place,
        bend: (value: unknown, text: string) => {
          const whole = (value ?? leastOf(inner)) as Record<string, unknown>;
          return { ...whole, [field.name]: place.bend(whole[field.name], text) };
        },
      })),
    );
  }
  if (!isScalarType(inner) || notTexts.has(inner.name)) return [];
  return [{ path, scalar: inner.name, bend: (_, text) => text }];
}

/** The least value that fits a type. */
function leastOf(type: GraphQLInputType): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return [leastOf(inner.ofType)];
  const named = getNamedType(inner);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) {
    const needed = Object.values(named.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(needed.map((field) => [field.name, leastOf(field.type)]));
  }
  return { Int: 1, Float: 1, Boolean: true, LocalDate: "2026-01-01" }[named.name] ?? "x";
}

// Of what has no end nobody counts the items: they are read instead.
function readOf(type: GraphQLNamedType): string {
  if (!isObjectType(type) || !type.name.endsWith("Connection")) return "__typename";
  return "totalCount" in type.getFields() ? "totalCount" : "nodes { __typename }";
}

/** The shortest document that asks a root field with these variables, and how many objects it finds. */
export function probeOf(name: RootFieldName, variables: Variables): string {
  const [root, fieldName] = name.split(".");
  const { args, type } = rootField(name);
  const given = args.filter((argument) => argument.name in variables);
  const declared = given.map((argument) => `$${argument.name}: ${argument.type}`).join(", ");
  const passed = given.map((argument) => `${argument.name}: $${argument.name}`).join(", ");
  const [outer, inner] = given.length === 0 ? ["", ""] : [`(${declared})`, `(${passed})`];
  const selection = readOf(getNamedType(type));
  return `${root?.toLowerCase()} Probe${outer} { ${fieldName}${inner} { ${selection} } }`;
}
