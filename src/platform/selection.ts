import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from "graphql";

const known = new WeakMap<FieldNode, ReadonlySet<string>>();

/**
 * The names of the fields that are selected of the items of a connection, under `nodes` and `edges { node }`, through
 * fragments, also those that a directive leaves out. A document is looked through once.
 */
export function itemFieldsOf(info: Pick<GraphQLResolveInfo, "fieldNodes" | "fragments">): ReadonlySet<string> {
  // Of several nodes for one field, variables may decide which count.
  const only = info.fieldNodes.length === 1 ? info.fieldNodes[0] : undefined;
  const before = only === undefined ? undefined : known.get(only);
  if (before !== undefined) return before;
  const selections = (nodes: readonly FieldNode[]) => nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const under = (sets: readonly SelectionSetNode[], name: string) =>
    selections(fieldsOf(sets, info).filter((field) => field.name.value === name));
  const connection = selections(info.fieldNodes);
  const items = [...under(connection, "nodes"), ...under(under(connection, "edges"), "node")];
  const names = new Set(fieldsOf(items, info).map((field) => field.name.value));
  if (only !== undefined) known.set(only, names);
  return names;
}

function fieldsOf(sets: readonly SelectionSetNode[], info: Pick<GraphQLResolveInfo, "fragments">): FieldNode[] {
  return sets.flatMap(({ selections }) =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf([selection.selectionSet], info);
      const fragment = info.fragments[selection.name.value];
      return fragment === undefined ? [] : fieldsOf([fragment.selectionSet], info);
    }),
  );
}
