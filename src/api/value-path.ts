import { type ASTNode, Kind, parse, visit } from "graphql";

/**
 * Where a value stands in the arguments of its document, such as "input.respondent.creditCode"; empty when that is not
 * known. Only for the answer to a wrong value: it parses the document again.
 */
export function fieldOfValue(value: ASTNode): string {
  const { loc } = value;
  if (loc === undefined) return "";
  let found = "";
  const names: string[] = [];
  visit(parse(loc.source), {
    enter: (node) => {
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) names.push(node.name.value);
      if (node.kind === value.kind && node.loc?.start === loc.start) found = names.join(".");
    },
    leave: (node) => {
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) names.pop();
    },
  });
  return found;
}
