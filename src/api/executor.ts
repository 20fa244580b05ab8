import {
  type DocumentNode,
  type ExecutionResult,
  execute as executeByGraphqlJs,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  locatedError,
  OperationTypeNode,
} from "graphql";
import { executeFields, executeFieldsInTurn } from "./executor-fields.js";
import { type PlannedOperation, readOperation, rootSelection } from "./executor-plan.js";
import { type Answered, noteError, type Run } from "./executor-run.js";

/** One operation to execute: its document is parsed and fits the schema. */
export interface OperationRequest {
  readonly document: DocumentNode;
  /** The operation that is meant, where the document has several. */
  readonly operationName: string | null;
  /** The values of the variables, as the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the resolvers know of their request. */
  readonly context: object;
}

/** Executes an operation. Errors of fields are part of the result; nothing is thrown. */
export type Execute = (request: OperationRequest) => Promise<ExecutionResult>;

/** Makes the executor of a schema. */
export type ExecutorOfSchema = (schema: GraphQLSchema) => Execute;

// As graphql-js does when it is not told otherwise.
const mostVariableErrors = 50;

/**
 * Makes the executor that plans each operation once and then only runs the plan.
 *
 * Its answers are those of graphql-js, to the order of the fields and errors: variables, arguments, conditions and
 * fragments are read by graphql-js itself, and the tests run every operation through both. What it saves is what
 * graphql-js does anew for each row: finding the definition of a field, its type and its fields, and making promises
 * where nobody waits.
 *
 * Plans are kept with the document that they were made of, so the bounded document store of the server bounds them too.
 */
export function createPlannedExecutor(schema: GraphQLSchema): Execute {
  const operationOf = planner(schema);
  return async (request) => {
    const operation = operationOf(request.document, request.operationName);
    // What cannot be planned, graphql-js answers: it knows how to say that there is no such operation.
    return operation === null ? executeAsWritten(schema, request) : executePlanned(schema, operation, request);
  };
}

/** Executes a subscription's operation for one thing that it is told: a result is written for it as for a query. */
export type ExecuteTold = (request: OperationRequest, told: object) => Promise<ExecutionResult>;

/**
 * Makes the executor of what subscriptions are told, by plans as for other operations.
 *
 * @throws the one it returns: an Error where the document has no such operation, which was found out at its opening
 */
export function createToldExecutor(schema: GraphQLSchema): ExecuteTold {
  const operationOf = planner(schema);
  return async (request, told) => {
    const operation = operationOf(request.document, request.operationName);
    if (operation === null) throw new Error("a subscription lost its operation");
    return executePlanned(schema, operation, request, told);
  };
}

/** Remembers the operations of documents with their plans, as long as the documents are kept. */
function planner(schema: GraphQLSchema) {
  const known = new WeakMap<DocumentNode, Map<string | null, PlannedOperation>>();
  return (document: DocumentNode, name: string | null): PlannedOperation | null => {
    const operations = known.get(document) ?? new Map<string | null, PlannedOperation>();
    known.set(document, operations);
    const operation = operations.get(name) ?? readOperation(schema, document, name);
    if (operation !== null) operations.set(name, operation);
    return operation;
  };
}

/** Makes the executor of graphql-js: slower, and the measure for the other. */
export function createGraphqlJsExecutor(schema: GraphQLSchema): Execute {
  return async (request) => executeAsWritten(schema, request);
}

function executeAsWritten(
  schema: GraphQLSchema,
  { context, document, operationName, variables }: OperationRequest,
): ExecutionResult | Promise<ExecutionResult> {
  return executeByGraphqlJs({ schema, document, operationName, variableValues: variables, contextValue: context });
}

async function executePlanned(
  schema: GraphQLSchema,
  { operation, planFor }: PlannedOperation,
  { context, variables }: OperationRequest,
  root?: object,
): Promise<ExecutionResult> {
  const definitions = operation.variableDefinitions ?? [];
  const given = getVariableValues(schema, definitions, variables, { maxErrors: mostVariableErrors });
  if (given.errors !== undefined) return { errors: given.errors };
  const errors: GraphQLError[] = [];
  const run: Run = { plan: planFor(given.coerced), variables: given.coerced, context, errors, nulled: null };
  let data: Answered | null;
  try {
    data = await executeOperation(run, root);
  } catch (error) {
    noteError(run, error instanceof GraphQLError ? error : locatedError(error, undefined), undefined);
    data = null;
  }
  return errors.length === 0 ? { data } : { errors, data };
}

function executeOperation(run: Run, root: object | undefined): Answered | PromiseLike<Answered> {
  const { operation, schema } = run.plan;
  const rootType = schema.getRootType(operation.operation);
  if (rootType == null) throw new Error(`The schema has no ${operation.operation}.`);
  const selection = rootSelection(run.plan, rootType);
  return operation.operation === OperationTypeNode.MUTATION
    ? executeFieldsInTurn(run, selection, undefined)
    : executeFields(run, selection, root, undefined);
}
