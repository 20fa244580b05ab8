import "reflect-metadata";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { type ExportHeader, openExport, readExport } from "../modules/audit/index.js";
import { StartupError } from "../platform/startup-error.js";
import { withCommandDatabase } from "./command-database.js";
import { runCommand } from "./failure.js";

const usage = "npm run --silent audit:export -- --province CODE [--from POSITION] > FILE";

const help = `Usage: ${usage}

Writes the chain of a province's audit (审计链) to standard output, as lines of JSON: a header, then each sealed entry with its
position and hash. \`npm run audit:verify -- FILE\` checks it, on any machine and without a database.

  --province CODE   The code of the authority at province level, such as 320000; 100000 for the nation's own.
  --from POSITION   The first position that is wanted; 1 when it is not given.
  --help            Print this and do nothing.

It reads the database of DATABASE_URL, or that of the running server. Entries of the last seconds may not be sealed yet.
`;

interface Arguments {
  province: string;
  from: number;
}

function readArguments(given: readonly string[]): Arguments | null {
  const options = { province: { type: "string" }, from: { type: "string" }, help: { type: "boolean" } } as const;
  try {
    const { values } = parseArgs({ args: [...given], options, strict: true, allowPositionals: false });
    if (values.help === true) return null;
    const { province, from = "1" } = values;
    if (province !== undefined && /^[1-9]\d{0,14}$/.test(from)) return { province, from: Number(from) };
  } catch {
    // Falls through to the usage.
  }
  throw new StartupError(`A province is needed. Usage: ${usage} (--help says more)`);
}

/** Writes a line, and waits while the reader of the output is slower than the database. */
async function writeLine(value: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, "drain");
}

async function exportChain(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  if (asked === null) {
    process.stdout.write(help);
    return;
  }
  await withCommandDatabase(async (database) => {
    const header: ExportHeader | null = await openExport(database, asked.province, asked.from);
    if (header === null) {
      throw new StartupError(
        `The chain of ${asked.province} has no link up to position ${asked.from}: nothing to export.`,
      );
    }
    await writeLine(header);
    for await (const link of readExport(database, header)) await writeLine(link);
  });
}

await runCommand(exportChain);
