import { resolve } from "node:path";
import { z } from "zod";
import { type FileSettings, fileContradictions, fileShape, toFileSettings } from "./file-settings.js";
import { type LiveLimits, usualLiveLimits } from "./live-limits.js";
import { readNetwork } from "./network-addresses.js";
import { type RequestLimits, usualRequestLimits } from "./request-limits.js";
import { usualCallerDays } from "./retention.js";
import { StartupError } from "./startup-error.js";

const flag = z.enum(["true", "false"]).transform((text) => text === "true");
const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** An origin as browsers write it (RFC 6454): scheme, host and a port that is not the usual one, in small letters. */
const isOrigin = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text && !text.includes("*");
};
const originList = z
  .string()
  .transform((text) => text.split(",").map((origin) => origin.trim()))
  .refine((origins) => origins.every((origin) => origin === "*" || isOrigin(origin)), {
    error: "a list of origins with commas between them, each such as https://front.example.org, without a path",
  });

const networkList = z
  .string()
  .transform((text) => text.split(",").map((network) => network.trim()))
  .refine((networks) => networks.every((network) => readNetwork(network) !== null), {
    error: "a list of networks with commas between them, each with its prefix, such as 10.20.0.0/16 or fd00:1::/64",
  });

const shape = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: wholeNumber(0, 65535).default(4000),
  DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 200).default(10),
  STATEMENT_TIMEOUT: wholeNumber(100, 600_000).default(10_000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SIGNING_KEYS_FILE: z.string().min(1).optional(),
  CONTACT_KEYS_FILE: z.string().min(1).optional(),
  EVENT_BUS_URL: z.url({ protocol: /^(nats|tls)$/ }).optional(),
  TRUSTED_PROXIES: wholeNumber(0, 9).default(0),
  CORS_ORIGINS: originList.optional(),
  TRUSTED_DOCUMENTS_FILE: z.string().min(1).optional(),
  TRUSTED_DOCUMENTS_ONLY: flag.default(false),
  MAX_QUERY_COST: wholeNumber(1000, 100_000_000).default(usualRequestLimits.mostCost),
  RATE_LIMIT_CLIENT: wholeNumber(0, 1_000_000_000_000).default(usualRequestLimits.clientRate),
  RATE_LIMIT_BUREAU: wholeNumber(0, 1_000_000_000_000).default(usualRequestLimits.bureauRate),
  REQUEST_TIMEOUT: wholeNumber(100, 600_000).default(usualRequestLimits.requestTimeout),
  MAX_IN_FLIGHT: wholeNumber(1, 10_000).default(usualRequestLimits.mostInFlight),
  MAX_SOCKETS: wholeNumber(1, 1_000_000).default(usualLiveLimits.mostSockets),
  MAX_SOCKETS_CLIENT: wholeNumber(1, 1_000_000).default(usualLiveLimits.clientSockets),
  MAX_SOCKETS_BUREAU: wholeNumber(1, 1_000_000).default(usualLiveLimits.bureauSockets),
  MAX_SOCKET_OPERATIONS: wholeNumber(1, 10_000).default(usualLiveLimits.socketOperations),
  MAX_SOCKET_MESSAGES: wholeNumber(10, 100_000).default(usualLiveLimits.socketMessages),
  MAX_MESSAGE_SIZE: wholeNumber(4096, 1_048_576).default(usualLiveLimits.messageBytes),
  MAX_WAITING_BYTES: wholeNumber(65_536, 1_073_741_824).default(usualLiveLimits.waitingBytes),
  SOCKET_INIT_TIMEOUT: wholeNumber(100, 600_000).default(usualLiveLimits.initTimeout),
  SOCKET_PING_INTERVAL: wholeNumber(1000, 600_000).default(usualLiveLimits.pingInterval),
  STREAM_HEARTBEAT: wholeNumber(1000, 600_000).default(usualLiveLimits.heartbeat),
  WEBHOOK_ALLOWED_NETWORKS: networkList.optional(),
  CALLER_DAYS: wholeNumber(1, 3653).default(usualCallerDays),
  ...fileShape,
  GRAPHIQL: flag.optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).optional(),
});

/** A setting that has a default in development and none in production. */
export type NeededSetting = "DATABASE_URL" | "PUBLIC_URL" | "SIGNING_KEYS_FILE" | "CONTACT_KEYS_FILE";

const neededByServer: readonly NeededSetting[] = [
  "DATABASE_URL",
  "PUBLIC_URL",
  "SIGNING_KEYS_FILE",
  "CONTACT_KEYS_FILE",
];

/** The settings of a process. `.env.example` explains each. */
export interface Config extends FileSettings {
  isProduction: boolean;
  host: string;
  /** The port to listen on; 0 for any free one. */
  port: number;
  /** The folder of the embedded database, of generated keys and of files, absolute. */
  dataDirectory: string;
  /** The server to use; null for the embedded one. */
  databaseUrl: string | null;
  poolSize: number;
  /** Milliseconds. */
  statementTimeout: number;
  /** The address that clients use, without a slash at the end; it is the issuer of our tokens. Null: from the port. */
  publicUrl: string | null;
  signingKeysFile: string;
  contactKeysFile: string;
  /** Whether missing keys are made; never in production. */
  mayGenerateKeys: boolean;
  /** The NATS server that wakes those who follow the event log; null: PostgreSQL does. */
  eventBusUrl: string | null;
  /** How many proxies in a row stand before this process; see `.env.example`. */
  trustedProxies: number;
  /** The origins whose pages may call the API; `*` for any, never in production. */
  corsOrigins: readonly string[];
  /** The manifest of trusted documents, absolute; null: there are none. */
  trustedDocumentsFile: string | null;
  /** Whether trusted documents alone are taken. */
  isTrustedOnly: boolean;
  limits: RequestLimits;
  liveLimits: LiveLimits;
  /** The networks within this organisation that webhooks may lead to, each as address and prefix. */
  webhookNetworks: readonly string[];
  /** How many days the numbers of callers are kept. */
  callerDays: number;
  isGraphiqlOn: boolean;
  logLevel: string;
}

