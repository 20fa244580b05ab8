import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { buildLianxinSchema } from "../api/schema.js";
import { readManifest } from "../api/trusted-documents.js";
import { createDocumentCheck } from "../api/trusted-documents-check.js";
import { manifestOf, operationsOf, type TrustedOperation } from "../api/trusted-documents-manifest.js";
import { StartupError } from "../platform/startup-error.js";
import { readDocumentFiles } from "./documents-files.js";

const usage = "npm run documents -- <file or folder>... [--output FILE] [--names FILE] [--with FILE]";

const help = `Usage: ${usage}

Makes the manifest of trusted documents from the operations of a front end:

  npm run documents -- ../front-end/src --output trusted-documents.json --names ../front-end/src/documents.json

Every .graphql and .gql file that is named, or that lies in a folder that is named, is read. Each operation needs a name of its
own, and becomes one document together with the fragments that it uses, from whichever file. It must fit the schema of
this release and keep to its limits; all problems are told at once, and then nothing is written.

  --output FILE  Where the manifest is written, for TRUSTED_DOCUMENTS_FILE; trusted-documents.json when it is not given.
  --names FILE   Where a JSON object is written, for the front end: the documentId of each operation by its name.
  --with FILE    A manifest whose documents stand in the new one too: that of another front end, or of the release before,
                 which people still have open. It may be given several times.
  --help         Print this and do nothing.

A front end then sends {"documentId": "sha256:...", "variables": {...}} where it sent a query. The command needs neither a
database nor a running server.
`;

interface Arguments {
  paths: string[];
  output: string;
  names: string | null;
  others: string[];
}

const options = {
  output: { type: "string", default: "trusted-documents.json" },
  names: { type: "string" },
  with: { type: "string", multiple: true, default: [] as string[] },
  help: { type: "boolean" },
} as const;

function readArguments(given: readonly string[]): Arguments | null {
  try {
    const { values, positionals } = parseArgs({ args: [...given], options, strict: true, allowPositionals: true });
    if (values.help === true) return null;
    const { output, names = null, with: others } = values;
    if (positionals.length > 0) return { paths: positionals, output, names, others };
  } catch {
    // Falls through to the usage.
  }
  throw new StartupError(`At least one file or folder is needed. Usage: ${usage} (--help says more)`);
}

/**
 * Makes a manifest of trusted documents, as the command does; see its help.
 *
 * @param given the arguments after the name of the program
 * @param mostCost the greatest cost of one operation
 * @returns what the command prints
 * @throws StartupError which lists all that is wrong with the arguments, the files or the documents; nothing is written then
 */
export async function makeManifest(given: readonly string[], mostCost: number): Promise<string> {
  const asked = readArguments(given);
  if (asked === null) return help;
  const { paths, output, names, others } = asked;
  const check = createDocumentCheck(buildLianxinSchema(), mostCost);
  const { operations, problems } = operationsOf(await readDocumentFiles(paths), check);
  if (problems.length > 0) throw new StartupError(`Nothing is written:\n  ${problems.join("\n  ")}`);
  if (operations.length === 0) throw new StartupError(`There is no operation in ${paths.join(", ")}.`);
  const documents = new Map(operations.map(({ documentId, text }) => [documentId, text]));
  for (const other of others) for (const [id, text] of await readManifest(other, check)) documents.set(id, text);
  await writeJson(output, manifestOf(documents));
  if (names !== null) await writeJson(names, namesOf(operations));
  const lines = operations.map(({ documentId, name }) => `${documentId}  ${name}`);
  return `${[...lines, `Written: ${[output, ...(names === null ? [] : [names])].join(", ")}`].join("\n")}\n`;
}

function namesOf(operations: readonly TrustedOperation[]): Record<string, string> {
  return Object.fromEntries(operations.map(({ name, documentId }) => [name, documentId]).sort());
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`).catch((error: NodeJS.ErrnoException) => {
    throw new StartupError(`${path} cannot be written (${error.code ?? "unknown"}).`);
  });
}
