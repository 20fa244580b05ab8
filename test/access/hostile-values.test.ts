import { beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../src/platform/actor.js";
import { type Caller, expectCode, type Variables } from "../api.js";
import { makeProvince, type PersonName, type World } from "../world.js";
import { rootCases } from "./cases.js";
import { documentFor, type RootFieldName, rootFieldNames } from "./documents.js";
import { hostileTexts, withEach } from "./hostile-texts.js";
import { personAt, rolesFor } from "./people.js";
import { makeSubjects, type Subjects } from "./subjects.js";

describe("a text that no officer writes, in the place of any value", () => {
  let world: World;
  let subjects: Subjects;

  beforeAll(async () => {
    world = await makeProvince();
    subjects = await makeSubjects(world, "cityA", `H${world.code.cityA}`);
  }, 240_000);

  const callerFor = (name: RootFieldName, role: Role | undefined): Caller => {
    const unit = name.startsWith("Mutation.") ? "cityACentre" : "province";
    return personAt(world, unit, rolesFor(name, role === undefined ? {} : { role }).able);
  };

  for (const name of rootFieldNames()) {
    it(`never makes ${name} fail: it is refused, or taken as the text that it is`, async () => {
      const failed: unknown[] = [];
      for (const { variables, role } of rootCases[name] ?? []) {
        const given = variables(subjects);
        for (const text of hostileTexts) {
          for (const bent of withEach(given, text) as Variables[]) {
            const { errors = [] } = await callerFor(name, role).gql(documentFor(name, given, 2), bent);
            if (errors.some(({ extensions }) => extensions.code === "INTERNAL")) failed.push(bent);
          }
        }
      }
      expect(failed.map((bent) => JSON.stringify(bent).slice(0, 200))).toEqual([]);
    });
  }

  it("takes no day and no instant of the year 0, which PostgreSQL does not know", async () => {
    const asked: [PersonName, string, string][] = [
      [
        "province.supervisor",
        "query ($at: LocalDate) { tickets(filter: { dueUntil: $at }) { totalCount } }",
        "0000-01-01",
      ],
      ["province.supervisor", "query ($at: LocalDate) { dictionary(name: TOPIC, on: $at) { id } }", "0000-12-31"],
      [
        "province.auditor",
        "query ($at: DateTimeISO) { auditEntries(filter: { from: $at }) { totalCount } }",
        "0000-06-01T00:00:00Z",
      ],
    ];
    for (const [name, document, at] of asked) expectCode(await world.as(name).gql(document, { at }), "INVALID_INPUT");
    expectCode(
      await world.as("province.supervisor").gql('{ tickets(filter: { dueUntil: "0000-01-01" }) { totalCount } }'),
      "INVALID_INPUT",
    );
  });
});
