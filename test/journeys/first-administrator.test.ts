import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../src/api/server.js";
import { nationCode } from "../../src/platform/actor.js";
import { createPerson, grantRole, registerOutsideIssuer } from "../api/identity/documents.js";
import { startProvider, type TestProvider } from "../api/identity/provider.js";
import { type AnsweredError, addressOf, expectCode, gql, startTestApi, testIssuer } from "../api.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../database.js";
import { buildProgram, startProcess } from "../process/started-process.js";

const issuer = "https://issuer.example/nation";

let folder = "";
let own: OwnDatabase;
let provider: TestProvider;
let api: Api;

beforeAll(async () => {
  [folder, own, provider] = await Promise.all([buildProgram(), ownDatabase(), startProvider()]);
  api = await startTestApi({ database: own.database, databaseUrl: own.url });
}, 60_000);

afterAll(async () => {
  await api.close(0);
  await provider.close();
  await own.drop();
  await rm(folder, { recursive: true, force: true });
});

/** What is needed of a bootstrap, with some of it replaced; what is undefined is left out. */
function options(parts: Readonly<Record<string, string | undefined>> = {}): string[] {
  const right = {
    ...{ login: "zhang.wei", name: "张伟", issuer, "jwks-url": `${provider.origin}/jwks`, audience: "lianxin-front" },
    ...parts,
  };
  return Object.entries(right).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
}

interface Ended {
  code: number | NodeJS.Signals;
  output: string;
  errors: string;
}

async function bootstrap(given: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  const settings = { DATABASE_URL: own.url, PUBLIC_URL: testIssuer, ...environment };
  const program = startProcess(folder, "cli/bootstrap.js", settings, given);
  const code = await program.ended();
  return { code, output: program.output(), errors: program.errors() };
}

const production = { NODE_ENV: "production", SIGNING_KEYS_FILE: "signing.json", CONTACT_KEYS_FILE: "contact.json" };

describe("npm run bootstrap", () => {
  it("lists all arguments that are missing or wrong at once, and changes nothing", async () => {
    const given = options({ name: undefined, audience: undefined, login: "Zhang Wei", issuer: `${testIssuer}/sso` });
    const { code, errors, output } = await bootstrap(given);
    expect([code, output]).toEqual([1, ""]);
    const [headline, ...lines] = errors.trimEnd().split("\n");
    expect(headline).toBe("The arguments are not right (--help says more):");
    expect(lines.map((line) => /^ {2}--([\w-]+): /.exec(line)?.[1])).toEqual(["login", "name", "audience", "issuer"]);
    expect(errors).toContain("  --name: needed\n");
  });

  it("takes https alone in production", async () => {
    const { code, errors } = await bootstrap(options(), production);
    expect(code).toBe(1);
    expect(errors).toMatch(/^The arguments are not right[^\n]*\n {2}--jwks-url: [^\n]*https[^\n]*\n$/);
  });

  it("says in one line that there is no such bureau", async () => {
    const { code, errors } = await bootstrap(options({ bureau: "999999" }));
    expect([code, errors]).toEqual([1, "There is no bureau 999999.\n"]);
  });

  it("says in one line that the schema is behind, and what to run", async () => {
    const url = Object.assign(new URL(own.url), { pathname: "/postgres" }).href;
    const { code, errors } = await bootstrap(options(), { DATABASE_URL: url });
    const line = "The schema of the database is behind this release: run `npm run db:migrate` first.\n";
    expect([code, errors]).toEqual([1, line]);
  });

  it("asks for a database where none is named and none runs", async () => {
    const { code, errors } = await bootstrap(options(), { DATABASE_URL: "" });
    expect(code).toBe(1);
    expect(errors).toMatch(/^Set DATABASE_URL[^\n]*\n$/);
  });
});

const foundBureau = `mutation ($input: FoundBureauInput!) {
  foundBureau(input: $input) { bureau { code ancestors { code } coverage { code } } }
}`;

const sign = (login: string): Promise<string> => provider.sign(issuer, login);

async function send<Data>(login: string, document: string, input: object) {
  return gql<Data>(await sign(login), document, { input }, {}, addressOf(api));
}

async function succeed<Data>(login: string, document: string, input: object): Promise<Data> {
  const { data, errors } = await send<Data>(login, document, input);
  expect(errors).toBeUndefined();
  return data;
}

const province = { code: "320000", kind: "AUTHORITY", level: "PROVINCE", name: "江苏省市场监督管理局", mark: "苏市监" };
const centre = { code: "320000-12315", kind: "CENTRE", level: "PROVINCE", name: "江苏省12315中心", mark: "苏市监消" };
const city = { code: "320500", kind: "AUTHORITY", level: "CITY", name: "苏州市市场监督管理局", mark: "苏州市监" };
const county = { code: "320508", kind: "AUTHORITY", level: "COUNTY", name: "姑苏区市场监督管理局", mark: "姑苏市监" };
const office = {
  code: "320508-01",
  kind: "STREET_OFFICE",
  level: "STREET",
  name: "平江市场监督管理所",
  mark: "平江市监",
};

