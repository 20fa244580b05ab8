import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { documentIdOf } from "../../src/api/trusted-documents-manifest.js";
import { makeManifest } from "../../src/cli/documents-command.js";
import { usualRequestLimits } from "../../src/platform/request-limits.js";
import { StartupError } from "../../src/platform/startup-error.js";

const { mostCost } = usualRequestLimits;

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lianxin-documents-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** Makes the manifest of the test's folder, and reads both files that the command writes. */
async function make(paths = ["src"], more: readonly string[] = []) {
  const [output, names] = [join(folder, "manifest.json"), join(folder, "names.json")];
  const given = [...paths.map((path) => join(folder, path)), "--output", output, "--names", names, ...more];
  const printed = await makeManifest(given, mostCost);
  const read = async (path: string) => JSON.parse(await readFile(path, "utf8"));
  const manifest: { format: string; version: number; documents: Record<string, string> } = await read(output);
  return { printed, manifest, names: (await read(names)) as Record<string, string> };
}

/** The problems that the command tells, with the test's folder left out. */
async function problemsOf(given: Promise<unknown>): Promise<string[]> {
  const error = await given.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StartupError)) throw new Error("the command did not refuse", { cause: error });
  return error.message.replaceAll(`${folder}/`, "").split("\n  ").slice(1);
}

const who = "query Who { viewer { name } }";

describe("the identifier of a document", () => {
  test("is that of the example of the standard", () => {
    expect(documentIdOf("query($id:ID!){user(id:$id){name}}")).toBe(
      "sha256:71f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b555286b",
    );
  });
});

describe("the command that makes a manifest", () => {
  test("writes each operation by the identifier of its text, and prints identifiers and names", async () => {
    await write({ "src/who.graphql": who, "src/deep/types.gql": "query Again { viewer { roles } }" });
    const { manifest, names, printed } = await make();
    expect(manifest).toMatchObject({ format: "lianxin-trusted-documents", version: 1 });
    const texts = Object.entries(manifest.documents);
    expect(texts.map(([id, text]) => documentIdOf(text) === id)).toEqual([true, true]);
    expect(Object.keys(names)).toEqual(["Again", "Who"]);
    expect(manifest.documents[names.Who ?? ""]).toBe("query Who {\n  viewer {\n    name\n  }\n}");
    expect(printed).toContain(`${names.Who}  Who\n`);
  });

  test("gives an operation the fragments that it uses, from other files too, and no others", async () => {
    await write({
      "src/who.graphql": "query Who { viewer { ...Name } }",
      "src/fragments.graphql": "fragment Name on Viewer { name ...Roles } fragment Roles on Viewer { roles }",
      "src/unused.graphql": "fragment Unused on Viewer { name }",
    });
    const { manifest, names } = await make();
    const text = manifest.documents[names.Who ?? ""] ?? "";
    expect([...text.matchAll(/^fragment (\w+)/gm)].map(([, name]) => name)).toEqual(["Name", "Roles"]);
  });

  test("gives the same manifest whatever the files are called and in whatever order they are named", async () => {
    await write({ "src/a.graphql": who, "src/b.graphql": "query Again { viewer { roles } }" });
    const { manifest } = await make(["src/a.graphql", "src/b.graphql"]);
    expect((await make(["src/b.graphql", "src/a.graphql", "src"])).manifest).toEqual(manifest);
  });

  test("keeps the documents of another manifest", async () => {
    await write({ "src/old.graphql": who });
    const before = await make();
    await write({
      "src/old.graphql": "query Who { viewer { roles } }",
      "before.json": JSON.stringify(before.manifest),
    });
    const after = await make(["src"], ["--with", join(folder, "before.json")]);
    expect(Object.keys(after.manifest.documents).sort()).toEqual([before.names.Who, after.names.Who].sort());
  });

  test("leaves out what is hidden or installed", async () => {
    await write({ "src/who.graphql": who, "src/node_modules/a.graphql": "{", "src/.cache/b.graphql": "{" });
    expect((await make()).names).toEqual({ Who: expect.any(String) });
  });

  test("tells all problems at once, each with its place, and writes nothing", async () => {
    await write({
      "src/a.graphql": "query A {\n  veiwer { name }\n}",
      "src/b.graphql": "{ viewer { name } }",
      "src/c.graphql": "query C { viewer {",
      "src/d.graphql": `${who} type Person { name: String }`,
      "src/e.graphql": who,
      "src/f.graphql": "query F { viewer { ...Missing } }",
      "src/g.graphql": "query G { __schema { types { name } } }",
    });
    expect(await problemsOf(make())).toEqual([
      "src/c.graphql:1:19: Syntax Error: Expected Name, found <EOF>.",
      "src/b.graphql:1:1: this operation has no name",
      "src/d.graphql:1:31: neither an operation nor a fragment",
      "src/e.graphql:1:1: there is another Who; a name may be given once",
      expect.stringMatching(/^src\/a\.graphql:2:3: Cannot query field "veiwer" on type "Query"/),
      'src/f.graphql:1:23: Unknown fragment "Missing".',
      expect.stringMatching(/^src\/g\.graphql:1:11: GraphQL introspection has been disabled/),
      expect.stringMatching(/^src\/g\.graphql:1:22: GraphQL introspection has been disabled/),
    ]);
    await expect(readFile(join(folder, "manifest.json"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("refuses a document beyond the limits of every document, with its figure", async () => {
    const aliases = Array.from({ length: 31 }, (_, number) => `a${number}: name`).join(" ");
    await write({ "src/a.graphql": `query Many { viewer { ${aliases} } }` });
    expect(await problemsOf(make())).toEqual(["src/a.graphql:1:1: Many: document.aliases is 31; the limit is 30."]);
  });

  test("refuses a document that costs more than a request may, with both figures", async () => {
    const bureaus = (inner: string): string => `children(first: 100) { nodes { ${inner} } }`;
    const document = `query Dear { bureau(code: "100000") { ${bureaus(bureaus("name"))} } }`;
    await write({ "src/a.graphql": document });
    const [problem = ""] = await problemsOf(make());
    expect(problem).toMatch(/^src\/a\.graphql:1:1: Dear: The operation costs \d+; one request may cost \d+\./);
  });

  test("tells which files it cannot read and which are of another kind", async () => {
    await write({ "src/who.ts": "const a = 1;" });
    expect(await problemsOf(make(["src/who.ts", "nowhere"]))).toEqual([
      "src/who.ts: it is neither a folder nor a .graphql or .gql file",
      "nowhere: it cannot be read (ENOENT)",
    ]);
  });

  test("refuses a folder without any operation", async () => {
    await write({ "src/none.graphql": "fragment Name on Viewer { name }" });
    await expect(make()).rejects.toThrow(/^There is no operation in /);
  });

  test("needs a file or a folder", async () => {
    await expect(makeManifest([], mostCost)).rejects.toThrow(
      /^At least one file or folder is needed\. Usage: npm run documents/,
    );
  });

  test("explains itself", async () => {
    expect(await makeManifest(["--help"], mostCost)).toMatch(/^Usage: npm run documents -- <file or folder>/);
  });
});
