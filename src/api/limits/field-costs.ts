import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isLeafType,
  isListType,
} from "graphql";
import type { FieldCost } from "../../platform/weight.js";

/** What a field costs, all that is usual filled in. */
export interface FullFieldCost extends FieldCost {
  /** What each object costs that the field gives, beside what is read of it. */
  each: number;
  /** Whether the argument `first` says how many items the list within the value has. */
  isConnection: boolean;
  isList: boolean;
  items: number;
}

/** What things cost that do not say otherwise by `Weight`. */
export const usualCosts = {
  /** A plain value. */
  leaf: 1,
  /** An object: a row that is read and made into one. */
  object: 10,
  /** A root field that reads: a transaction of its own. */
  query: 50,
  /** A root field that changes something: locks, checks, and the writing of the row, the audit and the event. */
  mutation: 500,
  /** The items of a list without `first`. */
  items: 10,
} as const;

// What only wraps what is read costs nothing of its own.
const wrapper = /(Connection|Edge|Payload|PageInfo)$/;

// The schema describes itself: it has about so many types, and each of them so many of these on average.
const introspectionItems: Readonly<Record<string, number>> = {
  "__Schema.types": 200,
  "__Schema.directives": 5,
  "__Type.fields": 4,
  "__Type.inputFields": 2,
  "__Type.enumValues": 2,
  "__Type.interfaces": 0.2,
  "__Type.possibleTypes": 0.2,
  "__Field.args": 0.5,
  "__Directive.args": 2,
  "__Directive.locations": 5,
};

/**
 * What a field costs.
 *
 * @param owner the name of the type that has the field
 */
export function costOfField(
  schema: GraphQLSchema,
  owner: string,
  field: GraphQLField<unknown, unknown>,
): FullFieldCost {
  const declared = field.extensions.cost as FieldCost | undefined;
  const type = getNamedType(field.type);
  const isIntrospection = owner.startsWith("__") || type.name.startsWith("__");
  const isList = isListType(getNullableType(field.type));
  return {
    items: introspectionItems[`${owner}.${field.name}`] ?? usualCosts.items,
    ...declared,
    weight: declared?.weight ?? usualWeight(schema, owner, isLeafType(type)),
    each: isCompositeType(type) && !isIntrospection && !wrapper.test(type.name) ? usualCosts.object : 0,
    // Lists of plain values are written as one.
    isList: isList && isCompositeType(type),
    isConnection: !isList && field.args.some(({ name }) => name === "first"),
  };
}

function usualWeight(schema: GraphQLSchema, owner: string, isLeaf: boolean): number {
  if (owner === schema.getMutationType()?.name) return usualCosts.mutation;
  if (owner === schema.getQueryType()?.name) return usualCosts.query;
  return isLeaf ? usualCosts.leaf : 0;
}
