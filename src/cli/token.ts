import "reflect-metadata";
import { parseArgs } from "node:util";
import { issueTokenForLogin, openSigningKeys } from "../modules/identity/index.js";
import { systemClock } from "../platform/clock.js";
import { configOfProcess, isProductionProcess } from "../platform/config.js";
import { openDatabase } from "../platform/database.js";
import { StartupError } from "../platform/startup-error.js";
import { findAddresses } from "./addresses.js";
import { runCommand } from "./failure.js";

const usage = "npm run --silent token -- <login> [--bureau CODE]";

const help = `Usage: ${usage}

Prints a token for a person of the database, good for one hour, and nothing else:

  npm run --silent token -- suzhou.dispatcher

  --bureau CODE  The bureau in which the person acts when a request names none by the header Lianxin-Bureau; his home
                 bureau when it is not given.
  --help         Print this and do nothing.

It works on the machine that holds the signing keys under DATA_DIR, beside a running server, and never in production.
`;

const notStarted = "The server is not running: run `npm start` first, in another terminal.";

interface Arguments {
  login: string;
  bureau: string | null;
}

function readArguments(given: readonly string[]): Arguments | null {
  const options = { bureau: { type: "string" }, help: { type: "boolean" } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...given], options, strict: true, allowPositionals: true });
    if (values.help === true) return null;
    const [login, ...rest] = positionals;
    if (login !== undefined && rest.length === 0) return { login, bureau: values.bureau ?? null };
  } catch {
    // Falls through to the usage.
  }
  throw new StartupError(`One login is needed. Usage: ${usage} (--help says more)`);
}

async function printToken(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  if (asked === null) {
    process.stdout.write(help);
    return;
  }
  if (isProductionProcess()) throw new StartupError("Tokens are not made on the command line in production.");
  const config = configOfProcess();
  const { databaseUrl, issuer } = await findAddresses(config);
  if (databaseUrl === null) throw new StartupError(notStarted);
  const keys = await openSigningKeys(config.signingKeysFile, false);
  const database = openDatabase({ url: databaseUrl, poolSize: 2, statementTimeout: config.statementTimeout });
  try {
    const token = await issueTokenForLogin({ database, keys, issuer, ...asked, now: systemClock.now() });
    process.stdout.write(`${token}\n`);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ECONNREFUSED") throw new StartupError(notStarted);
    throw error;
  } finally {
    await database.close(1);
  }
}

await runCommand(printToken);
