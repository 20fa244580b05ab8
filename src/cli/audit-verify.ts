import "reflect-metadata";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { type ChainVerdict, listChains, verifyDatabase, verifyExport } from "../modules/audit/index.js";
import { StartupError } from "../platform/startup-error.js";
import { withCommandDatabase } from "./command-database.js";
import { runCommand } from "./failure.js";

const usage = "npm run audit:verify -- FILE [--head HASH] | --database [--province CODE [--head HASH]]";

const help = `Usage: ${usage}

Checks a chain of the audit (审计链), and names the first link that is broken.

  FILE              An export of \`npm run audit:export\`; - for standard input. It is checked on its own: neither a database
                    nor a setting nor the network is used.
  --head HASH       A hash that was noted outside, such as by auditChainHead. The chain must hold it: only so is it proved
                    that nothing up to there was written anew, and that the end was not cut off.
  --database        Compare the database of DATABASE_URL, or that of the running server, with its chains instead.
  --province CODE   With --database: that province's chain alone.
  --help            Print this and do nothing.

Exit codes: 0 the chain is whole; 1 it could not be checked; 2 it is broken.
`;

interface Arguments {
  file: string | null;
  head: string | null;
  province: string | null;
}

const options = {
  head: { type: "string" },
  database: { type: "boolean" },
  province: { type: "string" },
  help: { type: "boolean" },
} as const;

function readArguments(given: readonly string[]): Arguments | null {
  try {
    const { values, positionals } = parseArgs({ args: [...given], options, strict: true, allowPositionals: true });
    if (values.help === true) return null;
    const [file = null, ...others] = positionals;
    const { database = false, province = null } = values;
    const head = values.head?.toLowerCase() ?? null;
    const isSound = database
      ? file === null && (head === null || province !== null)
      : file !== null && province === null;
    if (isSound && others.length === 0 && (head === null || /^[0-9a-f]{64}$/.test(head)))
      return { file, head, province };
  } catch {
    // Falls through to the usage.
  }
  throw new StartupError(`A file or --database is needed. Usage: ${usage} (--help says more)`);
}

async function checkFile(file: string, head: string | null): Promise<void> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  // The lines begin to flow at once, so a file that is not there must be told by itself.
  const failed = new Promise<never>((_, reject) => input.once("error", reject));
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    report(await Promise.race([verifyExport(lines, head), failed]));
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new StartupError(
      code === "ENOENT" ? `There is no file ${file}.` : `The file ${file} cannot be read (${code}).`,
    );
  } finally {
    lines.close();
    input.destroy();
  }
}

async function checkDatabase(province: string | null, head: string | null): Promise<void> {
  await withCommandDatabase(async (database) => {
    const chains = province === null ? await listChains(database) : [province];
    for (const one of chains) {
      const { verdict, waiting } = await verifyDatabase(database, one, head);
      report(verdict);
      if (waiting > 0) process.stdout.write(`${waiting} entries of ${one} wait to be sealed.\n`);
    }
    if (chains.length === 0) process.stdout.write("The database holds no entry of the audit.\n");
  });
}

function report(verdict: ChainVerdict): void {
  if (!verdict.isWhole) {
    const { entry, position, sentence } = verdict.fault;
    // Without a province there was no header: nothing is known to be broken.
    if (verdict.province === null) throw new StartupError(`This is no export of a chain: ${sentence}.`);
    const place = position === null ? "" : ` at position ${position}`;
    const of = entry === null ? "" : `, entry ${entry}`;
    process.stdout.write(`The chain of ${verdict.province} is broken${place}${of}: ${sentence}.\n`);
    process.exitCode = 2;
    return;
  }
  const { from, head, notedAt, province, to } = verdict;
  const noted = notedAt === null ? "" : ` The noted head stands at position ${notedAt}.`;
  const what = to < from ? "has no link yet" : `is whole from position ${from} to ${to}, whose hash is ${head}`;
  process.stdout.write(`The chain of ${province} ${what}.${noted}\n`);
}

async function verify(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  if (asked === null) process.stdout.write(help);
  else if (asked.file !== null) await checkFile(asked.file, asked.head);
  else await checkDatabase(asked.province, asked.head);
}

await runCommand(verify);
