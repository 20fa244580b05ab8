import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/platform/config.js";
import { usualFileRules } from "../../src/platform/file-rules.js";
import { usualLiveLimits } from "../../src/platform/live-limits.js";
import { usualRequestLimits } from "../../src/platform/request-limits.js";
import { StartupError } from "../../src/platform/startup-error.js";

const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://hotline:secret@db.example.org/lianxin",
  PUBLIC_URL: "https://hotline.example.org/",
  SIGNING_KEYS_FILE: "/etc/lianxin/signing.json",
  CONTACT_KEYS_FILE: "/etc/lianxin/contact.json",
};

function problemsOf(environment: Record<string, string | undefined>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError);
    return (error as Error).message.split("\n  ").slice(1);
  }
  return [];
}

const liveNames = [
  "MAX_SOCKETS",
  "MAX_SOCKETS_CLIENT",
  "MAX_SOCKETS_BUREAU",
  "MAX_SOCKET_OPERATIONS",
  "MAX_SOCKET_MESSAGES",
  "MAX_MESSAGE_SIZE",
  "MAX_WAITING_BYTES",
  "SOCKET_INIT_TIMEOUT",
  "SOCKET_PING_INTERVAL",
  "STREAM_HEARTBEAT",
];

describe("the settings", () => {
  test("need nothing in development", () => {
    const config = readConfig({});
    expect(config).toMatchObject({ host: "127.0.0.1", port: 4000, databaseUrl: null, isGraphiqlOn: true });
    expect(config.mayGenerateKeys).toBe(true);
  });

  test("are complete with four addresses and files in production", () => {
    expect(readConfig(production)).toMatchObject({
      isProduction: true,
      publicUrl: "https://hotline.example.org",
      mayGenerateKeys: false,
      isGraphiqlOn: false,
      logLevel: "info",
    });
  });

  test("that are missing in production are all named at once, beside those that are wrong", () => {
    const problems = problemsOf({ NODE_ENV: "production", PORT: "99999", GRAPHIQL: "maybe", LOG_LEVEL: "loud" });
    expect(problems.map((line) => line.split(":")[0])).toEqual([
      "PORT",
      "GRAPHIQL",
      "LOG_LEVEL",
      "DATABASE_URL",
      "PUBLIC_URL",
      "SIGNING_KEYS_FILE",
      "CONTACT_KEYS_FILE",
    ]);
  });

  test("that a command does not use need not be set for it in production", () => {
    const { NODE_ENV, DATABASE_URL } = production;
    expect(readConfig({ NODE_ENV, DATABASE_URL }, ["DATABASE_URL"])).toMatchObject({
      isProduction: true,
      databaseUrl: DATABASE_URL,
    });
    expect(() => readConfig({ NODE_ENV }, ["DATABASE_URL"])).toThrow(/:\n {2}DATABASE_URL: needed in production$/);
  });

  test("that are set to nothing count as missing", () => {
    expect(problemsOf({ ...production, DATABASE_URL: " " })).toEqual(["DATABASE_URL: needed in production"]);
  });

  test("open the API to no page of another origin unless one is named", () => {
    expect(readConfig({}).corsOrigins).toEqual([]);
    const CORS_ORIGINS = "https://front.example.org, http://localhost:5173";
    expect(readConfig({ ...production, CORS_ORIGINS }).corsOrigins).toEqual([
      "https://front.example.org",
      "http://localhost:5173",
    ]);
  });

  test.each([
    "front.example.org",
    "https://front.example.org/",
    "https://Front.example.org",
    "https://front.example.org:443",
    "https://*.example.org",
    "ftp://front.example.org",
    "null",
    "https://a.example.org,,https://b.example.org",
  ])("refuse %s as an origin", (origin) => {
    expect(problemsOf({ CORS_ORIGINS: origin })).toEqual([expect.stringMatching(/^CORS_ORIGINS: a list of origins/)]);
  });

  test("take any origin in development and never in production", () => {
    expect(readConfig({ CORS_ORIGINS: "*" }).corsOrigins).toEqual(["*"]);
    for (const origins of ["*", "https://front.example.org, *"]) {
      expect(problemsOf({ ...production, CORS_ORIGINS: origins })).toEqual([
        "CORS_ORIGINS: in production each origin is named, * is refused",
      ]);
    }
  });

  test("keep the numbers of callers for three years, or for the days that are set", () => {
    expect(readConfig({}).callerDays).toBe(1096);
    expect(readConfig({ CALLER_DAYS: "180" }).callerDays).toBe(180);
    for (const days of ["0", "3654", "forever"]) {
      expect(problemsOf({ CALLER_DAYS: days })).toEqual([expect.stringMatching(/^CALLER_DAYS: /)]);
    }
  });

  test("let webhooks lead to networks within the organisation where they are named", () => {
    expect(readConfig({}).webhookNetworks).toEqual([]);
    const networks = readConfig({ WEBHOOK_ALLOWED_NETWORKS: "10.20.0.0/16, fd12:3456::/32" }).webhookNetworks;
    expect(networks).toEqual(["10.20.0.0/16", "fd12:3456::/32"]);
  });

  test.each(["10.20.0.0", "10.20.0.0/33", "intranet", "10.0.0.0/8,,::1/128"])("refuse %s as a network", (network) => {
    expect(problemsOf({ WEBHOOK_ALLOWED_NETWORKS: network })).toEqual([
      expect.stringMatching(/^WEBHOOK_ALLOWED_NETWORKS: a list of networks/),
    ]);
  });

  test("switch GraphiQL off where trusted documents alone are taken", () => {
    const config = readConfig({
      TRUSTED_DOCUMENTS_FILE: "/etc/lianxin/documents.json",
      TRUSTED_DOCUMENTS_ONLY: "true",
    });
    expect(config).toMatchObject({
      trustedDocumentsFile: "/etc/lianxin/documents.json",
      isTrustedOnly: true,
      isGraphiqlOn: false,
    });
  });

  test("that contradict each other are named together", () => {
    expect(problemsOf({ TRUSTED_DOCUMENTS_ONLY: "true", GRAPHIQL: "true" })).toEqual([
      "TRUSTED_DOCUMENTS_FILE: needed to trust it alone",
      "GRAPHIQL: cannot be true where TRUSTED_DOCUMENTS_ONLY is",
    ]);
  });

  test("keep files in the folder of the data where nothing is set, and in a bucket where one is named", () => {
    const { fileRules, objectStore, scannerUrl } = readConfig({ DATA_DIR: "/var/lianxin" });
    expect([objectStore, fileRules, scannerUrl]).toEqual([{ folder: "/var/lianxin/objects" }, usualFileRules, null]);
    const bucket = { S3_ENDPOINT: "https://s3.example.org", S3_BUCKET: "lianxin" };
    expect(readConfig({ ...bucket, S3_KEYS_FILE: "/etc/lianxin/s3.json" }).objectStore).toEqual({
      ...{ endpoint: "https://s3.example.org", region: "us-east-1", bucket: "lianxin" },
      keys: { file: "/etc/lianxin/s3.json" },
    });
    expect(problemsOf({ S3_BUCKET: "lianxin" })).toEqual([
      "S3_ENDPOINT: needed for an object store",
      "S3_KEYS_FILE: needed for an object store, or S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY",
    ]);
  });

  test("open files that nothing scanned in development, and in production only where it is said", () => {
    const keys = { SIGNING_KEYS_FILE: "a", CONTACT_KEYS_FILE: "b" };
    const of = (more: Record<string, string>) => readConfig({ ...production, ...keys, ...more }).fileRules;
    expect(readConfig({}).fileRules.mayOpenUnscanned).toBe(true);
    expect(of({}).mayOpenUnscanned).toBe(false);
    expect(of({ ALLOW_UNSCANNED: "true" }).mayOpenUnscanned).toBe(true);
    expect(of({ SCANNER_URL: "tcp://127.0.0.1:3310" }).hasScanner).toBe(true);
    expect(problemsOf({ SCANNER_URL: "tcp://127.0.0.1" })).toEqual([expect.stringMatching(/^SCANNER_URL: an address/)]);
  });

  test("limit requests as usual where nothing is set, and by what is set", () => {
    expect(readConfig({}).limits).toEqual(usualRequestLimits);
    const { limits } = readConfig({ MAX_QUERY_COST: "5000", RATE_LIMIT_CLIENT: "0", MAX_IN_FLIGHT: "8" });
    expect(limits).toEqual({ ...usualRequestLimits, mostCost: 5000, clientRate: 0, mostInFlight: 8 });
    const names = ["MAX_QUERY_COST", "RATE_LIMIT_CLIENT", "RATE_LIMIT_BUREAU", "REQUEST_TIMEOUT", "MAX_IN_FLIGHT"];
    const problems = problemsOf(Object.fromEntries(names.map((name) => [name, "-1"])));
    expect(problems.map((line) => line.split(":")[0])).toEqual(names);
  });

  test("limit live connections as usual where nothing is set, and by what is set", () => {
    expect(readConfig({}).liveLimits).toEqual(usualLiveLimits);
    const { liveLimits } = readConfig({ MAX_SOCKETS_CLIENT: "3", SOCKET_INIT_TIMEOUT: "500" });
    expect(liveLimits).toEqual({ ...usualLiveLimits, clientSockets: 3, initTimeout: 500 });
    const problems = problemsOf(Object.fromEntries(liveNames.map((name) => [name, "-1"])));
    expect(problems.map((line) => line.split(":")[0])).toEqual(liveNames);
  });

  test("explain the limits of live connections in .env.example as they stand where nothing is set", async () => {
    const example = await readFile(new URL("../../.env.example", import.meta.url), "utf8");
    const values = liveNames.map((name) => Number(new RegExp(`^#${name}=(\\d+)$`, "m").exec(example)?.[1]));
    expect(values).toEqual(Object.values(usualLiveLimits));
  });

  test("are all explained in .env.example, with the limits that stand where nothing is set", async () => {
    const example = await readFile(new URL("../../.env.example", import.meta.url), "utf8");
    const values = ["MAX_QUERY_COST", "RATE_LIMIT_CLIENT", "RATE_LIMIT_BUREAU", "REQUEST_TIMEOUT", "MAX_IN_FLIGHT"].map(
      (name) => Number(new RegExp(`^#${name}=(\\d+)$`, "m").exec(example)?.[1]),
    );
    expect(values).toEqual(Object.values(usualRequestLimits));
  });

  test("are all explained in .env.example, and no others", async () => {
    const example = await readFile(new URL("../../.env.example", import.meta.url), "utf8");
    const explained = [...example.matchAll(/^#([A-Z0-9_]+)=/gm)].map(([, name]) => name);
    const sources = ["config.ts", "file-settings.ts"].map((file) =>
      readFile(new URL(`../../src/platform/${file}`, import.meta.url), "utf8"),
    );
    const read = (await Promise.all(sources)).flatMap((source) =>
      [...source.matchAll(/^ {2}([A-Z0-9_]+): /gm)].map(([, name]) => name),
    );
    expect(explained.sort()).toEqual(read.sort());
  });
});
