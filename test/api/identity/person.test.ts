import { describe, expect, it } from "vitest";
import { toGlobalId } from "../../../src/platform/ids.js";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";

const byLogin = `query ($login: String) {
  person(login: $login) { id login name staffNumber isLocked lockedAt createdAt version bureau { code }
    roles { role validFrom validTo bureau { code } person { login } } }
}`;
const byId = "query ($id: ID) { person(id: $id) { login } }";
const byNode = "query ($id: ID!) { node(id: $id) { id __typename } }";

describe("person", () => {
  it("is read by login, with the home bureau and the roles", async () => {
    const world = await makeProvince();
    const handler = world.as("countyA1.handler");
    const { person } = await world.as("cityA.administrator").ask<{ person: object }>(byLogin, { login: handler.login });
    expect(person).toMatchObject({
      id: toGlobalId("Person", handler.id),
      login: handler.login,
      name: `${world.mark}countyA1.handler`,
      staffNumber: null,
      isLocked: false,
      lockedAt: null,
      version: 1,
      bureau: { code: world.code.countyA1 },
      roles: [
        {
          role: "HANDLER",
          validFrom: "2000-01-01",
          validTo: null,
          bureau: { code: world.code.countyA1 },
          person: { login: handler.login },
        },
      ],
    });
  });

  it("is read by global identifier, here and by node", async () => {
    const world = await makeProvince();
    const handler = world.as("countyA1.handler");
    const id = toGlobalId("Person", handler.id);
    const administrator = world.as("countyA1.administrator");
    expect(await administrator.ask(byId, { id })).toEqual({ person: { login: handler.login } });
    expect(await administrator.ask(byNode, { id })).toEqual({ node: { id, __typename: "Person" } });
  });

  it("is not found above, beside and elsewhere, neither by login nor by identifier nor by node", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const administrator = world.as("countyA1.administrator");
    const hidden = [
      world.as("cityA.handler"),
      world.as("countyA2.handler"),
      world.as("cityB.handler"),
      other.as("countyA1.handler"),
      world.as("nation.handler"),
    ];
    for (const { id, login } of hidden) {
      expectCode(await administrator.gql(byLogin, { login }), "NOT_FOUND", "login");
      expectCode(await administrator.gql(byId, { id: toGlobalId("Person", id) }), "NOT_FOUND", "id");
      expectCode(await administrator.gql(byNode, { id: toGlobalId("Person", id) }), "NOT_FOUND", "id");
    }
  });

  it("is not found by an identifier of another type or by none of ours", async () => {
    const world = await makeProvince();
    const administrator = world.as("cityA.administrator");
    const { id } = world.as("cityA.handler");
    for (const wrong of [toGlobalId("Ticket", id), toGlobalId("Person", "x"), toGlobalId("Person", id, "1"), "%", id]) {
      expectCode(await administrator.gql(byId, { id: wrong }), "NOT_FOUND", "id");
    }
  });

  it("needs either the id or the login", async () => {
    const administrator = (await makeProvince()).as("cityA.administrator");
    expectCode(await administrator.gql("{ person { login } }"), "INVALID_INPUT", "id");
    expectCode(await administrator.gql('{ person(id: "x", login: "y") { login } }'), "INVALID_INPUT", "id");
  });

  it("refuses a control character in the login", async () => {
    const administrator = (await makeProvince()).as("cityA.administrator");
    expectCode(await administrator.gql(byLogin, { login: "a\u0000b" }), "INVALID_INPUT", "login");
  });

  it("is forbidden to whoever is not an administrator", async () => {
    const world = await makeProvince();
    expectCode(await world.as("cityA.handler").gql(byLogin, { login: world.as("cityA.handler").login }), "FORBIDDEN");
  });

  it("shows himself to everybody by node, and a colleague only to an administrator", async () => {
    const world = await makeProvince();
    const id = toGlobalId("Person", world.as("countyA1.operator").id);
    const shown = { node: { id, __typename: "Person" } };
    expect(await world.as("countyA1.operator").ask(byNode, { id })).toEqual(shown);
    expect(await world.as("countyA1.administrator").ask(byNode, { id })).toEqual(shown);
    expectCode(await world.as("countyA1.handler").gql(byNode, { id }), "NOT_FOUND", "id");
  });
});
