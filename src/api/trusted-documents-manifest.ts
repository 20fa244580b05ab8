import { createHash } from "node:crypto";
import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  Source,
  visit,
} from "graphql";
import { z } from "zod";
import type { DocumentCheck } from "./trusted-documents-check.js";

/** The form of a manifest: a file that names every document that a front end asks for. */
export const manifestShape = z.strictObject({
  format: z.literal("lianxin-trusted-documents"),
  version: z.literal(1),
  /** The texts by their identifiers; see `documentIdOf`. */
  documents: z.record(z.string(), z.string()),
});

/** A manifest. */
export type Manifest = z.infer<typeof manifestShape>;

/** A file with GraphQL in it. */
export interface DocumentFile {
  name: string;
  text: string;
}

/** One operation with the fragments that it needs. */
export interface TrustedOperation {
  name: string;
  documentId: string;
  text: string;
}

/** What was found in files: either may be empty. */
export interface FoundOperations {
  operations: TrustedOperation[];
  /** What is wrong, each with its place. */
  problems: string[];
}

/** The identifier of a document: SHA-256 of its text in UTF-8 (GraphQL over HTTP, appendix Persisted Documents). */
export function documentIdOf(text: string): string {
  return `sha256:${createHash("sha256").update(text, "utf8").digest("hex")}`;
}

/** Makes the manifest of documents. It is sorted, so that it changes only where they do. */
export function manifestOf(documents: ReadonlyMap<string, string>): Manifest {
  return { format: "lianxin-trusted-documents", version: 1, documents: Object.fromEntries([...documents].sort()) };
}

/**
 * Finds the operations in the files of a front end. A fragment may stand in another file than the operation that uses it.
 *
 * @param files what is read; their names stand in the problems
 */
export function operationsOf(files: readonly DocumentFile[], check: DocumentCheck): FoundOperations {
  const problems: string[] = [];
  const operations = new Map<string, OperationDefinitionNode>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of files.flatMap((file) => definitionsOf(file, problems))) {
    const place = placeOfNode(definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      if (definition.name === undefined) problems.push(`${place}: this operation has no name`);
      else addOnce(operations, definition.name.value, definition, place, problems);
    } else if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      addOnce(fragments, definition.name.value, definition, place, problems);
    } else {
      problems.push(`${place}: neither an operation nor a fragment`);
    }
  }
  const found = [...operations].map(([name, operation]) => {
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...usedBy(operation, fragments)] };
    problems.push(...check(document, `${placeOfNode(operation)}: ${name}`));
    const text = print(document);
    return { name, documentId: documentIdOf(text), text };
  });
  return { operations: found, problems: [...new Set(problems)] };
}

function definitionsOf({ name, text }: DocumentFile, problems: string[]): DocumentNode["definitions"] {
  try {
    return parse(new Source(text, name)).definitions;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [location] = error.locations ?? [];
    problems.push(`${name}:${location?.line ?? 1}:${location?.column ?? 1}: ${error.message}`);
    return [];
  }
}

function addOnce<Node>(found: Map<string, Node>, name: string, node: Node, place: string, problems: string[]): void {
  if (found.has(name)) problems.push(`${place}: there is another ${name}; a name may be given once`);
  else found.set(name, node);
}

// In the order of their names, so that the text does not depend on the order of files.
function usedBy(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FragmentDefinitionNode[] {
  const used = new Map<string, FragmentDefinitionNode>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread: ({ name: { value } }) => {
        const fragment = fragments.get(value);
        if (fragment === undefined || used.has(value)) return;
        used.set(value, fragment);
        follow(fragment);
      },
    });
  };
  follow(operation);
  return [...used.keys()].sort().flatMap((name) => used.get(name) ?? []);
}

function placeOfNode({ loc }: DefinitionNode): string {
  return loc === undefined ? "" : `${loc.source.name}:${loc.startToken.line}:${loc.startToken.column}`;
}
