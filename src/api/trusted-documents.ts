import { readFile } from "node:fs/promises";
import { type DocumentNode, GraphQLError, parse } from "graphql";
import { StartupError } from "../platform/startup-error.js";
import type { DocumentCheck } from "./trusted-documents-check.js";
import { documentIdOf, manifestShape } from "./trusted-documents-manifest.js";

/** The documents that callers may ask for by their identifiers. */
export interface TrustedDocuments {
  /** The text of a document; null for an identifier that the manifest does not have. */
  find(documentId: string): string | null;
}

/** None at all: what an API without a manifest has. */
const noTrustedDocuments: TrustedDocuments = { find: () => null };

/**
 * Reads a manifest of trusted documents.
 *
 * SECURITY: the text of each document is proved by its identifier, so that what was approved is what runs, and each must
 * fit this release, so that a front end that would fail is seen before people use it.
 *
 * @param file the path of the manifest
 * @returns the texts by their identifiers
 * @throws StartupError which lists all that is wrong with the file
 */
export async function readManifest(file: string, check: DocumentCheck): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new StartupError(`The manifest of trusted documents cannot be read: ${file} (${error.code ?? "unknown"})`);
  });
  const manifest = manifestShape.safeParse(parsedManifest(text));
  const problems = manifest.success
    ? Object.entries(manifest.data.documents).flatMap(([id, document]) => problemsOf(id, document, check))
    : manifest.error.issues.map(({ path, message }) => `${path.join(".") || "the file"}: ${message}`);
  if (!manifest.success || problems.length > 0) {
    throw new StartupError(
      `The manifest of trusted documents in ${file} cannot be used (\`npm run documents\` makes one):\n  ` +
        problems.join("\n  "),
    );
  }
  return new Map(Object.entries(manifest.data.documents));
}

/**
 * Opens a manifest of trusted documents; it is read once.
 *
 * @param file the path of the manifest; null where there is none
 * @throws StartupError as `readManifest` does
 */
export async function openTrustedDocuments(file: string | null, check: DocumentCheck): Promise<TrustedDocuments> {
  if (file === null) return noTrustedDocuments;
  const documents = await readManifest(file, check);
  return { find: (documentId) => documents.get(documentId) ?? null };
}

function parsedManifest(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemsOf(id: string, text: string, check: DocumentCheck): string[] {
  if (documentIdOf(text) !== id) return [`${id}: the text is not the one that has this identifier`];
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    return [`${id}: ${error instanceof GraphQLError ? error.message : "it cannot be parsed"}`];
  }
  return check(document, id);
}
