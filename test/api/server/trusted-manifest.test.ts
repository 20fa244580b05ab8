import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { documentIdOf } from "../../../src/api/trusted-documents-manifest.js";
import { StartupError } from "../../../src/platform/startup-error.js";
import { startTestApi } from "../../api.js";

const who = "query Who { viewer { name } }";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lianxin-manifest-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function fileWith(text: string): Promise<string> {
  const path = join(folder, "manifest.json");
  await writeFile(path, text);
  return path;
}

describe("a manifest that cannot be used", () => {
  /** What the server says when it does not start. */
  async function problemsOf(trustedDocumentsFile: string): Promise<string[]> {
    const error = await startTestApi({ trustedDocumentsFile }).then(
      (api) => api.close(0),
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof StartupError)) throw new Error("the server did not refuse", { cause: error });
    return error.message.split("\n  ");
  }

  test("is told with all its problems at once", async () => {
    const misspelt = "query A { veiwer { name } }";
    const introspection = "query B { __schema { queryType { name } } }";
    const conditional = "subscription C($f: Boolean!) { ticketChanges @skip(if: $f) { cursor } }";
    const documents = {
      [documentIdOf(misspelt)]: misspelt,
      [documentIdOf(conditional)]: conditional,
      [documentIdOf(introspection)]: introspection,
      [documentIdOf("query {")]: "query {",
      [documentIdOf(who)]: `${who} `,
      who,
    };
    const file = await fileWith(JSON.stringify({ format: "lianxin-trusted-documents", version: 1, documents }));
    const [head, ...problems] = await problemsOf(file);
    expect(head).toBe(`The manifest of trusted documents in ${file} cannot be used (\`npm run documents\` makes one):`);
    expect(problems).toEqual([
      expect.stringMatching(`^${documentIdOf(misspelt)}: Cannot query field "veiwer" on type "Query"`),
      `${documentIdOf(conditional)}: The field of a subscription takes no @skip and no @include.`,
      expect.stringMatching(`^${documentIdOf(introspection)}: GraphQL introspection has been disabled`),
      expect.stringMatching(`^${documentIdOf(introspection)}: GraphQL introspection has been disabled`),
      `${documentIdOf("query {")}: Syntax Error: Expected Name, found <EOF>.`,
      `${documentIdOf(who)}: the text is not the one that has this identifier`,
      "who: the text is not the one that has this identifier",
    ]);
  });

  test.each([
    ["no JSON", "{"],
    ["another format", '{"format":"apollo-persisted-query-manifest","version":1,"documents":{}}'],
    ["another version", '{"format":"lianxin-trusted-documents","version":2,"documents":{}}'],
    ["a list of documents", '{"format":"lianxin-trusted-documents","version":1,"documents":["{ __typename }"]}'],
    ["something else beside", '{"format":"lianxin-trusted-documents","version":1,"documents":{},"more":1}'],
  ])("stops the start when it is %s", async (_name, text) => {
    expect((await problemsOf(await fileWith(text))).length).toBeGreaterThan(1);
  });

  test("stops the start when it is not there", async () => {
    const file = join(folder, "nothing.json");
    expect(await problemsOf(file)).toEqual([`The manifest of trusted documents cannot be read: ${file} (ENOENT)`]);
  });
});
