import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** An answer that is complete before it is sent: no stream, no cookie, nothing that depends on who asks. */
export interface StaticResponse {
  status: 200 | 304 | 404;
  headers: Record<string, string>;
  body: Buffer | string;
}

interface Asset {
  /** The file name in the address. It holds the content hash, so that an address never changes its content. */
  name: string;
  body: Buffer;
  contentType: string;
  etag: string;
}

interface Source {
  /** The npm package that holds the file, or undefined for a file of our own. */
  from?: string;
  path: string;
  stem: string;
  kind: "css" | "js";
}

/** In the order in which the page loads them: each script needs the globals of those before it. */
const SOURCES: readonly Source[] = [
  { from: "graphiql", path: "graphiql.min.css", stem: "graphiql", kind: "css" },
  { path: "web/graphiql/start.css", stem: "start", kind: "css" },
  { from: "react", path: "umd/react.production.min.js", stem: "react", kind: "js" },
  { from: "react-dom", path: "umd/react-dom.production.min.js", stem: "react-dom", kind: "js" },
  { from: "graphiql", path: "graphiql.min.js", stem: "graphiql", kind: "js" },
  { path: "web/graphiql/start.js", stem: "start", kind: "js" },
];

const CONTENT_TYPES = { css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8" } as const;

/**
 * The one style that GraphiQL adds to the page from script: the scroll lock of its dialogs and menus. It is the same text
 * each time because the page itself never scrolls (start.css). A new version of GraphiQL may need a new hash: the
 * browser's console names it when a dialog is opened. Without it dialogs still work; the console complains.
 */
const SCROLL_LOCK_STYLE = "'sha256-nzTgYzXYDNe6BAHiiI7NNlfK8n/auuOAhh2t92YvuXo='";

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${SCROLL_LOCK_STYLE}`,
  "connect-src 'self'",
  "img-src data:",
  "font-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const ASSET_ADDRESS = "/graphql/assets/";

const require = createRequire(import.meta.url);

let loaded: { page: string; assets: ReadonlyMap<string, Asset> } | undefined;

/** Our own files lie at one place, while this module runs both from src/ and from dist/src/: look upward for them. */
function ownRoot(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, "web/graphiql/start.js")) || parent === folder ? folder : ownRoot(parent);
}

function fileOf(source: Source): string {
  const root =
    source.from === undefined
      ? ownRoot(dirname(fileURLToPath(import.meta.url)))
      : dirname(require.resolve(`${source.from}/package.json`));
  return join(root, source.path);
}

function readAsset(source: Source): Asset {
  const body = readFileSync(fileOf(source));
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 16);
  return {
    name: `${source.stem}.${hash}.${source.kind}`,
    body,
    contentType: CONTENT_TYPES[source.kind],
    etag: `"${hash}"`,
  };
}

function renderPage(assets: readonly Asset[]): string {
  const tags = assets.map(({ name }) =>
    name.endsWith(".css")
      ? `    <link rel="stylesheet" href="${ASSET_ADDRESS}${name}">`
      : `    <script defer src="${ASSET_ADDRESS}${name}"></script>`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Lianxin 连心 GraphiQL</title>
    <link rel="icon" href="data:,">
${tags.join("\n")}
  </head>
  <body>
    <div id="graphiql"><p class="notice">Loading GraphiQL ...</p></div>
    <noscript><p class="notice">GraphiQL needs JavaScript.</p></noscript>
  </body>
</html>
`;
}

function load(): { page: string; assets: ReadonlyMap<string, Asset> } {
  if (loaded === undefined) {
    const assets = SOURCES.map(readAsset);
    loaded = { page: renderPage(assets), assets: new Map(assets.map((asset) => [asset.name, asset])) };
  }
  return loaded;
}

/** RFC 9110, section 13.1.2: a list of tags or `*`, compared weakly. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? "").split(",").some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));
}

/**
 * Gives the page of GraphiQL. It holds no script and no style of its own: everything is loaded from
 * `/graphql/assets/`, so that it works without internet and under the Content-Security-Policy in its headers.
 * The files are read at the first call and kept. A missing file raises the ENOENT of node:fs with its path.
 */
export function graphiqlPage(): StaticResponse {
  return {
    status: 200,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-cache",
      "Content-Security-Policy": CONTENT_SECURITY_POLICY,
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    },
    body: load().page,
  };
}

/**
 * Gives one file that the page of GraphiQL loads. `path` is what follows `/graphql/assets/` in the address, as it came;
 * it is looked up in a closed list and never touches the disk, so anything not on the list (a path with `..`, encoded
 * or not, among them) is 404. `ifNoneMatch` is the request's If-None-Match header (RFC 9110, section 13.1.2); when it
 * names the file's tag the answer is 304 with an empty body.
 */
export function graphiqlAsset(path: string, ifNoneMatch?: string): StaticResponse {
  const asset = load().assets.get(path);
  const guards = { "Cross-Origin-Resource-Policy": "same-origin", "X-Content-Type-Options": "nosniff" };
  if (asset === undefined) {
    const headers = { ...guards, "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
    return { status: 404, headers, body: "Not found\n" };
  }
  // The hash is part of the address, so a browser need not ask again.
  const headers = { ...guards, ETag: asset.etag, "Cache-Control": "public, max-age=31536000, immutable" };
  return matches(ifNoneMatch, asset.etag)
    ? { status: 304, headers, body: "" }
    : { status: 200, headers: { ...headers, "Content-Type": asset.contentType }, body: asset.body };
}
