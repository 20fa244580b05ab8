import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";
import { personId, updatePerson } from "./documents.js";

describe("updatePerson", () => {
  it("changes what is given and leaves what is not", async () => {
    const world = await makeProvince();
    const administrator = world.as("cityA.administrator");
    const id = personId(world.as("countyA1.handler"));
    await administrator.ask(updatePerson, { input: { id, version: 1, staffNumber: "5002" } });
    const second = await administrator.ask<{ updatePerson: { person: object } }>(updatePerson, {
      input: { id, version: 2, name: "新名" },
    });
    expect(second.updatePerson.person).toMatchObject({ name: "新名", staffNumber: "5002", version: 3 });
  });

  it("takes the desk number away when it is null", async () => {
    const world = await makeProvince();
    const id = personId(world.as("cityA.handler"));
    const administrator = world.as("cityA.administrator");
    await administrator.ask(updatePerson, { input: { id, version: 1, staffNumber: "1" } });
    const { updatePerson: payload } = await administrator.ask<{ updatePerson: { person: object } }>(updatePerson, {
      input: { id, version: 2, staffNumber: null },
    });
    expect(payload.person).toMatchObject({ staffNumber: null });
  });

  it("sets a work telephone, and takes it away when it is null", async () => {
    const world = await makeProvince();
    const id = personId(world.as("cityA.handler"));
    const administrator = world.as("cityA.administrator");
    const set = async (version: number, workTelephone: string | null) => {
      const { updatePerson: payload } = await administrator.ask<{ updatePerson: { person: object } }>(updatePerson, {
        input: { id, version, workTelephone },
      });
      return payload.person;
    };
    expect(await set(1, "13912345678")).toMatchObject({ workTelephone: "13912345678", version: 2 });
    expect(await set(2, null)).toMatchObject({ workTelephone: null, version: 3 });
    const wrong = { id, version: 3, workTelephone: "张三" };
    expectCode(await administrator.gql(updatePerson, { input: wrong }), "INVALID_INPUT", "workTelephone");
  });

  it("refuses a version that is no longer the one of today, and tells the one that is", async () => {
    const world = await makeProvince();
    const id = personId(world.as("cityA.handler"));
    const administrator = world.as("cityA.administrator");
    await administrator.ask(updatePerson, { input: { id, version: 1, name: "甲" } });
    const error = expectCode(
      await administrator.gql(updatePerson, { input: { id, version: 1, name: "乙" } }),
      "CONFLICT",
    );
    expect(error.extensions.currentVersion).toBe(2);
  });

  it("refuses an empty name, and an input without a change", async () => {
    const world = await makeProvince();
    const id = personId(world.as("cityA.handler"));
    const administrator = world.as("cityA.administrator");
    expectCode(
      await administrator.gql(updatePerson, { input: { id, version: 1, name: null } }),
      "INVALID_INPUT",
      "name",
    );
    expectCode(await administrator.gql(updatePerson, { input: { id, version: 1 } }), "INVALID_INPUT", "name");
  });

  it("does not find a person above, beside or elsewhere", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const administrator = world.as("countyA1.administrator");
    for (const person of [world.as("cityA.handler"), world.as("countyA2.handler"), other.as("countyA1.handler")]) {
      const input = { id: personId(person), version: 1, name: "某人" };
      expectCode(await administrator.gql(updatePerson, { input }), "NOT_FOUND", "id");
    }
  });

  it("does not find a person of the authority for its centre", async () => {
    const world = await makeProvince();
    const input = { id: personId(world.as("cityA.handler")), version: 1, name: "某人" };
    expectCode(await world.as("cityACentre.administrator").gql(updatePerson, { input }), "NOT_FOUND", "id");
  });

  it("is forbidden to whoever is not an administrator", async () => {
    const world = await makeProvince();
    const input = { id: personId(world.as("cityA.handler")), version: 1, name: "某人" };
    expectCode(await world.as("cityA.handler").gql(updatePerson, { input }), "FORBIDDEN");
  });
});
