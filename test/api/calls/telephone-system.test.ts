import { beforeAll, describe, expect, it } from "vitest";
import type { ClientScope } from "../../../src/access/index.js";
import { issueToken } from "../../../src/modules/identity/index.js";
import { systemClock } from "../../../src/platform/clock.js";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { expectCode, gql, testIssuer, testSigningKeys } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { answered, callOf, newCallId, source } from "./calling.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const createDocument =
  "mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { apiClient { id } } }";
const recording = "mutation ($input: RecordCallsInput!) { recordCalls(input: $input) { created } }";

/** The token of a program of the centre, which acts for a person or for nobody. */
async function programOf(scopes: readonly ClientScope[], person: string | null = null): Promise<string> {
  const { createApiClient } = await world
    .as("cityACentre.administrator")
    .ask<{ createApiClient: { apiClient: { id: string } } }>(createDocument, {
      input: { bureau: world.code.cityACentre, name: "话务系统", scopes },
    });
  const client = fromGlobalId(createApiClient.apiClient.id)?.parts[0] ?? "";
  const grant = { issuer: testIssuer, person, client, scopes, now: systemClock.now() };
  return (await issueToken(await testSigningKeys(), grant)).token;
}

describe("a telephone system", () => {
  it("records calls and seats of its bureau by the scope calls.write, and reads nothing by it", async () => {
    const token = await programOf(["calls.write"]);
    const callId = newCallId();
    const recorded = await gql(token, recording, { input: { source, calls: [answered(callId)] } });
    expect(recorded.data).toEqual({ recordCalls: { created: 1 } });
    expect(await callOf(world.as("cityACentre.operator"), callId)).toMatchObject({
      bureau: { code: world.code.cityACentre },
    });
    const seats = [{ operatorNumber: "5001", state: "READY", since: new Date().toISOString() }];
    const reported = await gql(
      token,
      "mutation ($input: ReportSeatsInput!) { reportSeats(input: $input) { changed } }",
      { input: { source, seats } },
    );
    expect(reported.data).toEqual({ reportSeats: { changed: 1 } });
    for (const document of [
      "{ calls { nodes { id } } }",
      "{ callBoard { waiting } }",
      "{ tickets { nodes { id } } }",
    ]) {
      expectCode(await gql(token, document), "FORBIDDEN");
    }
  });

  it("needs the scope, and a role where it acts for a person", async () => {
    const input = { source, calls: [answered(newCallId())] };
    expectCode(await gql(await programOf(["tickets.register"]), recording, { input }), "FORBIDDEN");
    const analyst = await programOf(["calls.write"], world.as("cityACentre.analyst").id);
    expectCode(await gql(analyst, recording, { input }), "FORBIDDEN");
    // Those whom the calls measure do not record them, by whatever program.
    const operator = await programOf(["calls.write"], world.as("cityACentre.operator").id);
    expectCode(await gql(operator, recording, { input }), "FORBIDDEN");
    const manager = await programOf(["calls.write"], world.as("cityACentre.shiftManager").id);
    expect((await gql(manager, recording, { input })).data).toEqual({ recordCalls: { created: 1 } });
  });
});
