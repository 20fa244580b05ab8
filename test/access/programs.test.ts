import { beforeAll, describe, expect, it } from "vitest";
import { type Action, actions, type ClientScope, clientScopes } from "../../src/access/index.js";
import { issueToken } from "../../src/modules/identity/index.js";
import { systemClock } from "../../src/platform/clock.js";
import { fromGlobalId } from "../../src/platform/ids.js";
import { expectCode, gql, testIssuer, testSigningKeys, type Variables } from "../api.js";
import { makeProvince, type Unit, type World } from "../world.js";
import { rootCases } from "./cases.js";
import { documentFor, rootField, rootFieldNames } from "./documents.js";
import { makeSubjects, register, registrationOf, type Subjects } from "./subjects.js";

const createDocument = `mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { apiClient { id } } }`;

/** The token of a program of a bureau, which acts for a person or for nobody. */
async function programAt(
  world: World,
  unit: Unit,
  scopes: readonly ClientScope[],
  person: string | null = null,
): Promise<string> {
  const administrator = world.as(unit === "cityACentre" ? "cityACentre.administrator" : "cityA.administrator");
  const { createApiClient } = await administrator.ask<{ createApiClient: { apiClient: { id: string } } }>(
    createDocument,
    { input: { bureau: world.code[unit], name: "程序", scopes } },
  );
  const client = fromGlobalId(createApiClient.apiClient.id)?.parts[0] ?? "";
  const grant = { issuer: testIssuer, person, client, scopes, now: systemClock.now() };
  return (await issueToken(await testSigningKeys(), grant)).token;
}

const viewerDocument = "{ viewer { permittedActions } }";

async function permittedTo(token: string): Promise<string[]> {
  const { data } = await gql<{ viewer: { permittedActions: string[] } }>(token, viewerDocument);
  return data.viewer.permittedActions;
}

const actionsOf = (accepts: (action: Action) => boolean): string[] =>
  (Object.keys(actions) as Action[]).filter(accepts);

