import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder = "";
let report = "";

/** Imports that the floors forbid, by the file that holds them: each with the rule that must catch it. */
const planted = {
  "schema/planted.ts": ['import type { Actor } from "../src/platform/actor.js";', "floor-0-schema"],
  "src/platform/planted.ts": ['import type { Action } from "../access/index.js";', "floor-1-platform"],
  "src/access/planted.ts": ['import { Bureau } from "../modules/jurisdictions/index.js";', "floor-2-access"],
  "src/modules/calendar/planted.ts": ['import { formatErrors } from "../../api/errors.js";', "floor-3-modules"],
  "src/workers/planted.ts": ['import { readFlags } from "../cli/command-line.js";', "floor-4-ways-in"],
  "src/modules/jurisdictions/planted.ts": [
    'import type { Person } from "../identity/index.js";',
    "module-jurisdictions",
  ],
  "src/modules/tickets/planted.ts": [
    'import type { Bureau } from "../jurisdictions/bureau.type.js";',
    "through-the-index",
  ],
  "src/api/planted.ts": [
    'import type { Bureau } from "../modules/jurisdictions/bureau.type.js";',
    "through-the-index-from-above",
  ],
  "src/api/beside.ts": ['import type { Workers } from "../workers/index.js";', "ways-in-do-not-meet"],
  "src/helpers/planted.ts": ['import type { Actor } from "../platform/actor.js";', "a-floor-for-each-file"],
  "src/modules/unheard/planted.ts": ['import type { Actor } from "../../platform/actor.js";', "a-floor-for-each-file"],
  "src/platform/round.ts": ['import type { Way } from "./way.js";', "no-cycles"],
  "src/platform/development.ts": ['import type { Options } from "vitest";', "product-dependencies"],
  "src/platform/astray.ts": ['import type { Nothing } from "./nothing.js";', "resolvable"],
} as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lianxin-floors-"));
  for (const name of ["src", "schema", "package.json", "tsconfig.json", ".dependency-cruiser.mjs"]) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  for (const [file, [line]] of Object.entries(planted)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${line}\n`);
  }
  await writeFile(join(folder, "src/platform/way.ts"), 'import type { Round } from "./round.js";\n');
  const program = join(root, "node_modules/.bin/depcruise");
  const flags = ["--config", ".dependency-cruiser.mjs", "--output-type", "err", "src", "schema"];
  report = spawnSync(program, flags, { cwd: folder, encoding: "utf8" }).stdout;
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the check of the floors", () => {
  for (const [file, [line, rule]] of Object.entries(planted)) {
    test(`finds in ${file}: ${line}`, () => {
      expect(report).toMatch(new RegExp(`error ${rule}: ${file.replaceAll(".", "\\.")} `));
    });
  }

  test("finds nothing else", () => {
    const found = [...report.matchAll(/error [\w-]+: (\S+)/g)].map(([, file]) => file ?? "");
    expect(found.filter((file) => !(file in planted))).toEqual([]);
  });
});
