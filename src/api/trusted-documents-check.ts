import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  print,
  specifiedRules,
  validate,
} from "graphql";
import { tooCostly } from "../platform/errors.js";
import { conditionalSubscription, hasConditionalSubscription } from "./conditional-subscription.js";
import { compileCost } from "./limits/cost.js";
import { refusalOfDocument } from "./limits/gate.js";

/**
 * Gives the reasons, in English, why a document cannot be trusted; empty when it can.
 *
 * @param place what a reason begins with where the document has no file of its own
 */
export type DocumentCheck = (document: DocumentNode, place: string) => string[];

/**
 * Makes the check of trusted documents: each must fit the schema, must not ask for the schema itself, and must keep to the
 * limits of every document. Its cost is taken as it is when every variable without a default is missing; a request whose
 * variables ask for more may still be refused.
 *
 * @param mostCost the greatest cost of one operation
 */
export function createDocumentCheck(schema: GraphQLSchema, mostCost: number): DocumentCheck {
  const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule];
  return (document, place) => {
    // Before it is validated, since that takes longer the larger it is, and throws at a subscription that may be left out.
    const text = print(document);
    const refusal = refusalOfDocument(text) ?? (hasConditionalSubscription(text) ? conditionalSubscription() : null);
    if (refusal !== null) return [`${place}: ${refusal.text.en}`];
    const errors = validate(schema, document, rules, { maxErrors: 20 });
    if (errors.length > 0) return errors.map((error) => `${placeOf(error) ?? place}: ${error.message}`);
    return costliness(schema, document, mostCost).map((reason) => `${place}: ${reason}`);
  };
}

function costliness(schema: GraphQLSchema, document: DocumentNode, mostCost: number): string[] {
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const cost = compileCost(schema, document, definition)({});
    return cost > mostCost ? [tooCostly(cost, mostCost).text.en] : [];
  });
}

// Where a document was read from a file, an error says where in it.
function placeOf(error: GraphQLError): string | null {
  const loc = error.nodes?.[0]?.loc;
  if (loc === undefined || loc.source.name === "GraphQL request") return null;
  return `${loc.source.name}:${loc.startToken.line}:${loc.startToken.column}`;
}
