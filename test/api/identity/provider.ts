import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import { systemClock } from "../../../src/platform/clock.js";
import type { Unit, World } from "../../world.js";
import { registerOutsideIssuer } from "./documents.js";

/** Claims with some of them replaced; one that is undefined is left out, since JSON has no such value. */
export type Claims = Readonly<Record<string, unknown>>;

/** An OpenID provider of a test, which serves its key set over HTTP on this machine. */
export interface TestProvider {
  /** Its address, without a path; the key set is under /jwks. */
  origin: string;
  /** How many requests it has had. */
  requests(): number;
  /** The public key of an algorithm, as it is served. */
  publicJwk(alg: string): object;
  /** A token of an issuer for a login, right in all but what is given. */
  sign(issuer: string, login: string, claims?: Claims, header?: Partial<JWTHeaderParameters>): Promise<string>;
  close(): Promise<void>;
}

/** The algorithms that the provider has a key for; the name of each is also its key's. */
export const algorithms = ["RS256", "PS256", "ES256", "EdDSA"];

/** The present, in seconds, as tokens have it. */
export const seconds = (): number => Math.floor(systemClock.now().getTime() / 1000);

/** Starts a provider. Under /moved it redirects to its key set, under /broken and /large it serves what is none. */
export async function startProvider(): Promise<TestProvider> {
  const keys = new Map<string, { privateKey: CryptoKey; jwk: object }>();
  for (const alg of algorithms) {
    const { privateKey, publicKey } = await generateKeyPair(alg);
    keys.set(alg, { privateKey, jwk: { ...(await exportJWK(publicKey)), kid: alg, alg, use: "sig" } });
  }
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    if (request.url === "/moved") return response.writeHead(302, { location: "/jwks" }).end();
    if (request.url === "/broken") return response.end("no keys");
    if (request.url === "/large") return response.end(`{"keys":[],"x":"${"y".repeat(300_000)}"}`);
    return response.end(JSON.stringify({ keys: [...keys.values()].map(({ jwk }) => jwk) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const keyOf = (alg: string) => {
    const key = keys.get(alg);
    if (key === undefined) throw new Error(`the provider has no key for ${alg}`);
    return key;
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    publicJwk: (alg) => keyOf(alg).jwk,
    sign: (issuer, login, claims = {}, header = {}) => {
      const alg = header.alg ?? "RS256";
      const right = { iss: issuer, aud: "lianxin-front", iat: seconds(), exp: seconds() + 600 };
      const payload: JWTPayload = JSON.parse(JSON.stringify({ ...right, preferred_username: login, ...claims }));
      return new SignJWT(payload).setProtectedHeader({ kid: alg, ...header, alg }).sign(keyOf(alg).privateKey);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The input that registers an issuer of a provider, under a name that nobody has, for a bureau. */
export function inputFor(
  { origin }: TestProvider,
  world: World,
  unit: Unit,
  parts: Readonly<Record<string, string>> = {},
) {
  return {
    bureau: world.code[unit],
    issuer: `https://issuer.example/${randomBytes(6).toString("hex")}`,
    jwksUrl: `${origin}/jwks`,
    audience: "lianxin-front",
    loginClaim: "preferred_username",
    ...parts,
  };
}

/** Registers an issuer of a provider by the administrator of its bureau, and answers its id and name. */
export async function register(
  provider: TestProvider,
  world: World,
  unit: Unit,
  parts: Readonly<Record<string, string>> = {},
): Promise<{ id: string; issuer: string }> {
  const input = inputFor(provider, world, unit, parts);
  const { registerOutsideIssuer: made } = await world
    .as(`${unit}.administrator`)
    .ask<{ registerOutsideIssuer: { outsideIssuer: { id: string } } }>(registerOutsideIssuer, { input });
  return { id: made.outsideIssuer.id, issuer: input.issuer };
}