const foundings = [
  { ...province, parent: nationCode, divisions: [province.code] },
  { ...centre, parent: province.code },
  { ...city, parent: province.code, divisions: [city.code] },
  { ...county, parent: city.code, divisions: [county.code] },
];

async function appoint(bureau: string, login: string): Promise<void> {
  const made = await succeed<{ createPerson: { person: { id: string } } }>("zhang.wei", createPerson, {
    ...{ bureau, login, name: "管理员" },
  });
  await succeed("zhang.wei", grantRole, { person: made.createPerson.person.id, role: "ADMINISTRATOR", bureau });
}

describe("an installation with nobody in it", () => {
  it("gets its first administrator, who founds the tree and appoints others, who found what is beneath them", async () => {
    const { code, errors, output } = await bootstrap(options({ "work-telephone": "010-65221234" }));
    expect([code, errors]).toEqual([0, ""]);
    expect(output).toBe(`zhang.wei administers the bureau ${nationCode}, and signs in by tokens of ${issuer}.\n`);

    for (const founding of foundings) await succeed("zhang.wei", foundBureau, founding);
    await appoint(county.code, "gusu.administrator");
    await appoint(city.code, "suzhou.administrator");
    await appoint(centre.code, "centre.administrator");

    const input = { ...office, parent: county.code };
    const forbidden: AnsweredError[] = [];
    for (const [login, founding] of [
      // A county founds nothing above or beside it, and a centre no unit of its authority.
      ["gusu.administrator", { ...county, code: "320509", mark: "吴江市监", parent: city.code }],
      ["gusu.administrator", { ...city, code: "320600", mark: "南通市监", parent: province.code }],
      ["suzhou.administrator", { ...city, code: "320600", mark: "南通市监", parent: province.code }],
      [
        "centre.administrator",
        { ...centre, code: "320000-PRICE", kind: "DEPARTMENT", mark: "苏价", parent: province.code },
      ],
    ] as const) {
      forbidden.push(expectCode(await send(login, foundBureau, founding), "FORBIDDEN"));
    }
    expect(forbidden).toHaveLength(4);
    const { foundBureau: made } = await succeed<{ foundBureau: object }>("gusu.administrator", foundBureau, input);
    const ancestors = [nationCode, province.code, city.code, county.code].map((above) => ({ code: above }));
    expect(made).toEqual({ bureau: { code: office.code, ancestors, coverage: [] } });
  });

  it("records the appointment with three audit entries and events, by the platform itself", async () => {
    const [people, entries, events] = await asSuperuser(own.adminUrl, async (sql) => [
      await sql`SELECT work_telephone FROM people WHERE login = 'zhang.wei'`,
      await sql`SELECT action, person, bureau, detail->>'change' AS change FROM audit_entries
        WHERE person IS NULL AND client IS NULL ORDER BY id`,
      await sql`SELECT type FROM outbox_events ORDER BY id LIMIT 3`,
    ]);
    expect(people).toEqual([{ work_telephone: "010-65221234" }]);
    const by = { person: null, bureau: nationCode };
    expect([...entries].sort((one, other) => (one.action < other.action ? -1 : 1))).toEqual([
      { action: "issuer.manage", change: "register", ...by },
      { action: "person.manage", change: "create", ...by },
      { action: "role.manage", change: "grant", ...by },
    ]);
    expect(events.map(({ type }) => type)).toEqual(["person.created", "role.granted", "outsideIssuer.registered"]);
  });

  it("is not bootstrapped again: the line names whom to ask", async () => {
    const { code, errors } = await bootstrap(options({ login: "li.na", issuer: "https://issuer.example/other" }));
    const line = `The bureau ${nationCode} has an administrator already, zhang.wei: ask him.\n`;
    expect([code, errors]).toEqual([1, line]);
  });

  it("may be bootstrapped at another bureau that has none, with a login and an issuer that nobody has", async () => {
    const elsewhere = { bureau: province.code, login: "li.na" };
    const taken = await bootstrap(options(elsewhere));
    expect([taken.code, taken.errors]).toEqual([
      ...[1, "The arguments are not right (--help says more):\n  --issuer: This issuer is registered already.\n"],
    ]);
    const other = "https://issuer.example/jiangsu";
    expect((await bootstrap(options({ ...elsewhere, login: "zhang.wei", issuer: other }))).errors).toMatch(/--login: /);
    expect((await bootstrap(options({ ...elsewhere, issuer: other }))).code).toBe(0);
    const token = await provider.sign(other, "li.na");
    const input = { bureau: nationCode, issuer: `${other}/2`, jwksUrl: provider.origin, audience: "lianxin-front" };
    expectCode(await gql(token, registerOutsideIssuer, { input }, {}, addressOf(api)), "FORBIDDEN");
  });
});
