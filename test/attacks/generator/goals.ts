import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

type Field = GraphQLField<unknown, unknown>;

/** Whether a field answers a list. */
export const isList = ({ type }: Field): boolean => isListType(isNonNullType(type) ? type.ofType : type);

/** By type of objects how many levels lie between it and a goal; what does not lead there is missing. */
type Distances = ReadonlyMap<string, number>;

// A list counts for two levels, as it does where fields are chosen.
const levelsOf = (field: Field): number => (isList(field) ? 2 : 1);

const objectTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter(isObjectType);

const fieldsOf = (type: GraphQLObjectType): Field[] => Object.values(type.getFields());

function measured(schema: GraphQLSchema, goal: string): Distances {
  const distances = new Map([[goal, 0]]);
  const types = objectTypes(schema);
  for (let isNearer = true; isNearer; ) {
    isNearer = false;
    for (const type of types) {
      for (const field of fieldsOf(type)) {
        const rest = distances.get(getNamedType(field.type).name);
        if (rest === undefined || rest + levelsOf(field) >= (distances.get(type.name) ?? Number.POSITIVE_INFINITY)) {
          continue;
        }
        distances.set(type.name, rest + levelsOf(field));
        isNearer = true;
      }
    }
  }
  return distances;
}

const known = new WeakMap<GraphQLSchema, Map<string, Distances>>();

function distancesTo(schema: GraphQLSchema, goal: string): Distances {
  const bySchema = known.get(schema) ?? new Map<string, Distances>();
  known.set(schema, bySchema);
  const distances = bySchema.get(goal) ?? measured(schema, goal);
  bySchema.set(goal, distances);
  return distances;
}

const goals = new WeakMap<GraphQLSchema, ReadonlyMap<string, readonly string[]>>();

// Each type is the goal of the root fields that lead there in the fewest levels.
function goalsByRoot(schema: GraphQLSchema): ReadonlyMap<string, readonly string[]> {
  const made = goals.get(schema);
  if (made !== undefined) return made;
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    type == null ? [] : fieldsOf(type).map((field) => ({ name: `${type.name}.${field.name}`, field })),
  );
  const byRoot = new Map<string, string[]>();
  for (const { name: goal } of objectTypes(schema)) {
    const distances = distancesTo(schema, goal);
    const far = ({ field }: (typeof roots)[number]): number =>
      (distances.get(getNamedType(field.type).name) ?? Number.POSITIVE_INFINITY) + levelsOf(field);
    const nearest = Math.min(...roots.map(far));
    if (nearest === Number.POSITIVE_INFINITY) continue;
    for (const root of roots.filter((one) => far(one) === nearest)) {
      byRoot.set(root.name, [...(byRoot.get(root.name) ?? []), goal]);
    }
  }
  goals.set(schema, byRoot);
  return byRoot;
}

/** The types of objects to which no root field leads in fewer levels than this one, such as "Query.ticket". */
export const goalsOf = (schema: GraphQLSchema, root: string): readonly string[] => goalsByRoot(schema).get(root) ?? [];

/** The field of a type that leads to a goal in the fewest levels; null where none does in so many, or this is the goal. */
export function fieldToward(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  goal: string,
  levels: number,
): Field | null {
  const distances = distancesTo(schema, goal);
  const left = distances.get(type.name);
  if (left === undefined || left === 0 || left > levels) return null;
  const leads = (field: Field): boolean =>
    (distances.get(getNamedType(field.type).name) ?? Number.POSITIVE_INFINITY) + levelsOf(field) === left;
  return fieldsOf(type).find(leads) ?? null;
}