describe("a program that acts for no person", () => {
  let world: World;
  let subjects: Subjects;

  beforeAll(async () => {
    world = await makeProvince();
    subjects = await makeSubjects(world, "cityA", `P${world.code.cityA}`);
  }, 240_000);

  for (const scope of clientScopes) {
    it(`holds by ${scope} the actions of that scope, and never one that is for a person`, async () => {
      const token = await programAt(world, "cityACentre", [scope]);
      if (scope !== "directory.read") {
        expectCode(await gql(token, viewerDocument), "FORBIDDEN");
      }
      const both = await programAt(world, "cityACentre", ["directory.read", scope]);
      const own = actionsOf((action) => [scope, "directory.read"].includes(actions[action].scope));
      const personal = ["administration", "tickets.handle", "tickets.supervise"];
      expect(await permittedTo(both)).toEqual(own.filter((name) => !personal.includes(actions[name as Action].scope)));
    });
  }

  it("administers nothing, with all scopes together", async () => {
    const token = await programAt(world, "cityA", clientScopes);
    for (const name of rootFieldNames()) {
      if (actions[rootField(name).extensions.action as Action].scope !== "administration") continue;
      for (const { variables } of rootCases[name] ?? []) {
        const given = variables(subjects);
        expectCode(await gql(token, documentFor(name, given, 2), given), "FORBIDDEN");
      }
    }
  });

  it("reads nothing of people, clients and issuers by node", async () => {
    const token = await programAt(world, "cityA", clientScopes);
    for (const id of [subjects.client, subjects.issuer, subjects.holding, subjects.reorganisation]) {
      expectCode(await gql(token, "query ($id: ID!) { node(id: $id) { id } }", { id }), "NOT_FOUND", "id");
    }
  });

  it("reads no ticket and no audit by node without their scopes", async () => {
    const token = await programAt(world, "cityACentre", ["directory.read"]);
    for (const id of [subjects.ticket, subjects.auditEntry]) {
      expectCode(await gql(token, "query ($id: ID!) { node(id: $id) { id } }", { id }), "NOT_FOUND", "id");
    }
    expectCode(await gql(token, "{ tickets { totalCount } }"), "FORBIDDEN");
  });

  it("acts in its own bureau and in no other, whatever it asks for", async () => {
    const token = await programAt(world, "cityACentre", clientScopes);
    for (const unit of ["cityA", "cityB", "countyA1", "province", "nation"] as const) {
      const headers = { "Lianxin-Bureau": world.code[unit] };
      const result = await gql(token, viewerDocument, {}, headers);
      expect(result.status).toBe(401);
      expectCode(result, "UNAUTHENTICATED");
    }
  });

  it("registers and dispatches what its bureau holds, and only looks at what it handed on", async () => {
    const token = await programAt(world, "cityACentre", clientScopes);
    const input = registrationOf("程序", `P2${world.code.cityA}`);
    const made = await gql<{ registerTicket: { ticket: { id: string; version: number } } }>(
      token,
      "mutation ($input: RegisterTicketInput!) { registerTicket(input: $input) { ticket { id version } } }",
      { input },
    );
    const { id, version } = made.data.registerTicket.ticket;
    const dispatch =
      "mutation ($input: DispatchTicketInput!) { dispatchTicket(input: $input) { ticket { version permittedActions } } }";
    const values = { ticketId: id, version, bureau: world.code.countyA1, reason: "理由充分" };
    const sent = await gql<{ dispatchTicket: { ticket: { version: number; permittedActions: string[] } } }>(
      token,
      dispatch,
      { input: values },
    );
    expect(sent.data.dispatchTicket.ticket.permittedActions).toEqual([]);
    const sign = "mutation ($input: TicketStepInput!) { signTicket(input: $input) { ticket { id } } }";
    const stepValues = { ticketId: id, version: sent.data.dispatchTicket.ticket.version };
    expectCode(await gql(token, sign, { input: stepValues }), "FORBIDDEN");
  });

  it("reads the contact of a complaint with the scope for it, and that of a report never", async () => {
    const reveal = "mutation ($input: RevealContactInput!) { revealContact(input: $input) { contact { name } } }";
    const { ticket: report } = await register(
      world.as("cityACentre.operator"),
      registrationOf("程序", `P3${world.code.cityA}`, { kind: "REPORT" }),
    );
    const asking = (ticketId: string): Variables => ({ input: { ticketId, purpose: "CALL_BACK" } });
    const able = await programAt(world, "cityACentre", ["contacts.read"]);
    expect((await gql(able, reveal, asking(subjects.ticket))).errors).toBeUndefined();
    expectCode(await gql(able, reveal, asking(report.id)), "FORBIDDEN");
    const others = clientScopes.filter((scope) => scope !== "contacts.read");
    const unable = await programAt(world, "cityACentre", others);
    expectCode(await gql(unable, reveal, asking(subjects.ticket)), "FORBIDDEN");
  });
});

describe("a program that acts for an operator", () => {
  it("holds what both the scopes and the person's roles allow", async () => {
    const world = await makeProvince();
    const operator = world.as("cityACentre.operator");
    const token = await programAt(
      world,
      "cityACentre",
      ["directory.read", "tickets.read", "tickets.review"],
      operator.id,
    );
    const held = actionsOf((action) => {
      const { roles, scope } = actions[action];
      const isHeld = roles === "EVERY" || (roles as readonly string[]).includes("OPERATOR");
      return isHeld && ["directory.read", "tickets.read", "tickets.review"].includes(scope);
    });
    expect(await permittedTo(token)).toEqual(held);
  });

  it("is nobody when it names a person of another bureau", async () => {
    const world = await makeProvince();
    for (const name of ["cityA.operator", "cityBCentre.operator", "countyA1.operator"] as const) {
      const token = await programAt(world, "cityACentre", clientScopes, world.as(name).id);
      expectCode(await gql(token, viewerDocument), "UNAUTHENTICATED");
    }
  });

  it("administers only for a person who is an administrator", async () => {
    const world = await makeProvince();
    const people = "{ people { totalCount } }";
    const forOperator = await programAt(world, "cityA", clientScopes, world.as("cityA.operator").id);
    expectCode(await gql(forOperator, people), "FORBIDDEN");
    const forAdministrator = await programAt(world, "cityA", clientScopes, world.as("cityA.administrator").id);
    expect((await gql(forAdministrator, people)).errors).toBeUndefined();
    const withoutScope = await programAt(world, "cityA", ["directory.read"], world.as("cityA.administrator").id);
    expectCode(await gql(withoutScope, people), "FORBIDDEN");
  });
});
