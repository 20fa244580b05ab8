import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";

/** What graphql-js itself says of a request before it runs. */
export type Judgement =
  | { isAccepted: false; reason: string }
  | {
      isAccepted: true;
      operation: OperationDefinitionNode;
      fragments: ReadonlyMap<string, FragmentDefinitionNode>;
      variables: Readonly<Record<string, unknown>>;
    };

const refused = (reason: string): Judgement => ({ isAccepted: false, reason });

/** Says whether the specification lets a document with these variables run: it is parsed, validated and given its values. */
export function judge(
  schema: GraphQLSchema,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Judgement {
  let parsed: DocumentNode;
  try {
    parsed = parse(document);
  } catch (error) {
    if (error instanceof GraphQLError) return refused(error.message);
    throw error;
  }
  const wrong = wrongIn(schema, parsed);
  if (wrong !== null) return refused(wrong);
  const operations = parsed.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) return refused("not exactly one operation");
  if (schema.getRootType(operation.operation) == null) return refused(`the schema has no ${operation.operation}`);
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (values.coerced === undefined) return refused(values.errors[0]?.message ?? "the variables do not fit");
  const fragments = parsed.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return {
    isAccepted: true,
    operation,
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    variables: values.coerced,
  };
}

// Of a subscription whose root fields hang on variables graphql-js throws what it should answer.
function wrongIn(schema: GraphQLSchema, document: DocumentNode): string | null {
  try {
    const [wrong] = validate(schema, document, undefined, { maxErrors: 1 });
    return wrong?.message ?? null;
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
}
