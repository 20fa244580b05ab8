import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { graphiqlAsset, graphiqlPage } from "../../src/api/graphiql.js";
import { buildLianxinSchema } from "../../src/api/schema.js";
import { packageRoot } from "../../src/platform/package-root.js";

const ADDRESS = "/graphql/assets/";

const page = String(graphiqlPage().body);

const references = [...page.matchAll(/\b(?:src|href)="([^"]*)"/g)].map((found) => found[1] ?? "");

const assets = references.filter((reference) => reference.startsWith(ADDRESS));

/** The name of an asset with its hash, from its name without: `start.js` gives `start.0123456789abcdef.js`. */
function nameOf(plain: string): string {
  const names = assets.map((asset) => asset.slice(ADDRESS.length));
  return names.find((name) => name.replace(/\.[0-9a-f]{16}\./, ".") === plain) ?? "";
}

describe("the page of GraphiQL", () => {
  it("is HTML that a browser asks for again each time", () => {
    const { status, headers } = graphiqlPage();
    expect(status).toBe(200);
    expect(headers).toMatchObject({ "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache" });
  });

  it("loads nothing but its own assets and an empty icon", () => {
    expect(references.filter((reference) => !reference.startsWith(ADDRESS))).toEqual(["data:,"]);
    expect(page).not.toMatch(/https?:|@import/i);
  });

  it("loads React before GraphiQL and our own script last", () => {
    const stems = assets.filter((asset) => asset.endsWith(".js")).map((asset) => /assets\/([\w-]+)\./.exec(asset)?.[1]);
    expect(stems).toEqual(["react", "react-dom", "graphiql", "start"]);
  });

  it("holds no inline script, inline style or event handler", () => {
    const scripts = [...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)];
    expect(scripts.map((script) => script[1])).toEqual(["", "", "", ""]);
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
  });

  it("has a content policy that allows no inline code, no evaluation and no other origin", () => {
    const policy = graphiqlPage().headers["Content-Security-Policy"] ?? "";
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*|blob:/);
  });
});

describe("an asset of GraphiQL", () => {
  it.each(assets)("is served with its content type and content: %s", (asset) => {
    const { status, headers, body } = graphiqlAsset(asset.slice(ADDRESS.length));
    expect(status).toBe(200);
    expect(headers["Content-Type"]).toBe(`text/${asset.endsWith(".css") ? "css" : "javascript"}; charset=utf-8`);
    expect(headers["X-Content-Type-Options"]).toBe("nosniff");
    expect(body.length).toBeGreaterThan(50);
  });

  it.each(["graphiql.css", "start.css"])("imports nothing from elsewhere: %s", (plain) => {
    const css = String(graphiqlAsset(nameOf(plain)).body);
    const foreign = [...css.matchAll(/url\((?!\s*["']?data:)[^)]*\)|@import[^;]*/g)].map((found) => found[0]);
    expect(foreign).toEqual([]);
  });

  it.each(["react.js", "react-dom.js", "graphiql.js", "start.js"])(
    "never evaluates text as code, which the content policy refuses: %s",
    (plain) => {
      expect(String(graphiqlAsset(nameOf(plain)).body)).not.toMatch(/\beval\(|\bFunction\(["'`]|\bimportScripts\(/);
    },
  );

  it("may be kept for good, because its address holds its content hash", () => {
    expect(graphiqlAsset(nameOf("react-dom.js")).headers["Cache-Control"]).toBe("public, max-age=31536000, immutable");
  });

  it.each([
    ["the tag itself", (tag: string) => tag],
    ["the weak form of the tag", (tag: string) => `W/${tag}`],
    ["a list that holds the tag", (tag: string) => `"other", ${tag}`],
    ["a star", () => "*"],
  ])("is not sent again to a browser that names %s", (_case, ifNoneMatch) => {
    const tag = graphiqlAsset(nameOf("graphiql.js")).headers.ETag ?? "";
    const { status, headers, body } = graphiqlAsset(nameOf("graphiql.js"), ifNoneMatch(tag));
    expect({ status, tag: headers.ETag, body }).toEqual({ status: 304, tag, body: "" });
  });

  it("is sent to a browser that holds another content", () => {
    expect(graphiqlAsset(nameOf("graphiql.js"), '"other"').status).toBe(200);
  });

  it.each([
    "",
    "nothing.js",
    "graphiql.js",
    "graphiql.min.js",
    "../package.json",
    "..%2fpackage.json",
    "%2e%2e/package.json",
    "..\\package.json",
    "/etc/passwd",
    "constructor",
    "__proto__",
    `../assets/${nameOf("start.js")}`,
    `${nameOf("start.js")}\0`,
  ])("is 404 for anything that the page does not load: %j", (path) => {
    expect(graphiqlAsset(path)).toMatchObject({ status: 404, body: "Not found\n" });
  });
});

describe("the first query of the page", () => {
  it("fits the schema", () => {
    const script = readFileSync(join(packageRoot(), "web/graphiql/start.js"), "utf8");
    const query = /const firstQuery = `([^`]*)`/.exec(script)?.[1]?.replace(/\$\{\w+\}/g, "") ?? "";
    expect(query).toContain("viewer");
    expect(validate(buildLianxinSchema(), parse(query))).toEqual([]);
  });
});
