import { describe, expect, inject, it } from "vitest";
import { expectCode } from "../../api.js";
import { asSuperuser } from "../../database.js";
import { makeProvince } from "../../world.js";
import { createPerson, freshLogin } from "./documents.js";

describe("createPerson", () => {
  it("adds a person to a bureau beneath, who holds no role yet", async () => {
    const world = await makeProvince();
    const login = freshLogin();
    const input = { login, name: "李雷", staffNumber: "5001", bureau: world.code.countyA1 };
    const { createPerson: payload } = await world
      .as("cityA.administrator")
      .ask<{ createPerson: object }>(createPerson, {
        input,
      });
    expect(payload).toMatchObject({
      person: {
        login,
        name: "李雷",
        staffNumber: "5001",
        version: 1,
        bureau: { code: world.code.countyA1 },
        roles: [],
      },
    });
  });

  it("commits with one audit entry and one event, which name the person by id alone", async () => {
    const world = await makeProvince();
    const input = { login: freshLogin(), name: "韩梅梅", bureau: world.code.cityA };
    const { createPerson: payload } = await world
      .as("cityA.administrator")
      .ask<{ createPerson: { person: { id: string } } }>(createPerson, { input });
    const id = Buffer.from(payload.person.id, "base64url").toString().split(":")[1] ?? "";
    await asSuperuser(inject("adminUrl"), async (sql) => {
      const entries = await sql`SELECT action, person, detail FROM audit_entries WHERE subject_id = ${id}`;
      expect(entries).toEqual([
        {
          action: "person.manage",
          person: world.as("cityA.administrator").id,
          detail: { change: "create", bureau: world.code.cityA },
        },
      ]);
      const events = await sql`SELECT type, bureau, payload FROM told_events WHERE subject_id = ${id}`;
      expect(events).toEqual([{ type: "person.created", bureau: world.code.cityA, payload: {} }]);
    });
  });

  it("keeps a work telephone in plain width, and tells it to nobody by events or the audit", async () => {
    const world = await makeProvince();
    const workTelephone = " （０５５０）３０２１２３４ 转 801 ";
    const input = { login: freshLogin(), name: "韩梅梅", workTelephone, bureau: world.code.cityA };
    const { createPerson: payload } = await world
      .as("cityA.administrator")
      .ask<{ createPerson: { person: { id: string; workTelephone: string } } }>(createPerson, { input });
    expect(payload.person.workTelephone).toBe("(0550)3021234 转 801");
    const id = Buffer.from(payload.person.id, "base64url").toString().split(":")[1] ?? "";
    await asSuperuser(inject("adminUrl"), async (sql) => {
      const told = await sql`SELECT row_to_json(audit_entries)::text AS text FROM audit_entries WHERE subject_id = ${id}
        UNION ALL SELECT row_to_json(told_events)::text FROM told_events WHERE subject_id = ${id}`;
      expect(told).toHaveLength(2);
      for (const { text } of told) expect(text).not.toContain("3021234");
    });
  });

  it("refuses a work telephone that nobody can dial", async () => {
    const world = await makeProvince();
    const input = { login: freshLogin(), name: "韩梅梅", workTelephone: "3021234", bureau: world.code.cityA };
    const result = await world.as("cityA.administrator").gql(createPerson, { input });
    expectCode(result, "INVALID_INPUT", "workTelephone");
  });

  it("refuses a login that is taken, also where the caller does not see the person", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const { login } = other.as("countyB1.handler");
    const input = { login, name: "某人", bureau: world.code.cityA };
    expectCode(await world.as("cityA.administrator").gql(createPerson, { input }), "INVALID_INPUT", "login");
  });

  it("names every wrong field at once", async () => {
    const world = await makeProvince();
    const input = { login: "Suzhou", name: " ", staffNumber: "1".repeat(21), bureau: world.code.cityA };
    const error = expectCode(
      await world.as("cityA.administrator").gql(createPerson, { input }),
      "INVALID_INPUT",
      "login",
    );
    expect(error.extensions.problems?.map(({ field }) => field)).toEqual(["login", "name", "staffNumber"]);
  });

  it.each([
    ["above", "countyA1", "cityA"],
    ["beside", "countyA1", "countyA2"],
    ["of the sister city", "cityA", "cityB"],
    ["of the authority of its centre", "cityACentre", "cityA"],
    ["of a county, for a department", "cityAPrice", "countyA1"],
  ] as const)("is forbidden for a bureau %s", async (_, from, to) => {
    const world = await makeProvince();
    const input = { login: freshLogin(), name: "某人", bureau: world.code[to] };
    expectCode(await world.as(`${from}.administrator`).gql(createPerson, { input }), "FORBIDDEN");
  });

  it("is forbidden for a bureau of another province", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const input = { login: freshLogin(), name: "某人", bureau: other.code.cityA };
    expectCode(await world.as("province.administrator").gql(createPerson, { input }), "FORBIDDEN");
  });

  it("does not find a bureau that never was", async () => {
    const input = { login: freshLogin(), name: "某人", bureau: "999999" };
    const administrator = (await makeProvince()).as("cityA.administrator");
    expectCode(await administrator.gql(createPerson, { input }), "NOT_FOUND", "bureau");
  });

  it("is forbidden to whoever is not an administrator", async () => {
    const world = await makeProvince();
    const input = { login: freshLogin(), name: "某人", bureau: world.code.cityA };
    expectCode(await world.as("cityA.supervisor").gql(createPerson, { input }), "FORBIDDEN");
  });
});
