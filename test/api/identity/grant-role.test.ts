import { describe, expect, it } from "vitest";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";
import { firstHolding, grantRole, personId, withdrawRole } from "./documents.js";

const today = () => chinaDay(systemClock.now());
const viewer = "{ viewer { roles bureau { code } } }";

interface Viewer {
  viewer: { roles: string[]; bureau: { code: string } };
}

describe("grantRole", () => {
  it("gives a role from today on, which works at once", async () => {
    const world = await makeProvince();
    const handler = world.as("countyA1.handler");
    const input = { person: personId(handler), role: "DISPATCHER", bureau: world.code.countyA1 };
    const { grantRole: payload } = await world
      .as("cityA.administrator")
      .ask<{ grantRole: object }>(grantRole, { input });
    expect(payload).toMatchObject({
      roleHolding: {
        role: "DISPATCHER",
        validFrom: today(),
        validTo: null,
        bureau: { code: world.code.countyA1 },
        person: { login: handler.login },
      },
    });
    expect((await handler.ask<Viewer>(viewer)).viewer.roles).toEqual(["DISPATCHER", "HANDLER"]);
  });

  it("gives a role at another bureau of the subtree, where the person acts when he names it", async () => {
    const world = await makeProvince();
    const handler = world.as("countyA1.handler");
    const input = { person: personId(handler), role: "SUPERVISOR", bureau: world.code.countyA2 };
    await world.as("cityA.administrator").ask(grantRole, { input });
    expect((await handler.ask<Viewer>(viewer)).viewer).toEqual({
      roles: ["HANDLER"],
      bureau: { code: world.code.countyA1 },
    });
    const named = await handler.gql<Viewer>(viewer, {}, { "Lianxin-Bureau": world.code.countyA2 });
    expect(named.data.viewer).toEqual({ roles: ["SUPERVISOR"], bureau: { code: world.code.countyA2 } });
  });

  it("gives a role that is not held before its first day", async () => {
    const world = await makeProvince();
    const handler = world.as("countyA1.handler");
    const input = {
      person: personId(handler),
      role: "ANALYST",
      bureau: world.code.countyA1,
      validFrom: "2999-01-01",
      validTo: "2999-02-01",
    };
    await world.as("countyA1.administrator").ask(grantRole, { input });
    expect((await handler.ask<Viewer>(viewer)).viewer.roles).toEqual(["HANDLER"]);
  });

  it("gives a role again that was withdrawn", async () => {
    const world = await makeProvince();
    const administrator = world.as("countyA1.administrator");
    const handler = world.as("countyA1.handler");
    await administrator.ask(withdrawRole, { input: { id: await firstHolding(administrator, handler) } });
    const input = { person: personId(handler), role: "HANDLER", bureau: world.code.countyA1 };
    await administrator.ask(grantRole, { input });
    expect((await handler.ask<Viewer>(viewer)).viewer.roles).toEqual(["HANDLER"]);
  });

  it("refuses days that are past, and an end that is not after the beginning", async () => {
    const world = await makeProvince();
    const role = { person: personId(world.as("cityA.handler")), role: "ANALYST", bureau: world.code.cityA };
    const administrator = world.as("cityA.administrator");
    const past = await administrator.gql(grantRole, { input: { ...role, validFrom: "2020-01-01" } });
    expectCode(past, "INVALID_INPUT", "validFrom");
    const backward = await administrator.gql(grantRole, { input: { ...role, validTo: today() } });
    expectCode(backward, "INVALID_INPUT", "validTo");
  });

  it("refuses a role that is held already", async () => {
    const world = await makeProvince();
    const input = { person: personId(world.as("cityA.handler")), role: "HANDLER", bureau: world.code.cityA };
    expectCode(await world.as("cityA.administrator").gql(grantRole, { input }), "INVALID_INPUT", "role");
  });

  it("refuses a price supervisor at a centre", async () => {
    const world = await makeProvince();
    const person = personId(world.as("cityACentre.handler"));
    const input = { person, role: "PRICE_SUPERVISOR", bureau: world.code.countyA1 };
    await world.as("cityA.administrator").ask(grantRole, { input });
    const refused = { ...input, role: "PRICE_SUPERVISOR", bureau: world.code.cityACentre };
    const other = { ...refused, person: personId(world.as("cityACentre.operator")) };
    expectCode(await world.as("cityA.administrator").gql(grantRole, { input: other }), "INVALID_INPUT", "role");
  });

  it.each([
    ["above", "countyA1", "cityA"],
    ["beside", "countyA1", "countyA2"],
    ["of the sister city", "cityA", "cityB"],
    ["of its province", "cityA", "province"],
    ["of the nation", "province", "nation"],
    ["that is the authority of its centre", "cityACentre", "cityA"],
  ] as const)("is forbidden at a bureau %s, for oneself too", async (_, from, to) => {
    const world = await makeProvince();
    const administrator = world.as(`${from}.administrator`);
    for (const role of ["ADMINISTRATOR", "HANDLER"]) {
      const input = { person: personId(administrator), role, bureau: world.code[to] };
      expectCode(await administrator.gql(grantRole, { input }), "FORBIDDEN");
    }
  });

  it("does not find a person of another subtree, whatever the bureau", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    for (const person of [world.as("cityB.handler"), world.as("province.handler"), other.as("cityA.handler")]) {
      const input = { person: personId(person), role: "HANDLER", bureau: world.code.cityA };
      expectCode(await world.as("cityA.administrator").gql(grantRole, { input }), "NOT_FOUND", "person");
    }
  });

  it("does not find a bureau that never was", async () => {
    const world = await makeProvince();
    const input = { person: personId(world.as("cityA.handler")), role: "ANALYST", bureau: "999999" };
    expectCode(await world.as("cityA.administrator").gql(grantRole, { input }), "NOT_FOUND", "bureau");
  });

  it("is forbidden to whoever is not an administrator", async () => {
    const world = await makeProvince();
    const input = { person: personId(world.as("cityA.handler")), role: "ADMINISTRATOR", bureau: world.code.cityA };
    expectCode(await world.as("cityA.supervisor").gql(grantRole, { input }), "FORBIDDEN");
  });
});
