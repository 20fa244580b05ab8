import { describe, expect, test } from "vitest";
import { securityHeaders } from "../../../src/api/security-headers.js";
import { addressOf, startTestApi, testAddress } from "../../api.js";
import { makeProvince } from "../../world.js";

const watched = [
  "cache-control",
  "content-security-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
  "referrer-policy",
  "strict-transport-security",
  "x-content-type-options",
  "x-frame-options",
];

const json = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": expect.stringContaining("camera=(), "),
  "referrer-policy": "no-referrer",
  "strict-transport-security": null,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

async function headersOf(path: string, request: RequestInit = {}, address?: string) {
  const response = await fetch(`${address ?? (await testAddress())}${path}`, request);
  const headers = Object.fromEntries(watched.map((name) => [name, response.headers.get(name)]));
  return { status: response.status, headers, text: await response.text() };
}

const browser = { headers: { Accept: "text/html" } };
const post = { method: "POST" };

async function viewerRequest(): Promise<RequestInit> {
  const token = await (await makeProvince()).as("cityACentre.dispatcher").token();
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  return { method: "POST", headers, body: '{"query":"{ viewer { name } }"}' };
}

describe("the headers that keep browsers from harm", () => {
  test.each([
    ["a stranger's query", 401, "/graphql", post],
    ["a method that is not there", 405, "/graphql", { method: "DELETE" }],
    [
      "a body that is compressed",
      415,
      "/graphql",
      { method: "POST", headers: { "Content-Encoding": "gzip" }, body: "x" },
    ],
    ["a request for a token", 400, "/oauth/token", post],
    ["a request to revoke one", 400, "/oauth/revoke", post],
    ["the sign of life", 200, "/healthz", {}],
    ["the sign of readiness", 200, "/readyz", {}],
    ["the metrics", 200, "/metrics", {}],
    ["an address that is not there", 404, "/nothing", {}],
    ["an asset that is not there", 404, "/graphql/assets/nothing.js", {}],
  ] as [string, number, string, RequestInit][])(
    "stand in the answer to %s (%i)",
    async (_name, status, path, request) => {
      const result = await headersOf(path, request);
      expect(result).toMatchObject({ status, headers: json });
    },
  );

  test("stand in the answer to an operation", async () => {
    expect(await headersOf("/graphql", await viewerRequest())).toMatchObject({ status: 200, headers: json });
  });

  test("stand beside the public keys, which may be kept for a minute", async () => {
    const { headers } = await headersOf("/.well-known/jwks.json");
    expect(headers).toEqual({ ...json, "cache-control": "public, max-age=60" });
  });

  test("allow the page of GraphiQL its own scripts, styles and connections, and nothing else", async () => {
    const { headers } = await headersOf("/graphql", browser);
    expect(headers).toEqual({ ...json, "cache-control": "no-cache", "content-security-policy": expect.anything() });
    expect(headers["content-security-policy"]?.split("; ")).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      expect.stringMatching(/^style-src 'self' 'sha256-[A-Za-z0-9+/]+='$/),
      "connect-src 'self'",
      "img-src data:",
      "font-src data:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
  });

  test("stand beside the assets of GraphiQL, which may be kept for good", async () => {
    const { text } = await headersOf("/graphql", browser);
    const assets = [...text.matchAll(/(?:src|href)="(\/graphql\/assets\/[^"]+)"/g)].map(([, path = ""]) => path);
    expect(assets.length).toBe(6);
    for (const asset of assets) {
      const { headers } = await headersOf(asset);
      expect(headers).toEqual({ ...json, "cache-control": "public, max-age=31536000, immutable" });
    }
  });

  test("tell browsers to use https for good where the public address does", async () => {
    const api = await startTestApi({ publicUrl: "https://hotline.example.org" });
    const { headers } = await headersOf("/healthz", {}, addressOf(api));
    await api.close(1000);
    expect(headers).toEqual({ ...json, "strict-transport-security": "max-age=31536000" });
  });

  test("switch off every feature of a browser that is named, for everybody", () => {
    const features = securityHeaders("http://x")["Permissions-Policy"]?.split(", ") ?? [];
    expect(features.filter((feature) => !/^[a-z-]+=\(\)$/.test(feature))).toEqual([]);
    expect(features).toEqual(expect.arrayContaining(["geolocation=()", "microphone=()", "payment=()", "usb=()"]));
  });

  test("name no software and no version", async () => {
    const { headers } = await fetch(`${await testAddress()}/healthz`);
    expect([headers.get("Server"), headers.get("X-Powered-By")]).toEqual([null, null]);
  });
});
