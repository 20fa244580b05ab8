import { GraphQLError } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { ApplicationError } from "../../src/platform/errors.js";
import type { Caller, Variables } from "../api.js";
import { openAs, refusalOf } from "../sources.js";
import { makeProvince, type World } from "../world.js";
import { type RootCase, subscriptionCases, type Told } from "./cases.js";
import { documentFor, type RootFieldName, rootFieldNames } from "./documents.js";
import { hostileTexts, withEach } from "./hostile-texts.js";
import { personAt, rolesFor } from "./people.js";
import { makeSubjects, type Subjects } from "./subjects.js";

const names = rootFieldNames(["Subscription"]);

describe("every subscription", () => {
  let subjects: Subjects;
  let world: World;
  let stranger: World;
  let known: Subjects;

  beforeAll(async () => {
    [world, stranger] = await Promise.all([makeProvince(), makeProvince()]);
    subjects = await makeSubjects(world, "cityA", `S${world.code.cityA}`);
    known = await makeSubjects(world, "cityB", `S${world.code.cityB}`);
  }, 240_000);

  it("has a case here", () => {
    expect(Object.keys(subscriptionCases).sort()).toEqual(names.toSorted());
  });

  const open = (caller: Caller, name: RootFieldName, variables: Variables) =>
    openAs(caller, documentFor(name, variables, 3), variables);

  /** All that it tells, of everything that ever happened. */
  const replay = async (caller: Caller, name: RootFieldName, variables: Variables): Promise<string> => {
    const opened = await open(caller, name, variables);
    return JSON.stringify([await opened.tellFirst(), await opened.tellAfter(0)]);
  };

  const expectTold = async (caller: Caller, name: RootFieldName, variables: Variables, told: Told): Promise<void> => {
    if (typeof told === "object" && "notFound" in told) {
      const refusal = await refusalOf(open(caller, name, variables));
      return expect(refusal).toEqual({ code: "NOT_FOUND", field: told.notFound });
    }
    if (told === "FORBIDDEN") {
      return expect((await refusalOf(open(caller, name, variables))).code).toBe("FORBIDDEN");
    }
    const text = await replay(caller, name, variables);
    if (told === "PUBLIC") return;
    for (const secret of secretsOf(subjects)) expect(text).not.toContain(secret);
  };

  for (const name of names) {
    describe(name, () => {
      const cases = subscriptionCases[name as `Subscription.${string}`] ?? [];

      it("tells another province, and the sister city, what it tells of nothing", async () => {
        for (const one of cases) {
          const { able } = rolesFor(name, one);
          for (const caller of [personAt(stranger, "cityA", able), personAt(world, "cityB", able)]) {
            await expectTold(caller, name, one.variables(subjects), one.told);
          }
        }
      });

      it("shows a county nothing of its city", async () => {
        for (const one of cases) {
          const caller = personAt(world, "countyA1", rolesFor(name, one).able);
          await expectTold(caller, name, one.variables(subjects), one.toldBeneath ?? one.told);
        }
      });

      it("is FORBIDDEN to a person at the bureau itself without the role", async () => {
        for (const one of cases) {
          const { unable } = rolesFor(name, one);
          if (unable === null) continue;
          for (const unit of [subjects.city, subjects.centre]) {
            const opening = open(personAt(world, unit, unable), name, one.variables(subjects));
            expect((await refusalOf(opening)).code).toBe("FORBIDDEN");
          }
        }
      });

      it("is asked here about things that are there: those entitled are told of them", async () => {
        for (const one of cases) {
          const caller = personAt(world, one.entitled ?? "province", rolesFor(name, one).able);
          const text = await replay(caller, name, one.variables(known));
          if (one.told === "WITHOUT_IT") expect(secretsOf(known).some((id) => text.includes(id))).toBe(true);
        }
      });

      it("never fails by a text that no officer writes: it is refused, or taken as the text that it is", async () => {
        const failed: unknown[] = [];
        for (const one of cases) {
          const caller = personAt(world, "province", rolesFor(name, one).able);
          for (const bent of bentVariables(one, subjects)) {
            await open(caller, name, bent).catch((error: unknown) => {
              if (!(error instanceof ApplicationError || error instanceof GraphQLError)) failed.push([bent, error]);
            });
          }
        }
        expect(failed).toEqual([]);
      });
    });
  }
});

const bentVariables = (one: RootCase, subjects: Subjects): Variables[] =>
  hostileTexts.flatMap((text) => withEach({ after: "", ...one.variables(subjects) }, text) as Variables[]);

// Identifiers of what belongs to the subjects, and the text that stands in all their texts.
function secretsOf({
  marker,
  ticket,
  supervisionOrder,
  dispute,
  copy,
  emergency,
  investigationTask,
}: Subjects): string[] {
  return [marker, ticket, supervisionOrder, dispute, copy, emergency, investigationTask];
}
