import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, exportSPKI, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueToken, type SigningKeys } from "../../src/modules/identity/index.js";
import { systemClock } from "../../src/platform/clock.js";
import {
  firstHolding,
  lockPerson,
  makeClient,
  personId,
  revokeApiClient,
  withdrawRole,
} from "../api/identity/documents.js";
import { register, startProvider, type TestProvider } from "../api/identity/provider.js";
import { testAddress, testIssuer, testSigningKeys } from "../api.js";
import { makeProvince, type World } from "../world.js";
import { type RawAnswer, seen, send } from "./requests.js";

const document = JSON.stringify({ query: "{ viewer { name } }" });
const json = { "Content-Type": "application/json" };
const seconds = (): number => Math.floor(systemClock.now().getTime() / 1000);
const encoded = (value: unknown): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

let address: string;
let world: World;
let keys: SigningKeys;
let key: Awaited<ReturnType<SigningKeys["newest"]>>;
let provider: TestProvider;
let listener: Server;
let listenerAddress: string;
let connections = 0;
let valid: string;
/** What everybody is told whose token is not valid. */
let refused: object;

/** Asks with a token in the header. */
const ask = (token: string, headers: Record<string, string> = {}): Promise<RawAnswer> =>
  send({ address, headers: { ...json, ...headers, Authorization: `Bearer ${token}` }, body: document });

beforeAll(async () => {
  address = await testAddress();
  world = await makeProvince();
  keys = await testSigningKeys();
  key = await keys.newest();
  provider = await startProvider();
  listener = createServer((_, response) => response.end('{"keys":[]}'));
  listener.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  listenerAddress = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  valid = await world.as("cityA.handler").token();
  const answer = await ask("not.a.token");
  expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  refused = seen(answer);
});

afterAll(async () => {
  await provider.close();
  await new Promise((resolve) => listener.close(resolve));
});

const rightHeader = (): JWTHeaderParameters => ({ alg: "EdDSA", typ: "at+jwt", kid: key.kid });

const rightClaims = (): JWTPayload => ({
  iss: testIssuer,
  aud: "lianxin",
  sub: `person:${world.as("cityA.handler").id}`,
  client_id: "lianxin-cli",
  jti: "attack",
  iat: seconds(),
  exp: seconds() + 600,
});

/** A token signed by our own key, right in all but what is given. */
const signed = (claims: Readonly<Record<string, unknown>> = {}, header: object = {}): Promise<string> =>
  new SignJWT({ ...rightClaims(), ...claims }).setProtectedHeader({ ...rightHeader(), ...header }).sign(key.privateKey);

/** The parts of the valid token, some of them replaced. */
const parts = ([head = "", claims = "", signature = ""]: readonly (string | undefined)[]): string =>
  [head, claims, signature].join(".");

const partsOf = (token: string): [string, string, string] => token.split(".") as [string, string, string];

/** Bytes of the key that our own public key is written with, in the forms in which libraries have taken it as a secret. */
async function publicKeyForms(): Promise<Uint8Array[]> {
  const spki = await exportSPKI(key.publicKey);
  const texts = [spki, spki.trim(), spki.replaceAll("\n", ""), JSON.stringify({ keys: [key.publicJwk] }), key.kid, ""];
  return texts.map((text) => new TextEncoder().encode(text));
}

type Forgery = () => string | Promise<string>;

const inHeader = (members: () => object): Forgery => {
  return () => `${encoded({ ...rightHeader(), ...members() })}.${encoded(rightClaims())}.${partsOf(valid)[2]}`;
};

const shared = (alg: "HS256" | "HS384" | "HS512", form: number): Forgery => {
  return async () => {
    const secret = (await publicKeyForms())[form] ?? new Uint8Array();
    // An empty secret is none for the library that signs here; a byte of nought stands for it.
    return new SignJWT(rightClaims())
      .setProtectedHeader({ ...rightHeader(), alg })
      .sign(secret.length === 0 ? new Uint8Array(64) : secret);
  };
};

const kid =
  (text: string): Forgery =>
  () =>
    signed({}, { kid: text });

