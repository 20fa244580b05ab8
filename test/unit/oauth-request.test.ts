import { describe, expect, it } from "vitest";
import { matchesSecret, newClientSecret } from "../../src/modules/identity/client-secret.js";
import { isLogin, nearestLogins } from "../../src/modules/identity/login.js";
import {
  type OAuthRequest,
  readOAuthForm,
  readScopes,
  toOAuthError,
  toOAuthResponse,
} from "../../src/modules/identity/oauth-request.js";

const form = "application/x-www-form-urlencoded";
const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;

const refusalOf = (request: OAuthRequest): string | null => {
  const read = readOAuthForm(request);
  return "refusal" in read ? read.refusal.error : null;
};

describe("the form of an OAuth request", () => {
  it("takes the credentials from the body", () => {
    const read = readOAuthForm({
      contentType: form,
      body: "client_id=a&client_secret=b&grant_type=client_credentials",
    });
    expect(read).toMatchObject({ form: { clientId: "a", clientSecret: "b" } });
  });

  it("takes the credentials from a Basic header, each half form-decoded", () => {
    const read = readOAuthForm({
      authorization: basic("a%3Ab:c+d%2B"),
      contentType: `${form}; charset=utf-8`,
      body: "grant_type=x",
    });
    expect(read).toMatchObject({ form: { clientId: "a:b", clientSecret: "c d+" } });
  });

  it("counts a parameter without a value as not sent", () => {
    const read = readOAuthForm({ authorization: basic("a:b"), contentType: form, body: "scope=&grant_type=x" });
    expect("form" in read && read.form.parameters.has("scope")).toBe(false);
  });

  it.each([
    ["JSON", { authorization: basic("a:b"), contentType: "application/json", body: "{}" }],
    ["no content type", { authorization: basic("a:b"), body: "grant_type=x" }],
    ["a parameter twice", { authorization: basic("a:b"), contentType: form, body: "scope=x&scope=y" }],
    ["a parameter twice, once empty", { authorization: basic("a:b"), contentType: form, body: "scope=&scope=y" }],
    [
      "a secret in both places",
      { authorization: basic("a:b"), contentType: form, body: "client_id=a&client_secret=b" },
    ],
    ["another client in the body", { authorization: basic("a:b"), contentType: form, body: "client_id=z" }],
    ["a body that is too large", { authorization: basic("a:b"), contentType: form, body: `x=${"y".repeat(20_000)}` }],
  ])("refuses %s as invalid_request", (_, request) => {
    expect(refusalOf(request)).toBe("invalid_request");
  });

  it.each([
    ["no credentials", { contentType: form, body: "grant_type=client_credentials" }],
    ["an id without a secret", { contentType: form, body: "client_id=a" }],
    ["another scheme", { authorization: "Bearer abc", contentType: form, body: "grant_type=x" }],
    ["a Basic header without a colon", { authorization: basic("abc"), contentType: form, body: "grant_type=x" }],
    ["a Basic header that is not base64", { authorization: "Basic ***", contentType: form, body: "grant_type=x" }],
    ["a Basic header with a broken escape", { authorization: basic("a:%zz"), contentType: form, body: "grant_type=x" }],
  ])("refuses %s as invalid_client", (_, request) => {
    expect(refusalOf(request)).toBe("invalid_client");
  });
});

describe("the answers", () => {
  it("are never stored", () => {
    for (const answer of [toOAuthResponse({ a: 1 }), toOAuthError({ error: "invalid_scope", description: "x" })]) {
      expect(answer.headers).toMatchObject({ "cache-control": "no-store", pragma: "no-cache" });
    }
  });

  it("challenge a client that did not authenticate", () => {
    const answer = toOAuthError({ error: "invalid_client", description: "x" });
    expect(answer.status).toBe(401);
    expect(answer.headers["www-authenticate"]).toMatch(/^Basic realm=/);
  });

  it("are 400 without a challenge for every other error", () => {
    const answer = toOAuthError({ error: "unsupported_grant_type", description: "x" });
    expect(answer.status).toBe(400);
    expect(answer.headers).not.toHaveProperty("www-authenticate");
  });
});

describe("the parts", () => {
  it("read scopes separated by single spaces, each once", () => {
    expect(readScopes("a b a")).toEqual(["a", "b"]);
    expect(readScopes("a  b")).toBeNull();
    expect(readScopes('a"b')).toBeNull();
  });

  it("match a secret with its own hash alone", () => {
    const { secret, hash } = newClientSecret();
    const other = newClientSecret();
    expect(secret).toMatch(/^lxs_[A-Za-z0-9_-]{43}$/);
    expect(matchesSecret(secret, [other.hash, hash])).toBe(true);
    expect(matchesSecret(secret, [other.hash])).toBe(false);
    expect(matchesSecret(secret, [])).toBe(false);
    expect(matchesSecret(hash, [hash])).toBe(false);
  });

  it("know the form of a login", () => {
    expect(["suzhou.dispatcher", "a.1", "suzhou.gusu.handler2"].map(isLogin)).toEqual([true, true, true]);
    const wrong = ["suzhou", "Suzhou.x", "1a.b", "a..b", "a.b.", "a.b\n", "a-b.c", `a.${"b".repeat(59)}`, ""];
    expect(wrong.filter(isLogin)).toEqual([]);
  });

  it("find the logins that are most like a text", () => {
    const logins = ["suzhou.operator", "suzhou.dispatcher", "chuzhou.dispatcher", "jiangsu.supervisor"];
    expect(nearestLogins("suzhou.dispacher", logins, 2)).toEqual(["suzhou.dispatcher", "chuzhou.dispatcher"]);
  });
});
