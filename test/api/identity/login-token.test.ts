import { describe, expect, it } from "vitest";
import { issueTokenForLogin } from "../../../src/modules/identity/index.js";
import { systemClock } from "../../../src/platform/clock.js";
import { gql, testIssuer, testSigningKeys } from "../../api.js";
import { ownDatabase, testDatabase } from "../../database.js";
import { makeProvince } from "../../world.js";
import { createPerson, freshLogin, grantRole, lockPerson, personId } from "./documents.js";

const tokenFor = async (login: string, bureau: string | null = null, database = testDatabase()): Promise<string> => {
  const keys = await testSigningKeys();
  return issueTokenForLogin({ database, keys, issuer: testIssuer, login, bureau, now: systemClock.now() });
};

const viewer = "{ viewer { bureau { code } person { login } } }";

describe("a token by login on the machine", () => {
  it("is taken by the API", async () => {
    const world = await makeProvince();
    const { login } = world.as("countyA1.handler");
    const { data } = await gql(await tokenFor(login), viewer);
    expect(data).toEqual({ viewer: { bureau: { code: world.code.countyA1 }, person: { login } } });
  });

  it("acts in the bureau that was named", async () => {
    const world = await makeProvince();
    const handler = world.as("countyA1.handler");
    const input = { person: personId(handler), role: "ANALYST", bureau: world.code.countyA2 };
    await world.as("cityA.administrator").ask(grantRole, { input });
    const { data } = await gql(await tokenFor(handler.login, world.code.countyA2), viewer);
    expect(data).toMatchObject({ viewer: { bureau: { code: world.code.countyA2 } } });
  });

  it("names the logins that are like an unknown one", async () => {
    // All logins of the platform are compared, so the province stands alone in a database.
    const own = await ownDatabase();
    try {
      const { login } = (await makeProvince({ database: own.database })).as("countyA1.handler");
      const token = tokenFor(`${login.slice(0, -1)}x`, null, own.database);
      await expect(token).rejects.toThrow(`Did you mean: ${login}`);
    } finally {
      await own.drop();
    }
  });

  it("is not made at a bureau where the person holds no role, nor for a locked person, nor for one without a role", async () => {
    const world = await makeProvince();
    const administrator = world.as("cityA.administrator");
    const handler = world.as("cityA.handler");
    await expect(tokenFor(handler.login, world.code.cityB)).rejects.toThrow(`at: ${world.code.cityA}.`);
    await administrator.ask(lockPerson, { input: { id: personId(handler), version: 1 } });
    await expect(tokenFor(handler.login)).rejects.toThrow("is locked out");
    const login = freshLogin();
    await administrator.ask(createPerson, { input: { login, name: "某人", bureau: world.code.cityA } });
    await expect(tokenFor(login)).rejects.toThrow("holds no role today");
  });
});
