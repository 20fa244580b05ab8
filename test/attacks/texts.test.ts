import { beforeAll, describe, expect, inject, it } from "vitest";
import { rootCases } from "../access/cases.js";
import { type RootFieldName, rootField, rootFieldNames } from "../access/documents.js";
import { personAt, rolesFor } from "../access/people.js";
import { makeSubjects, type Subjects } from "../access/subjects.js";
import type { Caller, GraphqlResult, Variables } from "../api.js";
import { asSuperuser } from "../database.js";
import { makeProvince, type World } from "../world.js";
import { probeOf, textPlaces } from "./text-places.js";

/** What attackers write where a text is asked for. */
const payloads: Record<string, string> = {
  "a second statement": "'; DROP TABLE tickets;--",
  "a condition that is always true": "' OR '1'='1",
  "a condition in double quotes": '" OR ""="',
  "a backslash before a quote": "\\'; DELETE FROM people;--",
  "a union": "' UNION SELECT hash FROM api_client_secrets--",
  "a dollar quote": "$$; DROP TABLE people; $$ $1 $2 :name",
  "a wait": "'||(SELECT pg_sleep(20))||'",
  "a format": "%s%n%x %(name)s %d",
  "a template": "{{1337*1337}}<%= 1337*1337 %>#{1337*1337}",
  wildcards: "%_%",
  "a pattern": "(a+)+$[^]",
  "an object": '{"$ne":null,"__proto__":{"isAdmin":true}}',
  "a command": "`id`;$(id)|id&&id",
  "a path": "../../../etc/passwd\u202egpj.exe",
  "a log line": 'x\r\n{"level":"error"}',
  "a NUL": "a\u0000b",
  "half a pair": "a\ud800b",
};

// Identifiers, days, instants and amounts are read by a pattern before anything else: a few texts show that it is there.
const forScalars: ReadonlySet<string> = new Set([
  "a second statement",
  "wildcards",
  "an object",
  "a NUL",
  "half a pair",
]);

const product = String(1337 * 1337);

const allowed: ReadonlySet<string> = new Set([
  "INVALID_INPUT",
  "NOT_FOUND",
  "FORBIDDEN",
  "CONFLICT",
  "ILLEGAL_TRANSITION",
  "IDEMPOTENCY_MISMATCH",
]);

const databaseWords =
  /syntax error at|pg_catalog|relation "|column "|invalid input syntax|SQLSTATE|PostgresError|drizzle/i;

/** What is wrong with an answer to a text of an attacker; null when nothing is. */
function faultOf(result: GraphqlResult<unknown>): string | null {
  const { data, errors = [] } = result;
  const whole = JSON.stringify([data, errors]);
  if (whole.includes(product)) return "a text was worked out";
  if (databaseWords.test(whole)) return "the database speaks";
  for (const { extensions, message } of errors) {
    if (!allowed.has(extensions.code)) return `${extensions.code}: ${message}`;
    if (extensions.code === "INVALID_INPUT" && extensions.field === undefined) return `no field is named: ${message}`;
  }
  return null;
}

/** What of an answer tells how many things were found. */
const foundIn = ({ data, errors }: GraphqlResult<unknown>): unknown => {
  if (errors !== undefined) return "refused";
  const [value] = Object.values(data as Record<string, unknown>);
  const { nodes, totalCount } = (value ?? {}) as { nodes?: unknown[]; totalCount?: number };
  return totalCount ?? nodes?.length ?? (Array.isArray(value) ? value.length : value === null ? null : "one");
};

/** Works through jobs, a few at the same time. */
async function workThrough(jobs: readonly (() => Promise<void>)[], atOnce: number): Promise<void> {
  const waiting = jobs.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const job of waiting) await job();
    }),
  );
}

