import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";
import { createPerson, freshLogin, grantRole, lockPerson, personId, unlockPerson } from "./documents.js";

const viewer = "{ viewer { name } }";

describe("lockPerson", () => {
  it("stops the person's token, and unlockPerson lets it work again", async () => {
    const world = await makeProvince();
    const [administrator, handler] = [world.as("cityA.administrator"), world.as("countyA1.handler")];
    await handler.ask(viewer);
    await administrator.ask(lockPerson, { input: { id: personId(handler), version: 1 } });
    expectCode(await handler.gql(viewer), "UNAUTHENTICATED");
    await administrator.ask(unlockPerson, { input: { id: personId(handler), version: 2 } });
    await handler.ask(viewer);
  });

  it("leaves a person who is locked already as he is", async () => {
    const world = await makeProvince();
    const administrator = world.as("cityA.administrator");
    const id = personId(world.as("countyA1.handler"));
    await administrator.ask(lockPerson, { input: { id, version: 1 } });
    const again = await administrator.ask<{ lockPerson: object }>(lockPerson, { input: { id, version: 2 } });
    expect(again.lockPerson).toMatchObject({ person: { isLocked: true, version: 2 } });
  });

  it("is forbidden for oneself", async () => {
    const administrator = (await makeProvince()).as("cityA.administrator");
    const input = { id: personId(administrator), version: 1 };
    expectCode(await administrator.gql(lockPerson, { input }), "FORBIDDEN");
  });

  it("lets an administrator above lock the last administrator of a bureau", async () => {
    const world = await makeProvince();
    const input = { id: personId(world.as("countyA1.administrator")), version: 1 };
    const { lockPerson: payload } = await world
      .as("cityA.administrator")
      .ask<{ lockPerson: object }>(lockPerson, { input });
    expect(payload).toMatchObject({ person: { isLocked: true } });
  });

  it("is forbidden for the last lasting administrator of one's own bureau", async () => {
    const world = await makeProvince();
    const [lasting, passing] = [world.as("countyA1.administrator"), world.as("countyA1.handler")];
    const role = {
      person: personId(passing),
      role: "ADMINISTRATOR",
      bureau: world.code.countyA1,
      validTo: "2999-01-01",
    };
    await lasting.ask(grantRole, { input: role });
    expectCode(await passing.gql(lockPerson, { input: { id: personId(lasting), version: 1 } }), "FORBIDDEN");
  });

  it("leaves one of two administrators who lock each other at the same time", async () => {
    const world = await makeProvince();
    const [one, other] = [world.as("countyA1.administrator"), world.as("countyA1.handler")];
    await one.ask(grantRole, {
      input: { person: personId(other), role: "ADMINISTRATOR", bureau: world.code.countyA1 },
    });
    const results = await Promise.all([
      one.gql(lockPerson, { input: { id: personId(other), version: 1 } }),
      other.gql(lockPerson, { input: { id: personId(one), version: 1 } }),
    ]);
    expect(results.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    const refused = results.find(({ errors }) => errors !== undefined);
    expect(["FORBIDDEN", "UNAUTHENTICATED"]).toContain(refused?.errors?.[0]?.extensions.code);
  });

  it("refuses a stale version, a hidden person, a person above a centre, and a caller without the role", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const input = (person = world.as("cityA.handler"), version = 1) => ({ input: { id: personId(person), version } });
    const administrator = world.as("cityA.administrator");
    for (const document of [lockPerson, unlockPerson]) {
      expectCode(await administrator.gql(document, input(undefined, 7)), "CONFLICT");
      expectCode(await administrator.gql(document, input(world.as("cityB.handler"))), "NOT_FOUND", "id");
      expectCode(await administrator.gql(document, input(other.as("cityA.handler"))), "NOT_FOUND", "id");
      expectCode(await administrator.gql(document, input(world.as("province.handler"))), "NOT_FOUND", "id");
      expectCode(await world.as("cityACentre.administrator").gql(document, input()), "NOT_FOUND", "id");
      expectCode(await world.as("cityA.auditor").gql(document, input()), "FORBIDDEN");
    }
  });

  it("leaves an unlocked person as he is when he is unlocked", async () => {
    const world = await makeProvince();
    const input = { login: freshLogin(), name: "某人", bureau: world.code.cityA };
    const administrator = world.as("cityA.administrator");
    const { createPerson: made } = await administrator.ask<{ createPerson: { person: { id: string } } }>(createPerson, {
      input,
    });
    const { unlockPerson: payload } = await administrator.ask<{ unlockPerson: object }>(unlockPerson, {
      input: { id: made.person.id, version: 1 },
    });
    expect(payload).toMatchObject({ person: { isLocked: false, version: 1 } });
  });
});
