import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createAuthenticator,
  issueToken,
  openSigningKeys,
  rotateSigningKeys,
  type SigningKeys,
} from "../../../src/modules/identity/index.js";
import { settableClock, systemClock } from "../../../src/platform/clock.js";
import { createLogger } from "../../../src/platform/log.js";
import { expectCode, gql, testIssuer, testSigningKeys } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type World } from "../../world.js";

const viewer = "{ viewer { name } }";
const seconds = (): number => Math.floor(systemClock.now().getTime() / 1000);

let world: World;
let keys: SigningKeys;

beforeAll(async () => {
  world = await makeProvince();
  keys = await testSigningKeys();
});

/** Claims with some of them replaced; one that is undefined is left out, since JSON has no such value. */
type Claims = Readonly<Record<string, unknown>>;

const rightClaims = (): JWTPayload => ({
  iss: testIssuer,
  aud: "lianxin",
  sub: `person:${world.as("cityA.handler").id}`,
  client_id: "lianxin-cli",
  jti: "one",
  iat: seconds(),
  exp: seconds() + 600,
});

/** A token signed by our own key, right in all but what is given. */
const signed = async (claims: Claims = {}, header: Partial<JWTHeaderParameters> = {}): Promise<string> => {
  const { kid, privateKey } = await keys.newest();
  const payload: JWTPayload = JSON.parse(JSON.stringify({ ...rightClaims(), ...claims }));
  return new SignJWT(payload).setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid, ...header }).sign(privateKey);
};

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a token of our own", () => {
  it("is taken when everything is right", async () => {
    expect((await gql(await signed(), viewer)).errors).toBeUndefined();
  });

  it.each<[string, () => Claims]>([
    ["of another audience", () => ({ aud: "other" })],
    ["without an audience", () => ({ aud: undefined })],
    ["of another issuer", () => ({ iss: "https://evil.example" })],
    ["without an issuer", () => ({ iss: undefined })],
    ["that has expired", () => ({ exp: seconds() - 60 })],
    ["without an expiry", () => ({ exp: undefined })],
    ["from the future", () => ({ iat: seconds() + 600, exp: seconds() + 1200 })],
    ["without an instant of issue", () => ({ iat: undefined })],
    ["that is older than an hour, whatever its expiry", () => ({ iat: seconds() - 4000, exp: seconds() + 99_999 })],
    ["that is not valid yet", () => ({ nbf: seconds() + 600 })],
    ["without an identifier", () => ({ jti: undefined })],
    ["without a client", () => ({ client_id: undefined })],
    ["without a subject", () => ({ sub: undefined })],
    ["of a subject that is no person", () => ({ sub: "person:x" })],
    ["of a person who does not exist", () => ({ sub: "person:0190a0b0-0000-7000-8000-000000000000" })],
    ["of a client by the name of another", () => ({ sub: "client:0190a0b0-0000-7000-8000-000000000000" })],
    ["of a client that is none", () => ({ client_id: "someone" })],
  ])("%s is refused", async (_, claims) => {
    expectCode(await gql(await signed(claims()), viewer), "UNAUTHENTICATED");
  });

  it.each<[string, Partial<JWTHeaderParameters>]>([
    ["of another type", { typ: "JWT" }],
    ["that names an unknown key", { kid: "unknown" }],
    ["that names no key", { kid: undefined as never }],
    ["that points to a key set elsewhere (jku)", { jku: "https://evil.example/jwks.json" }],
    ["that points to a certificate elsewhere (x5u)", { x5u: "https://evil.example/cert" }],
    ["that brings its own key (jwk)", { jwk: { kty: "OKP", crv: "Ed25519", x: "AAAA" } }],
    ["that brings its own certificate (x5c)", { x5c: ["AAAA"] }],
    ["with a kid that looks like a path", { kid: "../../dev/null" }],
    ["with a kid that looks like SQL", { kid: "' OR true --" }],
  ])("%s is refused", async (_, header) => {
    expectCode(await gql(await signed({}, header), viewer), "UNAUTHENTICATED");
  });

  it("with critical members in the header is refused", async () => {
    const { kid, privateKey } = await keys.newest();
    const token = await new SignJWT(rightClaims())
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid, crit: ["b64"], b64: true })
      .sign(privateKey);
    expectCode(await gql(token, viewer), "UNAUTHENTICATED");
  });

  it("without a signature (alg none) is refused, however it is written", async () => {
    const { kid } = await keys.newest();
    for (const alg of ["none", "None", "NONE", "nOnE", ""]) {
      const head = encoded({ alg, typ: "at+jwt", kid });
      for (const tail of ["", "AAAA"]) {
        expectCode(await gql(`${head}.${encoded(rightClaims())}.${tail}`, viewer), "UNAUTHENTICATED");
      }
    }
  });

  it("signed by our public key as a shared secret (key confusion) is refused", async () => {
    const { kid, publicJwk } = await keys.newest();
    for (const secret of [JSON.stringify(publicJwk), publicJwk.x ?? "", Buffer.from(publicJwk.x ?? "", "base64url")]) {
      const key = typeof secret === "string" ? new TextEncoder().encode(secret) : secret;
      const token = await new SignJWT(rightClaims()).setProtectedHeader({ alg: "HS256", typ: "at+jwt", kid }).sign(key);
      expectCode(await gql(token, viewer), "UNAUTHENTICATED");
    }
  });

  it("signed by another key under our key's name is refused", async () => {
    const { kid } = await keys.newest();
    const { privateKey } = await generateKeyPair("EdDSA");
    const token = await new SignJWT(rightClaims())
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid })
      .sign(privateKey);
    expectCode(await gql(token, viewer), "UNAUTHENTICATED");
  });

  it("whose claims were changed after signing is refused", async () => {
    const [head, , tail] = (await signed()).split(".");
    const claims = encoded({ ...rightClaims(), sub: `person:${world.as("nation.administrator").id}` });
    expectCode(await gql(`${head}.${claims}.${tail}`, viewer), "UNAUTHENTICATED");
  });
});

describe("a key", () => {
  let folder: string;
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("that was rotated out verifies no longer, also what it verified a moment ago", async () => {
    folder = await mkdtemp(join(tmpdir(), "lianxin-rotation-"));
    const path = join(folder, "signing.json");
    const clock = settableClock(systemClock.now());
    const month = 31 * 86_400_000;
    await rotateSigningKeys(path, new Date(clock.now().getTime() - 2 * month));
    const signingKeys = await openSigningKeys(path, false);
    const authenticator = createAuthenticator({
      database: testDatabase(),
      clock,
      signingKeys,
      issuer: testIssuer,
      isProduction: false,
      log: createLogger("silent"),
    });
    const grant = { issuer: testIssuer, person: world.as("cityA.handler").id, client: null, scopes: null };
    const { token } = await issueToken(signingKeys, { ...grant, now: clock.now() });
    expect(await authenticator.authenticate(token)).not.toBeNull();
    await rotateSigningKeys(path, new Date(clock.now().getTime() - month));
    const { kid } = await rotateSigningKeys(path, clock.now());
    expect((await signingKeys.find(kid))?.kid).toBe(kid);
    expect(await authenticator.authenticate(token)).toBeNull();
  });
});