/**
 * Reads the settings.
 *
 * @param environment the variables; a variable that is set to nothing counts as not set
 * @param needed what must be set in production; all that the server needs when it is left out
 * @throws StartupError which lists every missing or wrong variable at once
 */
export function readConfig(
  environment: Record<string, string | undefined>,
  needed: readonly NeededSetting[] = neededByServer,
): Config {
  const given = Object.fromEntries(
    Object.keys(shape.shape).flatMap((name) => {
      const value = environment[name]?.trim();
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
  const parsed = shape.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  if (given.NODE_ENV === "production") {
    for (const name of needed) {
      if (given[name] === undefined) problems.push(`${name}: needed in production`);
    }
  }
  problems.push(...contradictions(given));
  if (!parsed.success || problems.length > 0) {
    throw new StartupError(`The settings are not complete (see .env.example):\n  ${problems.join("\n  ")}`);
  }
  return toConfig(parsed.data);
}

/** What cannot be meant together, whatever else is wrong. */
function contradictions(given: Record<string, string>): string[] {
  const problems: string[] = [];
  if (given.NODE_ENV === "production" && given.CORS_ORIGINS?.split(",").some((origin) => origin.trim() === "*")) {
    problems.push("CORS_ORIGINS: in production each origin is named, * is refused");
  }
  if (given.TRUSTED_DOCUMENTS_ONLY === "true") {
    if (given.TRUSTED_DOCUMENTS_FILE === undefined) problems.push("TRUSTED_DOCUMENTS_FILE: needed to trust it alone");
    if (given.GRAPHIQL === "true") problems.push("GRAPHIQL: cannot be true where TRUSTED_DOCUMENTS_ONLY is");
  }
  return [...problems, ...fileContradictions(given)];
}

function toConfig(values: z.infer<typeof shape>): Config {
  const isProduction = values.NODE_ENV === "production";
  const dataDirectory = resolve(values.DATA_DIR);
  const manifest = values.TRUSTED_DOCUMENTS_FILE;
  return {
    isProduction,
    host: values.HOST,
    port: values.PORT,
    dataDirectory,
    databaseUrl: values.DATABASE_URL ?? null,
    poolSize: values.DATABASE_POOL_SIZE,
    statementTimeout: values.STATEMENT_TIMEOUT,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, "") ?? null,
    signingKeysFile: resolve(values.SIGNING_KEYS_FILE ?? `${dataDirectory}/keys/signing.json`),
    contactKeysFile: resolve(values.CONTACT_KEYS_FILE ?? `${dataDirectory}/keys/contact.json`),
    mayGenerateKeys: !isProduction,
    eventBusUrl: values.EVENT_BUS_URL ?? null,
    trustedProxies: values.TRUSTED_PROXIES,
    corsOrigins: values.CORS_ORIGINS ?? [],
    trustedDocumentsFile: manifest === undefined ? null : resolve(manifest),
    isTrustedOnly: values.TRUSTED_DOCUMENTS_ONLY,
    limits: {
      mostCost: values.MAX_QUERY_COST,
      clientRate: values.RATE_LIMIT_CLIENT,
      bureauRate: values.RATE_LIMIT_BUREAU,
      requestTimeout: values.REQUEST_TIMEOUT,
      mostInFlight: values.MAX_IN_FLIGHT,
    },
    liveLimits: {
      mostSockets: values.MAX_SOCKETS,
      clientSockets: values.MAX_SOCKETS_CLIENT,
      bureauSockets: values.MAX_SOCKETS_BUREAU,
      socketOperations: values.MAX_SOCKET_OPERATIONS,
      socketMessages: values.MAX_SOCKET_MESSAGES,
      messageBytes: values.MAX_MESSAGE_SIZE,
      waitingBytes: values.MAX_WAITING_BYTES,
      initTimeout: values.SOCKET_INIT_TIMEOUT,
      pingInterval: values.SOCKET_PING_INTERVAL,
      heartbeat: values.STREAM_HEARTBEAT,
    },
    webhookNetworks: values.WEBHOOK_ALLOWED_NETWORKS ?? [],
    callerDays: values.CALLER_DAYS,
    ...toFileSettings(values, dataDirectory, isProduction),
    isGraphiqlOn: values.GRAPHIQL ?? !(isProduction || values.TRUSTED_DOCUMENTS_ONLY),
    logLevel: values.LOG_LEVEL ?? (isProduction ? "info" : "warn"),
  };
}

/**
 * The settings of this process, from its environment and from a file `.env` in the working folder.
 *
 * @param needed what must be set in production: a command names the settings that it uses, the server leaves it out
 * @throws StartupError as `readConfig` does
 */
export function configOfProcess(needed?: readonly NeededSetting[]): Config {
  return readConfig(environmentOfProcess(), needed);
}

/** Whether this process runs in production; told without the other settings, which may be missing. */
export function isProductionProcess(): boolean {
  return environmentOfProcess().NODE_ENV?.trim() === "production";
}

function environmentOfProcess(): NodeJS.ProcessEnv {
  try {
    process.loadEnvFile();
  } catch {
    // No such file: the environment alone decides.
  }
  return process.env;
}
