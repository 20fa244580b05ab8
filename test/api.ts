import { dirname, join } from "node:path";
import { expect, inject } from "vitest";
import type { ToldCost } from "../src/api/limits/cost-plugin.js";
import { type Api, type ApiOptions, startApi } from "../src/api/server.js";
import { issueToken, openSigningKeys } from "../src/modules/identity/index.js";
import { systemClock } from "../src/platform/clock.js";
import type { ErrorCode } from "../src/platform/errors.js";
import { readContactKeys } from "../src/platform/keys.js";
import { createLogger } from "../src/platform/log.js";
import type { ObjectStore } from "../src/platform/object-store.js";
import { createDiskStore } from "../src/platform/object-store-disk.js";
import { createSeal, type Seal } from "../src/platform/seal.js";
import { createComparingExecutor } from "./comparing-executor.js";
import { testDatabase } from "./database.js";

/** The issuer of the tokens of tests. */
export const testIssuer = "http://lianxin.test";

/** An error of an answer. */
export interface AnsweredError {
  message: string;
  path?: (string | number)[];
  extensions: {
    code: ErrorCode;
    requestId: string;
    field?: string;
    problems?: { field: string; message: string }[];
    currentVersion?: number;
    permittedActions?: string[];
    limit?: number;
    actual?: number;
    retryAfter?: number;
  };
}

/** An answer of the API. `Data` is what the test's document asks for; where there are errors it may be null in truth. */
export interface GraphqlResult<Data> {
  status: number;
  headers: Headers;
  data: Data;
  errors: AnsweredError[] | undefined;
  extensions: { cost: ToldCost } | undefined;
}

/** Values of the variables of a document. */
export type Variables = Readonly<Record<string, unknown>>;

/** A person of a test's province, who calls the API. */
export interface Caller {
  readonly id: string;
  readonly login: string;
  /** The code of the bureau at which the person works. */
  readonly bureau: string;
  /** A token of the person, signed by the key of the tests. */
  token(): Promise<string>;
  /** Sends a document as this person; see `gql`. */
  gql<Data = unknown>(
    document: string,
    variables?: Variables,
    headers?: Readonly<Record<string, string>>,
  ): Promise<GraphqlResult<Data>>;
  /** Like `gql`, for a document that must succeed: an error fails the test, and the data alone come back. */
  ask<Data = unknown>(document: string, variables?: Variables): Promise<Data>;
}

let shared: Promise<Api> | undefined;
let keys: ReturnType<typeof openSigningKeys> | undefined;

/** The keys that sign the tokens of the tests. */
export function testSigningKeys(): ReturnType<typeof openSigningKeys> {
  keys ??= openSigningKeys(inject("signingKeysFile"), false);
  return keys;
}

/** The seal of the contacts of the tests. */
export async function testSeal(): Promise<Seal> {
  return createSeal(await readContactKeys(inject("contactKeysFile"), false));
}

/** Where the contents of files of the run are kept. */
export function testObjects(): ObjectStore {
  return createDiskStore(join(dirname(inject("signingKeysFile")), "objects"));
}

/**
 * Starts an API for one test, on a free port and the database of the run. The test closes it.
 *
 * @param options what is to be different from the API that the tests share
 */
export async function startTestApi(options: Partial<ApiOptions> = {}): Promise<Api> {
  return startApi({
    host: "127.0.0.1",
    port: 0,
    publicUrl: testIssuer,
    database: testDatabase(),
    databaseUrl: inject("databaseUrl"),
    clock: systemClock,
    seal: await testSeal(),
    objects: testObjects(),
    // A fault of ours that a test did not expect shows its place.
    log: createLogger("error", process.stderr),
    signingKeys: await testSigningKeys(),
    isProduction: false,
    // What tests send out stays on this machine.
    webhookNetworks: ["127.0.0.0/8"],
    isGraphiqlOn: true,
    // A role that a test withdraws is gone at once.
    stateMilliseconds: 0,
    // Every operation of the tests runs through both executors.
    createExecutor: createComparingExecutor,
    ...options,
    // A test asks in seconds for what a person asks in an hour, and many things at once.
    limits: { clientRate: 0, bureauRate: 0, mostInFlight: 1000, ...options.limits },
  });
}

/** The address of an API in this process. */
export function addressOf({ port }: Api): string {
  return `http://127.0.0.1:${port}`;
}

/** The address of the API that the tests of one worker share. It is started at the first call and ends with the worker. */
export async function testAddress(): Promise<string> {
  shared ??= startTestApi();
  return addressOf(await shared);
}

/**
 * Sends a document to the API over HTTP.
 *
 * @param token the caller's token; null for a stranger
 * @param headers further headers; `Accept-Language` is English when it is not given
 * @param address the API; the shared one when it is not given
 */
export async function gql<Data = unknown>(
  token: string | null,
  document: string,
  variables: Variables = {},
  headers: Readonly<Record<string, string>> = {},
  address?: string,
): Promise<GraphqlResult<Data>> {
  const response = await fetch(`${address ?? (await testAddress())}/graphql`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Accept-Language": "en",
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query: document, variables }),
  });
  const { data, errors, extensions } = (await response.json()) as GraphqlResult<Data>;
  return { status: response.status, headers: response.headers, data, errors, extensions };
}

/** Makes the caller of a person. */
export function callerOf(person: { id: string; login: string; bureau: string }): Caller {
  let token: Promise<string> | undefined;
  const caller: Caller = {
    ...person,
    token: () => {
      token ??= signToken(person.id);
      return token;
    },
    gql: async (document, variables, headers) => gql(await caller.token(), document, variables, headers),
    ask: async <Data>(document: string, variables?: Variables) => {
      const { data, errors } = await caller.gql<Data>(document, variables);
      expect(errors).toBeUndefined();
      return data;
    },
  };
  return caller;
}

async function signToken(person: string): Promise<string> {
  const grant = { issuer: testIssuer, person, client: null, scopes: null, now: systemClock.now() };
  return (await issueToken(await testSigningKeys(), grant)).token;
}

/** Expects that an answer is exactly one error of a code, and of a field where one is given. */
export function expectCode(
  result: Pick<GraphqlResult<unknown>, "errors">,
  code: ErrorCode,
  field?: string,
): AnsweredError {
  const [error, ...others] = result.errors ?? [];
  expect({ code: error?.extensions.code, message: error?.message }).toMatchObject({ code });
  expect(others).toEqual([]);
  if (field !== undefined) expect(error?.extensions.field).toBe(field);
  if (error === undefined) expect.fail("there is no error");
  return error;
}
