import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { DocumentFile } from "../api/trusted-documents-manifest.js";
import { StartupError } from "../platform/startup-error.js";

/** Whether a file of a folder holds documents, by its name. */
const isDocumentFile = (name: string): boolean => /\.(graphql|gql)$/.test(name);

/** What a developer's folder holds that is nobody's source. */
const isSkipped = (name: string): boolean => name === "node_modules" || name.startsWith(".");

/**
 * Reads the files with documents that are named, and those in folders that are named and in the folders below.
 *
 * @returns the files in the order of their names, each once
 * @throws StartupError which lists every path that cannot be read, and every file that is of another kind
 */
export async function readDocumentFiles(paths: readonly string[]): Promise<DocumentFile[]> {
  const problems: string[] = [];
  const names = new Set<string>();
  for (const path of paths) {
    const found = await filesAt(path, true, problems);
    for (const name of found) names.add(name);
  }
  if (problems.length > 0) throw new StartupError(`Nothing is written:\n  ${problems.join("\n  ")}`);
  return Promise.all([...names].sort().map(async (name) => ({ name, text: await readFile(name, "utf8") })));
}

async function filesAt(path: string, isNamed: boolean, problems: string[]): Promise<string[]> {
  try {
    if ((await stat(path)).isDirectory()) {
      const inside = (await readdir(path)).filter((name) => !isSkipped(name));
      return (await Promise.all(inside.map((name) => filesAt(join(path, name), false, problems)))).flat();
    }
    if (isDocumentFile(path)) return [path];
    if (isNamed) problems.push(`${path}: it is neither a folder nor a .graphql or .gql file`);
  } catch (error) {
    problems.push(`${path}: it cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`);
  }
  return [];
}
