import { createClient as createStreamClient } from "graphql-sse";
import { createClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { Api } from "../../../src/api/server.js";
import { addressOf, startTestApi } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { grantRole, personId } from "../identity/documents.js";
import { socketAddress } from "./raw-socket.js";

let api: Api;
let world: World;

beforeAll(async () => {
  api = await startTestApi();
  world = await makeProvince();
});

afterAll(() => api.close(1000));

/** Asks the schema itself, by the stock clients, as somebody. */
async function askers(name: Parameters<World["as"]>[0]) {
  const authorization = `Bearer ${await world.as(name).token()}`;
  const connectionParams = { authorization, acceptLanguage: "en" };
  const sockets = createClient({ url: socketAddress(api), webSocketImpl: WebSocket, connectionParams });
  const headers = { Authorization: authorization, "Accept-Language": "en" };
  const streams = createStreamClient({ url: `${addressOf(api)}/graphql/stream`, headers });
  return [sockets, streams];
}

describe("the schema, asked over live connections,", () => {
  test("answers a query as over HTTP, and says its cost", async () => {
    const [http] = [await world.as("cityA.handler").gql("{ viewer { login: name roles } }")];
    for (const client of await askers("cityA.handler")) {
      const { value } = await client.iterate({ query: "{ viewer { login: name roles } }" }).next();
      expect(value).toMatchObject({
        data: http.data,
        extensions: { cost: { requested: http.extensions?.cost.requested } },
      });
      client.dispose();
    }
  });

  test("makes a change, and says what may not be done", async () => {
    const input = { person: personId(world.as("cityA.handler")), role: "ANALYST", bureau: world.code.cityA };
    for (const client of await askers("cityA.handler")) {
      const { value } = await client.iterate({ query: grantRole, variables: { input } }).next();
      expect(value).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
      client.dispose();
    }
    const [sockets] = await askers("cityA.administrator");
    const { value } = (await sockets?.iterate({ query: grantRole, variables: { input } }).next()) ?? {};
    expect(value).toMatchObject({ data: { grantRole: { roleHolding: { role: "ANALYST" } } } });
    sockets?.dispose();
  });

  test("refuses what does not fit it by the errors of each protocol", async () => {
    const [sockets, streams] = await askers("cityA.handler");
    const error = { extensions: { code: "INVALID_DOCUMENT" } };
    await expect(sockets?.iterate({ query: "{ nothing }" }).next()).rejects.toMatchObject([error]);
    expect(await streams?.iterate({ query: "{ nothing }" }).next()).toMatchObject({ value: { errors: [error] } });
    sockets?.dispose();
    streams?.dispose();
  });
});
