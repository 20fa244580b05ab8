import { type DocumentNode, Kind, OperationTypeNode, parse, type SelectionSetNode } from "graphql";
import { ApplicationError } from "../platform/errors.js";

// More than any document has; what is longer is refused by its cost in any case.
const mostTokens = 20_000;

/**
 * Whether a document has a subscription whose root field may be left out (`@skip`, `@include`), which none may have (GraphQL,
 * section 5.2.4.1). What cannot be parsed has none.
 *
 * SECURITY: the validation of graphql-js throws at one whose condition is a variable, which would count as a fault of ours and
 * end the connection of everything else that somebody has subscribed to.
 */
export function hasConditionalSubscription(text: string): boolean {
  if (!text.includes("subscription") || !(text.includes("skip") || text.includes("include"))) return false;
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true, maxTokens: mostTokens });
  } catch {
    return false;
  }
  return document.definitions.some(
    (one) =>
      one.kind === Kind.OPERATION_DEFINITION &&
      one.operation === OperationTypeNode.SUBSCRIPTION &&
      isConditional(document, one.selectionSet, new Set()),
  );
}

function isConditional(document: DocumentNode, { selections }: SelectionSetNode, seen: Set<string>): boolean {
  return selections.some((selection) => {
    if (selection.directives?.some(({ name }) => conditions.has(name.value)) === true) return true;
    if (selection.kind === Kind.FIELD) return false;
    if (selection.kind === Kind.INLINE_FRAGMENT) return isConditional(document, selection.selectionSet, seen);
    const { value } = selection.name;
    if (seen.has(value)) return false;
    seen.add(value);
    const isMeant = (name: string): boolean => name === value;
    return document.definitions.some(
      (one) =>
        one.kind === Kind.FRAGMENT_DEFINITION &&
        isMeant(one.name.value) &&
        isConditional(document, one.selectionSet, seen),
    );
  });
}

/** The names of the directives that leave fields out (GraphQL, section 3.13). */
export const conditions: ReadonlySet<string> = new Set(["skip", "include"]);

/** The refusal of such a subscription, a document that does not fit as any other, whichever way it came. */
export function conditionalSubscription(): ApplicationError {
  return new ApplicationError("INVALID_DOCUMENT", {
    zh: "GraphQL 请求无效：订阅字段不能使用 @skip 或 @include。",
    en: "The field of a subscription takes no @skip and no @include.",
  });
}
