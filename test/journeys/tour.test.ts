import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../src/api/server.js";
import { demoBureaus, demoPeople, seedActors } from "../../src/demo/index.js";
import { issueTokenForLogin } from "../../src/modules/identity/index.js";
import { systemClock } from "../../src/platform/clock.js";
import { packageRoot } from "../../src/platform/package-root.js";
import { type AnsweredError, addressOf, startTestApi, testIssuer, testSigningKeys } from "../api.js";
import { type OwnDatabase, ownDatabase } from "../database.js";

const run = promisify(execFile);

interface Answer {
  data: Record<string, Record<string, unknown>> | null;
  errors?: AnsweredError[];
}

/** The commands of the tour, as the README prints them. */
function commandsOf(readme: string): string {
  const tour = readme.split("\n## ").find((section) => section.startsWith("A five-minute tour"));
  return [...(tour ?? "").matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block).join("\n");
}

describe("the tour of the README", () => {
  let own: OwnDatabase;
  let api: Api;
  let readme: string;
  let answers: Answer[];

  // Asking npm for a token would compile the project each time; the tokens are the same.
  async function npmInTheTest(commands: string): Promise<string> {
    const logins = [...commands.matchAll(/\$\(token ([a-z.]+)\)/g)].map(([, login]) => login ?? "");
    const keys = await testSigningKeys();
    const tokens = logins.map(async (login) => {
      const asked = { database: own.database, keys, issuer: testIssuer, login, bureau: null, now: systemClock.now() };
      return `${login}) echo ${await issueTokenForLogin(asked)} ;;`;
    });
    return `npm() { case "$*" in "run --silent token -- "*) ;; *) return 1 ;; esac; case "$5" in ${(await Promise.all(tokens)).join(" ")} esac; }`;
  }

  beforeAll(async () => {
    readme = await readFile(join(packageRoot(), "README.md"), "utf8");
    own = await ownDatabase();
    await own.database.asSystem("the people of the demo world, for a test", seedActors);
    api = await startTestApi({ database: own.database, databaseUrl: own.url });
    const commands = commandsOf(readme).replaceAll("http://127.0.0.1:4000", addressOf(api));
    const script = `set -eu\nset +u\n${await npmInTheTest(commands)}\n${commands}`;
    const { stdout } = await run("sh", ["-c", script]);
    answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Answer);
  }, 30_000);

  afterAll(async () => {
    await api.close(1000);
    await own.drop();
  });

  it("takes a complaint on overpriced masks from the hotline to the archive", () => {
    const states = answers.flatMap(({ data }) => Object.values(data ?? {})).map((answered) => answered?.ticket);
    expect(states.flatMap((ticket) => (ticket as { state: string } | undefined)?.state ?? [])).toEqual([
      "IN_REVIEW",
      "DISPATCHED",
      "SIGNED",
      "CHECKING",
      "ACCEPTED",
      "MEDIATING",
      "SETTLED",
      "CLOSED",
      "CLOSED",
      "ARCHIVED",
    ]);
  });

  it("shows the citizen masked from the first answer on", () => {
    expect(JSON.stringify(answers)).not.toMatch(/王小明|13800001234/);
    expect(answers[0]?.data?.registerTicket?.ticket).toMatchObject({ contact: { name: "王**", phone: "138****1234" } });
  });

  it("names Gusu district as competent, with the article", () => {
    expect(answers[1]?.data?.ticket?.competence).toMatchObject({
      candidates: [{ article: "13", bureau: { code: "320508" } }],
    });
  });

  it("ends with NOT_FOUND for Chuzhou, and with the whole timeline for Jiangsu", () => {
    const [chuzhou, jiangsu] = answers.slice(-2);
    expect(chuzhou?.errors?.map(({ extensions }) => extensions.code)).toEqual(["NOT_FOUND"]);
    expect(jiangsu?.errors).toBeUndefined();
    expect(jiangsu?.data?.ticket).toMatchObject({ state: "ARCHIVED", recoveredLoss: "380.00" });
    expect(jiangsu?.data?.ticket?.timeline).toHaveLength(11);
  });

  it("counts the bureaus and the people of the demo world right", () => {
    expect(readme).toContain(`${demoBureaus().length} bureaus, ${demoPeople.length} people`);
  });

  it("names only commands that package.json has", async () => {
    const { scripts } = JSON.parse(await readFile(join(packageRoot(), "package.json"), "utf8"));
    const named = [...readme.matchAll(/npm (?:run )?(?:--silent )?([a-z]+(?::[a-z]+)?)/g)].map(([, name]) => name);
    const known = [...Object.keys(scripts), "ci", "prune", "run"];
    expect(named.filter((name) => !known.includes(name ?? ""))).toEqual([]);
  });
});
