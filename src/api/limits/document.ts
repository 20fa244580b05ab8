import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from "graphql";
import { type ApplicationError, tooLarge } from "../../platform/errors.js";
import { mostListItems } from "./variables.js";

/** What a document may hold, fragments followed where they are spread. */
export const documentLimits = {
  /** Words and signs, as the parser counts them. */
  tokens: 1500,
  /** Fields within each other. */
  depth: 12,
  /** Fields within each other, of an operation that asks for the schema. */
  introspectionDepth: 15,
  /** Aliases, those of `__typename` too. */
  aliases: 30,
  /** Fields of one operation at its root. */
  rootFields: 10,
  /** Fragments that are defined. */
  fragments: 50,
  /** Fields that stand in a selection once more, under the same name; validation compares each with each. */
  repeats: 50,
  /** Directives at one place. */
  directivesAtOnePlace: 5,
  /** Directives in all. */
  directives: 50,
} as const;

const directivesField = "document.directives";

/**
 * Whether a document is larger than it may be. It need not fit the schema: this is asked before it is validated, since
 * validation itself takes longer than linear time. It takes time in proportion to the document's length.
 *
 * @returns TOO_LARGE, whose field names the limit; null when the document is within all of them
 */
export function largenessOf(document: DocumentNode): ApplicationError | null {
  return countedLargeness(document) ?? nestedLargeness(document);
}

/** What is counted without looking at what stands inside of what. */
function countedLargeness(document: DocumentNode): ApplicationError | null {
  let aliases = 0;
  let directives = 0;
  let directivesAtOnePlace = 0;
  let listItems = 0;
  let fragments = 0;
  let repeats = 0;
  visit(document, {
    enter: (node) => {
      if (node.kind === Kind.FIELD && node.alias !== undefined) aliases += 1;
      if (node.kind === Kind.FRAGMENT_DEFINITION) fragments += 1;
      if (node.kind !== Kind.INLINE_FRAGMENT && "selectionSet" in node) repeats += repeatsIn(node.selectionSet);
      if (node.kind === Kind.LIST) listItems = Math.max(listItems, node.values.length);
      const here = "directives" in node ? ((node.directives as readonly DirectiveNode[] | undefined)?.length ?? 0) : 0;
      directives += here;
      directivesAtOnePlace = Math.max(directivesAtOnePlace, here);
    },
  });
  return (
    beyond("document.aliases", aliases, documentLimits.aliases) ??
    beyond("document.fragments", fragments, documentLimits.fragments) ??
    beyond("document.repeats", repeats, documentLimits.repeats) ??
    beyond(directivesField, directivesAtOnePlace, documentLimits.directivesAtOnePlace) ??
    beyond(directivesField, directives, documentLimits.directives) ??
    beyond("document.list", listItems, mostListItems)
  );
}

/** How many fields of a selection, those of its inline fragments too, have a name in the answer that one before has. */
function repeatsIn(selectionSet: SelectionSetNode | undefined): number {
  const names = new Set<string>();
  let fields = 0;
  const look = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet);
      if (selection.kind !== Kind.FIELD) continue;
      fields += 1;
      names.add((selection.alias ?? selection.name).value);
    }
  };
  if (selectionSet !== undefined) look(selectionSet);
  return fields - names.size;
}

function nestedLargeness(document: DocumentNode): ApplicationError | null {
  const fragments = fragmentsOf(document);
  const depthOf = measureDepth(fragments);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const roots = rootFields(definition.selectionSet, fragments);
    const isIntrospection = roots.some((name) => name === "__schema" || name === "__type");
    const deepest = isIntrospection ? documentLimits.introspectionDepth : documentLimits.depth;
    const error =
      beyond("document.rootFields", roots.length, documentLimits.rootFields) ??
      beyond("document.depth", depthOf(definition.selectionSet), deepest);
    if (error !== null) return error;
  }
  return null;
}

function beyond(field: string, actual: number, limit: number): ApplicationError | null {
  return actual > limit ? tooLarge(field, actual, limit) : null;
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

/** The names of the fields at the root of an operation, each fragment followed once, as the execution does it. */
function rootFields(root: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): string[] {
  const names: string[] = [];
  const followed = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) names.push(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (!followed.has(selection.name.value)) {
        followed.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) collect(fragment.selectionSet);
      }
    }
  };
  collect(root);
  return names;
}

/**
 * Makes the function that measures how deep a selection goes. Each fragment is measured once, however often it is spread;
 * one that spreads itself, which validation refuses, adds nothing.
 */
function measureDepth(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): (selections: SelectionSetNode) => number {
  const measured = new Map<string, number>();
  const ofSelection = (selection: SelectionNode): number => {
    if (selection.kind === Kind.FIELD) return 1 + (selection.selectionSet ? ofAll(selection.selectionSet) : 0);
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofAll(selection.selectionSet);
    const name = selection.name.value;
    const known = measured.get(name);
    if (known !== undefined) return known;
    measured.set(name, 0);
    const fragment = fragments.get(name);
    const depth = fragment === undefined ? 0 : ofAll(fragment.selectionSet);
    measured.set(name, depth);
    return depth;
  };
  const ofAll = ({ selections }: SelectionSetNode): number => Math.max(0, ...selections.map(ofSelection));
  return ofAll;
}
