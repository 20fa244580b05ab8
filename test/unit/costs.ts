import { type OperationDefinitionNode, parse } from "graphql";
import { compileCost } from "../../src/api/limits/cost.js";
import type { Variables } from "../../src/api/limits/formula.js";
import { buildLianxinSchema } from "../../src/api/schema.js";

/** What the first operation of a document costs. */
export function costOf(text: string, variables: Variables = {}): number {
  const document = parse(text);
  const operation = document.definitions.find(({ kind }) => kind === "OperationDefinition");
  return compileCost(buildLianxinSchema(), document, operation as OperationDefinitionNode)(variables);
}
