import type { Draft } from "./plan.js";

type Fault = (document: string, draft: Draft) => string;

const before = (document: string, part: string): string => document.replace(/\}\s*$/, `${part} }`);

/** Ways in which a document is slightly wrong; each leaves most of it as it was. */
const faults: Readonly<Record<string, Fault>> = {
  unknownField: (document) => before(document, "nobodyKnowsThisField"),
  nearlyKnownField: (document) => document.replace(/\bid\b/, "idd"),
  noSelection: (document) => document.replace(/\{[^{}]*\}/, ""),
  emptySelection: (document) => document.replace(/\{[^{}]*\}/, "{ }"),
  selectionOfLeaf: (document) => document.replace(/\bid\b/, "id { x }"),
  unknownArgument: (document) => document.replace(/\(/, "(nobodyKnowsIt: 1, "),
  unknownDirective: (document) => document.replace(/\bid\b/, "id @nobodyKnowsIt"),
  repeatedDirective: (document) => document.replace(/\bid\b/, "id @skip(if: false) @skip(if: true)"),
  deferred: (document) => document.replace(/\bid\b/, "... @defer { id }"),
  conditionMissing: (document) => document.replace(/\bid\b/, "id @include"),
  undeclaredVariable: (document) => document.replace(/\bid\b/, "id @skip(if: $undeclared)"),
  unusedVariable: (document) => document.replace(/^(query|mutation)[^({]*/, "$& ($unused: Int) "),
  unknownType: (document) => document.replace(/^(query|mutation)[^({]*/, "$1 ($unknown: NobodyKnowsIt) "),
  unusedFragment: (document) => `${document} fragment Unused on Query { __typename }`,
  fragmentCycle: (document) => `${before(document, "...Turning")} fragment Turning on Query { ...Turning }`,
  fragmentOfLeaf: (document) => `${before(document, "...OfLeaf")} fragment OfLeaf on String { x }`,
  fragmentElsewhere: (document) => before(document, "... on PageInfo { hasNextPage }"),
  unknownFragment: (document) => before(document, "...Unknown"),
  conflictingFields: (document) => before(document, "one: __typename one: viewer { name }"),
  twoOperations: (document) => `${document} query Second { __typename }`,
  sameNameTwice: (document) => `${document} query Second { __typename } query Second { __typename }`,
  anonymousAndNamed: (document) => `{ __typename } ${document}`,
  subscription: (document) => document.replace(/^(query|mutation)/, "subscription"),
  otherOperation: (document) =>
    document.startsWith("query") ? document.replace("query", "mutation") : document.replace("mutation", "query"),
  onlyFragment: () => "fragment Alone on Query { __typename }",
  noBraceAtEnd: (document) => document.replace(/\}\s*$/, ""),
  braceTooMany: (document) => `${document} }`,
  oddCharacter: (document, { choices }) => {
    const place = choices.below(document.length);
    return (
      document.slice(0, place) + choices.pick(["\u0000", "é", "😀", "}", '"', '"""', "#", "\\"]) + document.slice(place)
    );
  },
  characterMissing: (document, { choices }) => {
    const place = choices.below(document.length);
    return document.slice(0, place) + document.slice(place + 1);
  },
  cutOff: (document, { choices }) => document.slice(0, choices.below(document.length)),
  schemaDefinition: (document) => `${document} type Query { x: Int }`,
  empty: () => "",
  introspection: (document) =>
    document.startsWith("query") ? before(document, "__schema { types { name fields { name } } }") : document,
  introspectionOfType: (document) =>
    document.startsWith("query")
      ? before(document, '__type(name: "Ticket") { fields { name type { name } } }')
      : document,
  manyAliases: (document) => before(document, Array.from({ length: 120 }, (_, n) => `a${n}: __typename`).join(" ")),
  manyDirectives: (document) => document.replace(/\bid\b/, `id ${"@include(if: true) ".repeat(40)}`),
  deepNesting: (document) => before(document, `... { ${"... { ".repeat(60)} __typename ${"} ".repeat(60)} }`),
};

/** The names of all faults. */
export const faultNames = Object.keys(faults);

/** The document, a little wrong. */
export function bent(draft: Draft, document: string): string {
  const name = draft.choices.pick(faultNames);
  return (faults[name] ?? ((text) => text))(document, draft);
}
