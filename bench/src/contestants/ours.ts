import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { contactKeysFile } from "../load/load.js";
import { type Product, productFolder } from "../product.js";
import { benchFolder, poolSize } from "../settings.js";
import { freePort } from "./ports.js";
import { describe, type Running, youngGeneration } from "./processes.js";

const signingKeysFile = join(benchFolder, "keys/signing.json");

/** The settings under which the product is measured: as in production, with limits that do not stop the bench itself. */
const environment: Readonly<Record<string, string>> = {
  NODE_ENV: "production",
  HOST: "127.0.0.1",
  LOG_LEVEL: "warn",
  DATABASE_POOL_SIZE: String(poolSize),
  // The rivals have no limit of their own on how much one person may ask.
  RATE_LIMIT_CLIENT: "0",
  RATE_LIMIT_BUREAU: "0",
  SIGNING_KEYS_FILE: signingKeysFile,
  CONTACT_KEYS_FILE: contactKeysFile,
  DATA_DIR: join(benchFolder, "product"),
};

/** Our product, running. */
export interface RunningProduct extends Running {
  /** Makes tokens for people by their logins; they are valid for an hour. */
  tokensOf(logins: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** How the product is started. */
export interface StartOptions {
  /** Under the profiler of V8. */
  isProfiled?: boolean;
  /** Settings besides those of all benches. */
  more?: Readonly<Record<string, string>>;
  /** Flags of Node. */
  flags?: readonly string[];
}

/** Starts the product as its users do, on the database of a size, and waits until it answers. */
export async function startOurs(
  product: Product,
  databaseUrl: string,
  { flags = [], isProfiled = false, more = {} }: StartOptions = {},
): Promise<RunningProduct> {
  await mkdir(join(benchFolder, "product"), { recursive: true });
  const keys = await product.openSigningKeys(signingKeysFile, true);
  await product.readContactKeys(contactKeysFile, true);
  const port = await freePort(createServer());
  const issuer = `http://127.0.0.1:${port}`;
  const profiling = isProfiled ? ["--cpu-prof", `--cpu-prof-dir=${join(benchFolder, "profiles")}`] : [];
  const given = [...youngGeneration, ...profiling, ...flags];
  const child = spawn(process.execPath, [...given, fileURLToPath(new URL("main.js", productFolder))], {
    cwd: benchFolder,
    env: {
      PATH: process.env.PATH ?? "",
      ...environment,
      ...more,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      PUBLIC_URL: issuer,
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const running = describe(child, `${issuer}/graphql`);
  await answers(running.url, child);
  return {
    ...running,
    tokensOf: async (logins) => {
      const database = product.openDatabase({ url: databaseUrl, poolSize: 2, statementTimeout: 10_000 });
      try {
        const request = { database, keys, issuer, bureau: null, now: new Date() };
        const tokens = new Map<string, string>();
        for (const login of new Set(logins)) tokens.set(login, await product.issueTokenForLogin({ ...request, login }));
        return tokens;
      } finally {
        await database.close(1);
      }
    },
  };
}

async function answers(url: string, child: { exitCode: number | null }): Promise<void> {
  const headers = { "content-type": "application/json" };
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}`);
    const response = await fetch(url, { method: "POST", headers, body: '{"query":"{__typename}"}' }).catch(() => null);
    if (response !== null && response.status < 500) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the product did not answer within 30 seconds");
}
