import { beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../src/platform/actor.js";
import { type Caller, expectCode, type GraphqlResult, gql, testAddress, type Variables } from "../api.js";
import { makeProvince, type World } from "../world.js";
import { type RootCase, rootCases, type Told } from "./cases.js";
import { documentFor, type RootFieldName, rootFieldNames } from "./documents.js";
import { personAt, rolesFor } from "./people.js";
import { absent, makeSubjects, type Subjects } from "./subjects.js";

describe("every root field", () => {
  let subjects: Subjects;
  let world: World;
  let stranger: World;
  let known: Subjects;
  let secrets: readonly string[];

  beforeAll(async () => {
    [world, stranger] = await Promise.all([makeProvince(), makeProvince()]);
    subjects = await makeSubjects(world, "cityA", `R${world.code.cityA}`);
    known = await makeSubjects(world, "cityB", `R${world.code.cityB}`);
    secrets = [...identifiersOf(subjects), subjects.marker];
  }, 240_000);

  const ask = (caller: Caller, name: RootFieldName, variables: Variables) =>
    caller.gql<Record<string, unknown> | null>(documentFor(name, variables, 2), variables);

  const expectTold = (result: GraphqlResult<Record<string, unknown> | null>, name: RootFieldName, told: Told): void => {
    if (told === "FORBIDDEN") {
      expectCode(result, "FORBIDDEN");
    } else if (typeof told === "object") {
      if ("notFound" in told) expectCode(result, "NOT_FOUND", told.notFound);
      else expectCode(result, "INVALID_INPUT", told.invalidInput);
    } else {
      expect(result.errors, name).toBeUndefined();
    }
    if (told !== "PUBLIC") expectNothingOf(result);
  };

  const expectNothingOf = ({ data, errors }: GraphqlResult<unknown>): void => {
    const body = JSON.stringify({ data, errors });
    for (const secret of secrets) expect(body).not.toContain(secret);
  };

  it("has a case here", () => {
    expect(Object.keys(rootCases).sort()).toEqual(rootFieldNames().sort());
  });

  it("answers strangers without a token with the same 401, whatever it is", async () => {
    const bodies = new Set<string>();
    for (const name of rootFieldNames()) {
      for (const { variables } of rootCases[name] ?? []) {
        const given = variables(subjects);
        const { status, data, errors } = await gql(null, documentFor(name, given, 2), given);
        expectCode({ errors }, "UNAUTHENTICATED");
        const [error] = errors ?? [];
        bodies.add(JSON.stringify({ status, data, ...error, extensions: { ...error?.extensions, requestId: "" } }));
      }
    }
    expect([...bodies]).toHaveLength(1);
    expect([...bodies][0]).toContain('"status":401');
  });

  it("gives no stranger an address to ask by GET", async () => {
    const address = await testAddress();
    const response = await fetch(`${address}/graphql?query=${encodeURIComponent("{ viewer { name } }")}`);
    expect(response.status).toBe(401);
  });

  for (const name of rootFieldNames()) {
    describe(name, () => {
      const cases = rootCases[name] ?? [];
      const each = async (work: (one: RootCase, variables: Variables, able: Role) => Promise<void>): Promise<void> => {
        for (const one of cases) await work(one, one.variables(subjects), rolesFor(name, one).able);
      };

      it("tells somebody of another province what it tells of nothing", () =>
        each(async ({ told, variables: of }, variables, able) => {
          const caller = personAt(stranger, able === "OPERATOR" ? "cityACentre" : "cityA", able);
          const result = await ask(caller, name, variables);
          if (name === "Mutation.registerTicket") return expectOwnTicket(result, subjects);
          expectTold(result, name, told);
          const ofNothing = await ask(caller, name, of(absent(subjects)));
          if (typeof told === "object") expect(withoutRequest(result)).toEqual(withoutRequest(ofNothing));
        }));

      it("tells the sister city what it tells of nothing", () =>
        each(async ({ told, variables: of }, variables, able) => {
          const caller = personAt(world, able === "OPERATOR" ? "cityBCentre" : "cityB", able);
          const result = await ask(caller, name, variables);
          if (name === "Mutation.registerTicket") return expectOwnTicket(result, subjects);
          expectTold(result, name, told);
          const ofNothing = await ask(caller, name, of(absent(subjects)));
          if (typeof told === "object") expect(withoutRequest(result)).toEqual(withoutRequest(ofNothing));
        }));

      it("shows a county nothing of its city", () =>
        each(async ({ told, toldBeneath }, variables, able) => {
          const result = await ask(personAt(world, "countyA1", able), name, variables);
          if (name === "Mutation.registerTicket") return expectOwnTicket(result, subjects);
          expectTold(result, name, toldBeneath ?? told);
        }));

      it("is FORBIDDEN to a person at the bureau itself without the role", () =>
        each(async (one, variables) => {
          const { unable } = rolesFor(name, one);
          if (unable === null) return;
          for (const unit of [subjects.city, subjects.centre]) {
            expectCode(await ask(personAt(world, unit, unable), name, variables), "FORBIDDEN");
          }
        }));

      it("is asked here about things that are there: those entitled find them", async () => {
        const found: boolean[] = [];
        await each(async ({ entitled = "province", isStepOnTicket, told, toldBeneath, variables: of }, _, able) => {
          if (isStepOnTicket) return;
          const unit = toldBeneath === "PUBLIC" ? "countyB1" : entitled;
          const { data, errors = [] } = await ask(personAt(world, unit, able), name, of(known));
          for (const { extensions } of errors) expect(["NOT_FOUND", "FORBIDDEN"]).not.toContain(extensions.code);
          if (told === "WITHOUT_IT") found.push(identifiersOf(known).some((id) => JSON.stringify(data).includes(id)));
        });
        if (name !== "Mutation.registerTicket" && found.length > 0) expect(found).toContain(true);
      });

      if (cases.some(({ isStepOnTicket }) => isStepOnTicket)) {
        it("is FORBIDDEN to those above, and to the price department, who see the ticket and do not hold it", () =>
          each(async (_, variables, able) => {
            for (const unit of ["nation", "province", "provinceCentre", "cityA", "cityAPrice"] as const) {
              const result = await ask(personAt(world, unit, able), name, variables);
              expectCode(result, "FORBIDDEN");
            }
          }));
      }
    });
  }
});

function identifiersOf(subjects: Subjects): string[] {
  const { ticket, person, holding, client, issuer, entry, reorganisation, auditEntry, job, limit } = subjects;
  const { callback, extensionRequest, supervisionOrder, reminder } = subjects;
  const { copy, referral, handover } = subjects;
  const { dispute, elevation } = subjects;
  const { bulkExport, investigation, investigationTask, report, reportTemplate, webhook } = subjects;
  const { priceCase, priceDigest, priceNote, priceSuggestion } = subjects;
  const { bulkImport, importMapping, linkedTicket } = subjects;
  const { attachment, call, correction, emergency, proposal, surgeAlert, surgeRule } = subjects;
  const { direction, knowledge, law, replyTemplate } = subjects;
  const { dutyNotice, leave, rosterPerson, shiftAssignment, shiftSwap } = subjects;
  return [
    dutyNotice,
    leave,
    rosterPerson,
    shiftAssignment,
    shiftSwap,
    direction,
    knowledge,
    law,
    replyTemplate,
    attachment,
    call,
    bulkImport,
    correction,
    emergency,
    importMapping,
    linkedTicket,
    proposal,
    surgeAlert,
    surgeRule,
    ticket,
    person,
    holding,
    client,
    issuer,
    entry,
    reorganisation,
    auditEntry,
    job,
    limit,
    callback,
    extensionRequest,
    supervisionOrder,
    reminder,
    dispute,
    elevation,
    copy,
    referral,
    handover,
    investigation,
    investigationTask,
    bulkExport,
    report,
    reportTemplate,
    webhook,
    priceCase,
    priceNote,
    priceSuggestion,
    priceDigest,
  ];
}

function withoutRequest({ status, data, errors }: GraphqlResult<unknown>) {
  return {
    status,
    data,
    errors: errors?.map((error) => ({ ...error, extensions: { ...error.extensions, requestId: "" } })),
  };
}

function expectOwnTicket({ data, errors }: GraphqlResult<Record<string, unknown> | null>, { ticket }: Subjects): void {
  expect(errors).toBeUndefined();
  expect(data?.registerTicket).toMatchObject({ isRepeated: false });
  expect(JSON.stringify(data)).not.toContain(ticket);
}