describe("a text of an attacker, in every place where a text may stand,", () => {
  let world: World;
  let subjects: Subjects;
  let before: unknown;

  const looked = () =>
    asSuperuser(inject("adminUrl"), async (sql) => ({
      tables:
        await sql`SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p', 'i') AND relnamespace = 'public'::regnamespace`,
      people: await sql`SELECT count(*) FROM people WHERE province = ${world.code.province} AND locked_at IS NULL
        AND created_at < '2020-01-01'`,
      tickets: await sql`SELECT count(*) > 0 AS any FROM tickets WHERE p2 = ${world.code.province}`.catch(
        () => sql`SELECT count(*) > 0 AS any FROM tickets WHERE province = ${world.code.province}`,
      ),
      superusers: await sql`SELECT count(*) FROM pg_roles WHERE rolsuper`,
    }));

  beforeAll(async () => {
    world = await makeProvince();
    subjects = await makeSubjects(world, "cityA", `A${world.code.cityA}`);
    before = await looked();
  });

  // Three of a bureau may be under way: each must end before the next is asked for.
  const endFiles = () =>
    asSuperuser(inject("adminUrl"), async (sql) => {
      await sql`UPDATE exports SET state = 'CANCELLED' WHERE province = ${world.code.province}`;
      await sql`UPDATE imports SET state = 'CANCELLED' WHERE province = ${world.code.province}`;
    });

  const callerFor = (name: RootFieldName): Caller => {
    const [first] = rootCases[name] ?? [];
    const unit = name.startsWith("Mutation.") ? "cityACentre" : "province";
    return personAt(world, unit, rolesFor(name, first?.role === undefined ? {} : { role: first.role }).able);
  };

  const attacked = rootFieldNames().filter((name) => textPlaces(name).length > 0);

  for (const name of attacked) {
    it(`never makes ${name} fail, and finds nothing by being a pattern or a statement`, async () => {
      const caller = callerFor(name);
      const [given = {}] = (rootCases[name] ?? []).map(({ variables }) => variables(subjects));
      const isFile = name === "Mutation.exportTickets" || name === "Mutation.prepareImport";
      // What an entry is found fault with hangs on how it is worded, and so does what is near to a question.
      const isFound = name.startsWith("Query.") && !["Query.entryFindings", "Query.searchKnowledge"].includes(name);
      const ask = async (variables: Variables) => {
        if (isFile) await endFiles();
        return caller.gql(probeOf(name, variables), variables);
      };
      const faults: string[] = [];
      const jobs = textPlaces(name).map((place) => async () => {
        const harmless = isFound ? foundIn(await ask(place.put(given, "qqqqqqqq"))) : null;
        const texts = Object.entries(payloads).filter(([what]) => place.scalar === "String" || forScalars.has(what));
        for (const [what, text] of texts) {
          const result = await ask(place.put(given, text));
          const fault = faultOf(result);
          if (fault !== null) faults.push(`${what} at ${place.path}: ${fault}`);
          const found = foundIn(result);
          if (harmless !== null && found !== "refused" && found !== harmless) {
            faults.push(`${what} at ${place.path} found ${found}, and not ${harmless}`);
          }
        }
      });
      await workThrough(jobs, isFile ? 1 : 6);
      expect(faults).toEqual([]);
    });
  }

  it("covers the places of every root field that takes texts", () => {
    const places = rootFieldNames().flatMap((name) => textPlaces(name).map(({ path }) => `${name} ${path}`));
    expect(places.length).toBeGreaterThan(150);
    expect(new Set(places).size).toBe(places.length);
    const scalars = new Set(rootFieldNames().flatMap((name) => textPlaces(name).map(({ scalar }) => scalar)));
    expect([...scalars].sort()).toEqual(["DateTimeISO", "ID", "LocalDate", "String", "Yuan"]);
    const withoutTexts = rootFieldNames().filter(
      (name) => rootField(name).args.length > 0 && textPlaces(name).length === 0,
    );
    // A template is named by its kind and a version; from how many places on a surge is raised is a number.
    expect(withoutTexts).toEqual([
      "Mutation.setRosterRules",
      "Mutation.endReportTemplate",
      "Mutation.setStaffingRule",
      "Mutation.setSurgeRaising",
    ]);
  });

  it("leaves the tables, the people, the tickets and the superusers as they were", async () => {
    expect(await looked()).toEqual(before);
  });
});
