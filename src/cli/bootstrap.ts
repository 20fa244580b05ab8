import "reflect-metadata";
import { parseArgs } from "node:util";
import {
  appointFirstAdministrator,
  checkFirstAdministrator,
  type FirstAdministrator,
} from "../modules/identity/index.js";
import { nationCode } from "../platform/actor.js";
import { systemClock } from "../platform/clock.js";
import { type Config, configOfProcess } from "../platform/config.js";
import { openDatabase } from "../platform/database.js";
import { ApplicationError } from "../platform/errors.js";
import { schemaState } from "../platform/migrations.store.js";
import { StartupError } from "../platform/startup-error.js";
import { findAddresses } from "./addresses.js";
import { runCommand } from "./failure.js";

const usage = "npm run bootstrap -- --login LOGIN --name NAME --issuer URL --jwks-url URL --audience TEXT";

const help = `Usage: ${usage}
       [--login-claim CLAIM] [--bureau CODE] [--work-telephone NUMBER]

Appoints the first administrator of a bureau that has none, and registers the OpenID issuer by whose tokens he and the
people beneath him sign in. Everything else, he does through the API:

  npm run bootstrap -- --login zhang.wei --name 张伟 --issuer https://sso.example.gov.cn \\
    --jwks-url https://sso.example.gov.cn/jwks --audience lianxin

  --login        His login, as the tokens name it: lower-case words joined by dots.
  --name         His name.
  --issuer       The issuer, exactly as it stands in the claim iss; https in production.
  --jwks-url     The address of its key set; https in production.
  --audience     The audience that its tokens must name.
  --login-claim  The claim that names the login; preferred_username when it is not given.
  --bureau       The code of the bureau; ${nationCode}, the nation, when it is not given.
  --work-telephone  His work telephone, such as 0550-3021234-801; none when it is not given.
  --help         Print this and do nothing.

It works on the database of DATABASE_URL, migrated before, or beside a running server with the embedded one.
`;

/** The option of the command line for each part of a first administrator. */
const optionOf = {
  login: "login",
  name: "name",
  issuer: "issuer",
  jwksUrl: "jwks-url",
  audience: "audience",
  loginClaim: "login-claim",
  bureau: "bureau",
  workTelephone: "work-telephone",
} as const satisfies Record<keyof FirstAdministrator, string>;

const byDefault: Partial<FirstAdministrator> = { loginClaim: "preferred_username", bureau: nationCode };

const parts = Object.keys(optionOf) as (keyof FirstAdministrator)[];

/** What of a first administrator the command line names; null when only the usage was asked for. */
function readArguments(given: readonly string[]): Partial<FirstAdministrator> | null {
  const names = Object.fromEntries(parts.map((part) => [optionOf[part], { type: "string" as const }]));
  const options = { ...names, help: { type: "boolean" as const } };
  let values: Record<string, unknown>;
  try {
    values = parseArgs({ args: [...given], options, strict: true, allowPositionals: false }).values;
  } catch {
    throw new StartupError(`The arguments cannot be read. Usage: ${usage} (--help says more)`);
  }
  if (values.help === true) return null;
  const named = parts.filter((part) => values[optionOf[part]] !== undefined);
  return { ...byDefault, ...Object.fromEntries(named.map((part) => [part, String(values[optionOf[part]])])) };
}

/** The lines about wrong arguments, in the words of the command line. */
function argumentProblem(error: unknown, asked: Partial<FirstAdministrator>): unknown {
  if (!(error instanceof ApplicationError)) return error;
  if (error.code === "NOT_FOUND") return new StartupError(`There is no bureau ${asked.bureau}.`);
  const { field, problems = field === undefined ? [] : [{ field, message: error.text }] } = error.detail;
  if (problems.length === 0) return new StartupError(error.text.en);
  const lines = problems.map((problem) => {
    const part = parts.find((one) => one === problem.field);
    const isMissing = part !== undefined && asked[part] === undefined;
    return `--${part === undefined ? problem.field : optionOf[part]}: ${isMissing ? "needed" : problem.message.en}`;
  });
  return new StartupError(`The arguments are not right (--help says more):\n  ${lines.join("\n  ")}`);
}

async function appoint(first: FirstAdministrator, config: Config): Promise<void> {
  const { databaseUrl: url, issuer } = await findAddresses(config);
  const rules = { issuer, isProduction: config.isProduction };
  checkFirstAdministrator(first, rules);
  if (url === null) {
    throw new StartupError(
      "Set DATABASE_URL, or run `npm start` first, in another terminal, for the embedded database.",
    );
  }
  const database = openDatabase({ url, poolSize: 2, statementTimeout: config.statementTimeout });
  try {
    const state = await schemaState(database, url);
    if (state === "behind") {
      throw new StartupError("The schema of the database is behind this release: run `npm run db:migrate` first.");
    }
    if (state === "ahead") {
      throw new StartupError("The schema of the database is ahead of this release: use the newer release.");
    }
    await appointFirstAdministrator(database, first, rules, systemClock.now());
  } finally {
    await database.close(1);
  }
}

async function bootstrap(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  if (asked === null) {
    process.stdout.write(help);
    return;
  }
  const { login = "", name = "", issuer = "", jwksUrl = "", audience = "", loginClaim = "", bureau = "" } = asked;
  const { workTelephone } = asked;
  const told = workTelephone === undefined ? {} : { workTelephone };
  const first = { login, name, issuer, jwksUrl, audience, loginClaim, bureau, ...told };
  await appoint(first, configOfProcess(["DATABASE_URL", "PUBLIC_URL"])).catch((error: unknown) => {
    throw argumentProblem(error, asked);
  });
  process.stdout.write(
    `${first.login} administers the bureau ${first.bureau}, and signs in by tokens of ${first.issuer}.\n`,
  );
}

await runCommand(bootstrap);
