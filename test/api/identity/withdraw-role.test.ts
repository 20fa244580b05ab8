import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";
import { firstHolding, grantRole, personId, withdrawRole } from "./documents.js";

const viewer = "{ viewer { roles } }";

describe("withdrawRole", () => {
  it("stops the person's token at once when it was his only role", async () => {
    const world = await makeProvince();
    const [administrator, handler] = [world.as("cityA.administrator"), world.as("countyA1.handler")];
    await handler.ask(viewer);
    await administrator.ask(withdrawRole, { input: { id: await firstHolding(administrator, handler) } });
    expectCode(await handler.gql(viewer), "UNAUTHENTICATED");
  });

  it("lets a role run out on a later day, and work until then", async () => {
    const world = await makeProvince();
    const [administrator, handler] = [world.as("cityA.administrator"), world.as("countyA1.handler")];
    const id = await firstHolding(administrator, handler);
    const { withdrawRole: payload } = await administrator.ask<{ withdrawRole: object }>(withdrawRole, {
      input: { id, validTo: "2999-01-01" },
    });
    expect(payload).toMatchObject({ roleHolding: { validTo: "2999-01-01" } });
    await handler.ask(viewer);
  });

  it("refuses an end that is not later than today, and one that makes the role longer", async () => {
    const world = await makeProvince();
    const [administrator, handler] = [world.as("cityA.administrator"), world.as("countyA1.handler")];
    const id = await firstHolding(administrator, handler);
    const past = await administrator.gql(withdrawRole, { input: { id, validTo: "2020-01-01" } });
    expectCode(past, "INVALID_INPUT", "validTo");
    await administrator.ask(withdrawRole, { input: { id, validTo: "2998-01-01" } });
    const longer = await administrator.gql(withdrawRole, { input: { id, validTo: "2999-01-01" } });
    expectCode(longer, "INVALID_INPUT", "validTo");
  });

  it("does not find a role that was withdrawn already", async () => {
    const world = await makeProvince();
    const administrator = world.as("cityA.administrator");
    const id = await firstHolding(administrator, world.as("countyA1.handler"));
    await administrator.ask(withdrawRole, { input: { id } });
    expectCode(await administrator.gql(withdrawRole, { input: { id } }), "NOT_FOUND", "id");
  });

  it.each([null, "2999-01-01"])("is forbidden to the last administrator for himself (end: %s)", async (validTo) => {
    const administrator = (await makeProvince()).as("countyA1.administrator");
    const input = { id: await firstHolding(administrator, administrator), validTo };
    expectCode(await administrator.gql(withdrawRole, { input }), "FORBIDDEN");
  });

  it("lets an administrator go when another one without an end stays", async () => {
    const world = await makeProvince();
    const [one, other] = [world.as("countyA1.administrator"), world.as("countyA1.handler")];
    await one.ask(grantRole, {
      input: { person: personId(other), role: "ADMINISTRATOR", bureau: world.code.countyA1 },
    });
    await one.ask(withdrawRole, { input: { id: await firstHolding(one, one) } });
    expectCode(await one.gql(viewer), "UNAUTHENTICATED");
  });

  it("lets an administrator above withdraw the role of the last one", async () => {
    const world = await makeProvince();
    const [above, last] = [world.as("cityA.administrator"), world.as("countyA1.administrator")];
    await above.ask(withdrawRole, { input: { id: await firstHolding(above, last) } });
    expectCode(await last.gql(viewer), "UNAUTHENTICATED");
  });

  it("does not find a role above, beside or elsewhere", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const administrator = world.as("countyA1.administrator");
    const hidden = [
      await firstHolding(world.as("cityA.administrator"), world.as("cityA.handler")),
      await firstHolding(world.as("cityA.administrator"), world.as("countyA2.handler")),
      await firstHolding(other.as("cityA.administrator"), other.as("countyA1.handler")),
    ];
    for (const id of hidden) {
      expectCode(await administrator.gql(withdrawRole, { input: { id } }), "NOT_FOUND", "id");
      const node = await administrator.gql("query ($id: ID!) { node(id: $id) { id } }", { id });
      expectCode(node, "NOT_FOUND", "id");
    }
  });

  it("does not find a role at the authority for its centre", async () => {
    const world = await makeProvince();
    const id = await firstHolding(world.as("cityA.administrator"), world.as("cityA.handler"));
    expectCode(await world.as("cityACentre.administrator").gql(withdrawRole, { input: { id } }), "NOT_FOUND", "id");
  });

  it("is forbidden to whoever is not an administrator", async () => {
    const world = await makeProvince();
    const id = await firstHolding(world.as("cityA.administrator"), world.as("cityA.handler"));
    expectCode(await world.as("cityA.supervisor").gql(withdrawRole, { input: { id } }), "FORBIDDEN");
  });
});