const forgeries: Record<string, Forgery> = {
  // The algorithm.
  "alg none with spaces": inHeader(() => ({ alg: " none " })),
  "alg none as a list": inHeader(() => ({ alg: ["none"] })),
  "alg null": inHeader(() => ({ alg: null })),
  "alg HS256 under the signature of EdDSA": inHeader(() => ({ alg: "HS256" })),
  "alg Ed25519, another name of ours": () =>
    signed({}, { alg: "Ed25519" }).catch(() => inHeader(() => ({ alg: "Ed25519" }))()),
  "alg eddsa in small letters": inHeader(() => ({ alg: "eddsa" })),
  "alg twice, the last one ours": () =>
    `${encoded(`{"alg":"none","typ":"at+jwt","kid":"${key.kid}","alg":"EdDSA"}`)}.${encoded(rightClaims())}.`,
  "alg twice, the last one none": () =>
    `${encoded(`{"alg":"EdDSA","typ":"at+jwt","kid":"${key.kid}","alg":"none"}`)}.${encoded(rightClaims())}.`,
  "HS256 with the public key as PEM": shared("HS256", 0),
  "HS384 with the public key as PEM without its end of line": shared("HS384", 1),
  "HS512 with the public key as PEM in one line": shared("HS512", 2),
  "HS256 with the published key set": shared("HS256", 3),
  "HS256 with the name of the key": shared("HS256", 4),
  "HS256 with an empty secret": shared("HS256", 5),
  // The name of the key.
  "a kid that climbs out of a folder": kid("../../../../../../etc/passwd"),
  "a kid that is a device": kid("/dev/null"),
  "a kid with a NUL": kid("key\u0000.json"),
  "a kid with SQL": kid("x' UNION SELECT 'secret' --"),
  "a kid with a command": kid("$(id)"),
  "a kid of 6,000 letters": kid("k".repeat(6000)),
  "an empty kid": kid(""),
  "a kid that is __proto__": kid("__proto__"),
  "a kid that is constructor": kid("constructor"),
  "a kid that is a number": inHeader(() => ({ kid: 0 })),
  "a kid that is a list with ours": inHeader(() => ({ kid: [key.kid] })),
  "a kid that is an object": inHeader(() => ({ kid: { toString: key.kid } })),
  "the kid of an outside issuer": async () => {
    const { issuer } = await register(provider, world, "cityA");
    const login = world.as("cityA.handler").login;
    return provider.sign(issuer, login, { ...rightClaims() }, { alg: "EdDSA", typ: "at+jwt" });
  },
  "the claims of ours, signed by an outside issuer under the name of our key": () =>
    provider.sign(testIssuer, "x.y", { ...rightClaims() }, { alg: "EdDSA", typ: "at+jwt", kid: key.kid }),
  "an outside issuer's name, signed by us": async () => {
    const { issuer } = await register(provider, world, "cityA");
    const preferred_username = world.as("cityA.handler").login;
    return signed({ iss: issuer, aud: "lianxin-front", preferred_username });
  },
  // Other members of the header.
  "a header with cty JWT": () => signed({}, { cty: "JWT" }),
  "a header with zip": () => signed({}, { zip: "DEF" }),
  "b64 false": inHeader(() => ({ b64: false, crit: ["b64"] })),
  "b64 false without crit": inHeader(() => ({ b64: false })),
  "crit as an empty list": inHeader(() => ({ crit: [] })),
  "crit with exp": inHeader(() => ({ crit: ["exp"], exp: 1 })),
  "crit that is a text": inHeader(() => ({ crit: "exp" })),
  "a header that is a list": () => parts([encoded([rightHeader()]), encoded(rightClaims()), partsOf(valid)[2]]),
  "a header that is null": () => parts([encoded("null"), encoded(rightClaims()), partsOf(valid)[2]]),
  "a header with __proto__": () =>
    parts([
      encoded(`{"__proto__":{"alg":"EdDSA","typ":"at+jwt","kid":"${key.kid}"}}`),
      encoded(rightClaims()),
      partsOf(valid)[2],
    ]),
  "typ application/jwt": () => signed({}, { typ: "application/jwt" }),
  "typ of an ID token": () => signed({}, { typ: "id_token+jwt" }),
  "no typ": () => signed({}, { typ: undefined }),
  // The claims.
  "an audience that is a list with another only": () => signed({ aud: ["other"] }),
  "an audience that begins like ours": () => signed({ aud: "lianxin-front" }),
  "an audience in capitals": () => signed({ aud: "LIANXIN" }),
  "an issuer with a slash more": () => signed({ iss: `${testIssuer}/` }),
  "an issuer in capitals": () => signed({ iss: testIssuer.toUpperCase() }),
  "an issuer that is a list with ours": () => signed({ iss: [testIssuer] }),
  "an issuer that is the public key set": () => signed({ iss: `${address}/.well-known/jwks.json` }),
  "an expiry as a text": () => signed({ exp: String(seconds() + 600) }),
  "an expiry beyond what numbers hold": () => signed({ exp: 1e308 }),
  "an expiry below nought": () => signed({ exp: -1 }),
  "a life of a year": () => signed({ exp: seconds() + 365 * 86_400 }),
  "a life of a second more than an hour": () => signed({ exp: seconds() + 3601 }),
  "an expiry as an object": () => signed({ exp: { toString: "9" } }),
  "an instant of issue as a text": () => signed({ iat: String(seconds()) }),
  "an instant of issue in milliseconds": () => signed({ iat: Date.now() }),
  "an nbf as a text": () => signed({ nbf: "never" }),
  "a subject that is a list": () => signed({ sub: [`person:${world.as("cityA.handler").id}`] }),
  "a subject with a line after it": () => signed({ sub: `person:${world.as("cityA.handler").id}\n` }),
  "a subject with a line before it": () => signed({ sub: `x\nperson:${world.as("cityA.handler").id}` }),
  "a subject in capitals": () => signed({ sub: `person:${world.as("cityA.handler").id.toUpperCase()}` }),
  "a subject with SQL": () => signed({ sub: "person:' OR true --" }),
  "an identifier that is a number": () => signed({ jti: 1 }),
  "claims that are a list": () => parts([partsOf(valid)[0], encoded([rightClaims()]), partsOf(valid)[2]]),
  "claims that are null": () => parts([partsOf(valid)[0], encoded("null"), partsOf(valid)[2]]),
  "claims with a name twice": () => {
    const claims = JSON.stringify({ ...rightClaims(), sub: "person:x" });
    const twice = claims.replace("{", `{"sub":"person:${world.as("nation.administrator").id}",`);
    return parts([partsOf(valid)[0], encoded(twice), partsOf(valid)[2]]);
  },
  // The text of the token.
  "a token in a token": async () =>
    new SignJWT({ ...rightClaims(), jwt: valid })
      .setProtectedHeader({ ...rightHeader(), typ: "JWT", cty: "JWT" })
      .sign(key.privateKey),
  "a token whose payload is a token": () => parts([partsOf(valid)[0], encoded(valid), partsOf(valid)[2]]),
  "a signature of a token's first half": () => `${partsOf(valid)[0]}.${partsOf(valid)[1]}`,
  "no signature": () => `${partsOf(valid)[0]}.${partsOf(valid)[1]}.`,
  "no claims": () => `${partsOf(valid)[0]}..${partsOf(valid)[2]}`,
  "nothing but dots": () => "..",
  "four parts": () => `${valid}.${partsOf(valid)[2]}`,
  "five parts, as of an encrypted token": () => `${valid}.AAAA.AAAA`,
  "a token cut off by a letter": () => valid.slice(0, -1),
  "a token with a letter more": () => `${valid}A`,
  "a token with padding": () => `${valid}==`,
  "a token with padding in its header": () => parts([`${partsOf(valid)[0]}==`, partsOf(valid)[1], partsOf(valid)[2]]),
  "a signature whose unused bits are set": () => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return `${valid.slice(0, -1)}${letters[letters.indexOf(valid.at(-1) ?? "") + 1]}`;
  },
  "base64 in place of base64url": () => {
    const [head, claims, signature] = partsOf(valid);
    return parts([head, claims, `${signature.slice(0, -4)}+/+/`]);
  },
  "letters that are none of base64": () => `${valid.slice(0, -4)}~~~~`,
  "a signature of noughts": () => parts([partsOf(valid)[0], partsOf(valid)[1], encoded("\u0000".repeat(64))]),
  "a signature of the identity point": () =>
    parts([
      partsOf(valid)[0],
      partsOf(valid)[1],
      Buffer.concat([Buffer.from([1]), Buffer.alloc(63)]).toString("base64url"),
    ]),
  "a signature with s + L, which is the same number to a careless verifier": () => {
    const bytes = Buffer.from(partsOf(valid)[2], "base64url");
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    let sum = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString("hex")}`) + order;
    for (let place = 32; place < 64; place += 1) {
      bytes[place] = Number(sum & 0xffn);
      sum >>= 8n;
    }
    return parts([partsOf(valid)[0], partsOf(valid)[1], bytes.toString("base64url")]);
  },
  "a token of 12 KB": () => signed({ more: "x".repeat(9000) }),
};

describe("a forged token gets the same 401 as no token of ours at all:", () => {
  for (const [name, forge] of Object.entries(forgeries)) {
    it(name, async () => {
      expect(seen(await ask(await forge()))).toEqual(refused);
    });
  }

  it("one of 100 KB does not even get to the router", async () => {
    const answer = await ask("x".repeat(100_000));
    expect([answer.status, answer.body]).toEqual([431, ""]);
  });

  it("while the same token unforged is taken", async () => {
    for (const token of [valid, await signed()])
      expect((await ask(token)).data).toEqual({ viewer: { name: expect.any(String) } });
  });
});

describe("a token that leads elsewhere makes us ask nobody there:", () => {
  const leading: Record<string, Forgery> = {
    jku: () => signed({}, { jku: `${listenerAddress}/jwks.json` }),
    x5u: () => signed({}, { x5u: `${listenerAddress}/cert.pem` }),
    "jku of a token that an unknown key signed": async () => {
      const { privateKey } = await generateKeyPair("EdDSA");
      const header = { ...rightHeader(), kid: "unknown", jku: `${listenerAddress}/jwks.json` };
      return new SignJWT(rightClaims()).setProtectedHeader(header).sign(privateKey);
    },
    "jwk with the key that signed": async () => {
      const { privateKey, publicKey } = await generateKeyPair("EdDSA", { extractable: true });
      const jwk = await exportJWK(publicKey);
      return new SignJWT(rightClaims()).setProtectedHeader({ ...rightHeader(), jwk }).sign(privateKey);
    },
    "x5c with a certificate": () => signed({}, { x5c: [encoded("certificate")], x5t: "AAAA" }),
    "an issuer that nobody registered": async () => {
      const { privateKey } = await generateKeyPair("RS256");
      const header = { alg: "RS256", kid: "1", jku: `${listenerAddress}/jwks.json` };
      return new SignJWT({ ...rightClaims(), iss: listenerAddress }).setProtectedHeader(header).sign(privateKey);
    },
    "jku of a token of a registered issuer": async () => {
      const { issuer } = await register(provider, world, "cityA");
      const { privateKey } = await generateKeyPair("RS256");
      const claims = { iss: issuer, aud: "lianxin-front", iat: seconds(), exp: seconds() + 600 };
      const header = { alg: "RS256", kid: "RS256", jku: `${listenerAddress}/jwks.json`, x5u: `${listenerAddress}/x` };
      const preferred_username = world.as("cityA.handler").login;
      return new SignJWT({ ...claims, preferred_username }).setProtectedHeader(header).sign(privateKey);
    },
    "jwk of a token of a registered issuer": async () => {
      const { issuer } = await register(provider, world, "cityA");
      const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
      const jwk = await exportJWK(publicKey);
      const claims = { iss: issuer, aud: "lianxin-front", iat: seconds(), exp: seconds() + 600 };
      const preferred_username = world.as("cityA.handler").login;
      return new SignJWT({ ...claims, preferred_username }).setProtectedHeader({ alg: "ES256", jwk }).sign(privateKey);
    },
    "a kid that is an address": () => signed({}, { kid: `${listenerAddress}/key` }),
  };

  for (const [name, forge] of Object.entries(leading)) {
    it(name, async () => {
      const before = connections;
      expect(seen(await ask(await forge()))).toEqual(refused);
      expect(connections).toBe(before);
    });
  }
});

describe("a token that was good gets the same 401 from then on:", () => {
  it("of a person who was locked", async () => {
    const handler = world.as("cityB.handler");
    await world.as("cityB.administrator").ask(lockPerson, { input: { id: personId(handler), version: 1 } });
    expect(seen(await ask(await handler.token()))).toEqual(refused);
  });

  it("of a person whose last role was withdrawn", async () => {
    const handler = world.as("cityB.operator");
    const id = await firstHolding(world.as("cityB.administrator"), handler);
    await world.as("cityB.administrator").ask(withdrawRole, { input: { id } });
    expect(seen(await ask(await handler.token()))).toEqual(refused);
  });

  const issueFor = async (clientId: string) => {
    const grant = { issuer: testIssuer, person: null, client: clientId, scopes: ["directory.read"] };
    return (await issueToken(keys, { ...grant, now: systemClock.now() })).token;
  };

  it("of a client that was revoked", async () => {
    const { apiClient } = await makeClient(world);
    const token = await issueFor(apiClient.clientId);
    expect((await ask(token)).status).toBe(200);
    await world.as("cityA.administrator").ask(revokeApiClient, { input: { id: apiClient.id, version: 1 } });
    expect(seen(await ask(token))).toEqual(refused);
  });

  it("that the client itself took back", async () => {
    const { apiClient, secret } = await makeClient(world);
    const token = await issueFor(apiClient.clientId);
    const body = new URLSearchParams({ token, client_id: apiClient.clientId, client_secret: secret }).toString();
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    expect((await send({ address, path: "/oauth/revoke", headers, body })).status).toBe(200);
    expect(seen(await ask(token))).toEqual(refused);
  });
});

describe("a good token is no token", () => {
  it.each<[string, () => Parameters<typeof send>[0]]>([
    ["in the query of the address", () => ({ address, path: `/graphql?access_token=${valid}` })],
    [
      "in the query of a GET",
      () => ({ address, method: "GET", path: `/graphql?query=%7Bviewer%7Bname%7D%7D&access_token=${valid}` }),
    ],
    ["in a cookie", () => ({ address, headers: { Cookie: `access_token=${valid}; token=${valid}` } })],
    [
      "in a header of another name",
      () => ({ address, headers: { "X-Access-Token": valid, "X-Authorization": `Bearer ${valid}` } }),
    ],
    ["in Proxy-Authorization", () => ({ address, headers: { "Proxy-Authorization": `Bearer ${valid}` } })],
    [
      "in the body beside the query",
      () => ({
        address,
        body: JSON.stringify({
          query: "{ viewer { name } }",
          access_token: valid,
          authorization: `Bearer ${valid}`,
          extensions: { token: valid },
        }),
      }),
    ],
  ])("%s", async (_, make) => {
    const asked = make();
    const answer = await send({ body: document, ...asked, headers: { ...json, ...asked.headers } });
    const { told } = refused as { told: Record<string, string> };
    expect(seen(answer)).toEqual({ ...refused, told: { ...told, "www-authenticate": 'Bearer realm="lianxin"' } });
  });

  it("in a form, as RFC 6750 would have it", async () => {
    const body = new URLSearchParams({ access_token: valid, query: "{ viewer { name } }" }).toString();
    const answer = await send({ address, headers: { "Content-Type": "application/x-www-form-urlencoded" }, body });
    expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  });

  it.each<[string, () => string | string[]]>([
    ["of the scheme Basic", () => `Basic ${valid}`],
    ["of the scheme DPoP", () => `DPoP ${valid}`],
    ["without a scheme", () => valid],
    ["with a tab behind the scheme", () => `Bearer\t${valid}`],
    ["in quotes", () => `Bearer "${valid}"`],
    ["with a word behind it", () => `Bearer ${valid} more`],
    ["with a comma and another behind it", () => `Bearer ${valid}, Bearer ${valid}`],
    ["in the first of two headers", () => [`Bearer ${valid}`, "Bearer not.a.token"]],
    ["in the second of two headers", () => ["Bearer not.a.token", `Bearer ${valid}`]],
    ["in two headers alike", () => [`Bearer ${valid}`, `Bearer ${valid}`]],
  ])("%s", async (_, authorization) => {
    const headers = { ...json, Authorization: authorization() };
    expect(seen(await send({ address, headers, body: document }))).toEqual(refused);
  });

  it("for a bureau at which its person holds no role", async () => {
    for (const bureau of [world.code.cityB, world.code.province, world.code.nation, "T00000", "' OR true --", "*"]) {
      expect(seen(await ask(valid, { "Lianxin-Bureau": bureau }))).toEqual(refused);
    }
  });

  it("for two bureaus at once", async () => {
    const two = [world.code.cityA, world.code.cityB];
    const headers = { ...json, Authorization: `Bearer ${valid}`, "Lianxin-Bureau": two };
    expect(seen(await send({ address, headers, body: document }))).toEqual(refused);
  });
});
