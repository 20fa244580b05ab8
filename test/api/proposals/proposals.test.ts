import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";

let world: World;
let operator: Caller;
let head: Caller;

beforeAll(async () => {
  world = await makeProvince();
  operator = world.as("cityACentre.operator");
  head = world.as("cityACentre.head");
});

const fields =
  "id version state words reply contactName contactPhone bureau { code } holder { code } channel { code } issueClass { code }";

interface Answer {
  id: string;
  version: number;
  state: string;
  words: string;
  holder: { code: string };
}

const usual = (more: Variables = {}): Variables => ({
  idempotencyKey: randomBytes(12).toString("hex"),
  channel: "PHONE",
  issueClass: "PRICE",
  words: "建议药店公示口罩进价，联系王小明 13812345678",
  contact: { name: "王小明", phone: "13812345678" },
  ...more,
});

const send = (caller: Caller, name: string, type: string, input: Variables) =>
  caller.gql<Record<string, { proposal: Answer }>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { proposal { ${fields} } } }`,
    { input },
  );

const registering = (caller: Caller, input: Variables) =>
  send(caller, "registerProposal", "RegisterProposalInput", input);
const reporting = (caller: Caller, { id, version }: Answer, more: Variables = {}) =>
  send(caller, "reportProposal", "ReportProposalInput", { proposalId: id, version, ...more });
const deciding = (caller: Caller, { id, version }: Answer, more: Variables = {}) =>
  send(caller, "decideProposal", "DecideProposalInput", {
    ...{ proposalId: id, version, decision: "ADOPTED", reply: "已采纳，将发布提醒告诫" },
    ...more,
  });

async function made(answer: ReturnType<typeof send>): Promise<Answer> {
  const { data, errors } = await answer;
  expect(errors).toBeUndefined();
  return Object.values(data)[0]?.proposal ?? expect.fail("no suggestion came back");
}

const register = (input: Variables = usual()): Promise<Answer> => made(registering(operator, input));

describe("node", () => {
  it("shows a suggestion to nobody without the right to read suggestions", async () => {
    const { id } = await register();
    const document = "query ($id: ID!) { node(id: $id) { id } }";
    expect((await operator.gql(document, { id })).data).toEqual({ node: { id } });
    expectCode(await world.as("cityACentre.administrator").gql(document, { id }), "NOT_FOUND", "id");
  });
});

describe("registerProposal", () => {
  it("takes a suggestion down, masked in its words too", async () => {
    expect(await register()).toMatchObject({
      ...{ version: 1, state: "RECEIVED", contactName: "王**", contactPhone: "138****5678" },
      words: "建议药店公示口罩进价，联系*** ***",
      ...{ holder: { code: world.code.cityACentre }, channel: { code: "PHONE" }, issueClass: { code: "PRICE" } },
    });
  });

  it("gives the same suggestion again for the same key and input, and refuses the key for another", async () => {
    const input = usual();
    const first = await register(input);
    expect((await register(input)).id).toBe(first.id);
    expectCode(await registering(operator, { ...input, words: "另一件" }), "IDEMPOTENCY_MISMATCH");
  });

  it("makes one of two that come at once under one key", async () => {
    const input = usual();
    const [one, other] = await Promise.all([register(input), register(input)]);
    expect(one.id).toBe(other.id);
  });

  it.each([
    ["an unknown channel", { channel: "PIGEON" }, "channel"],
    ["an unknown class", { issueClass: "NOTHING" }, "issueClass"],
    ["no words", { words: "" }, "words"],
    ["a short key", { idempotencyKey: "x" }, "idempotencyKey"],
  ])("refuses %s", async (_, more, field) => {
    expectCode(await registering(operator, usual(more)), "INVALID_INPUT", field);
  });

  it("is FORBIDDEN for whoever is no operator", async () => {
    expectCode(await registering(head, usual()), "FORBIDDEN");
  });
});

describe("reportProposal", () => {
  it("goes from bureau to bureau upward, and whoever has it decides", async () => {
    const taken = await register();
    const atCity = await made(reporting(head, taken));
    expect(atCity).toMatchObject({ state: "REPORTED", holder: { code: world.code.cityA } });
    expectCode(await deciding(head, atCity), "FORBIDDEN");
    const atProvince = await made(reporting(world.as("cityA.head"), atCity, { bureau: world.code.province }));
    expect(atProvince.holder.code).toBe(world.code.province);
    const decided = await made(deciding(world.as("province.supervisor"), atProvince));
    expect(decided).toMatchObject({ state: "ADOPTED", reply: "已采纳，将发布提醒告诫" });
    const { proposal } = await operator.ask<{ proposal: Answer }>("query ($id: ID!) { proposal(id: $id) { state } }", {
      id: taken.id,
    });
    expect(proposal.state).toBe("ADOPTED");
  });

  it.each([
    ["a sister bureau", () => world.code.cityB],
    ["a bureau beneath", () => world.code.countyA1],
    ["one that is none", () => "nothing"],
  ])("refuses %s", async (_, code) => {
    expectCode(await reporting(head, await register(), { bureau: code() }), "INVALID_INPUT", "bureau");
  });

  it("names the version that it has now", async () => {
    const taken = await register();
    expectCode(await reporting(head, { ...taken, version: 3 }), "CONFLICT");
  });
});

describe("decideProposal", () => {
  it("decides once", async () => {
    const decided = await made(deciding(head, await register(), { decision: "NOTED" }));
    expect(decided.state).toBe("NOTED");
    expectCode(await deciding(head, decided), "ILLEGAL_TRANSITION");
    expectCode(await reporting(head, decided), "ILLEGAL_TRANSITION");
  });

  it("needs a reply", async () => {
    expectCode(await deciding(head, await register(), { reply: "" }), "INVALID_INPUT", "reply");
  });
});

describe("proposals", () => {
  it("lists those of the region, and those that wait for a decision of one's own", async () => {
    const place = await makeProvince();
    const taken = await made(registering(place.as("cityACentre.operator"), usual()));
    await made(registering(place.as("cityBCentre.operator"), usual()));
    await made(reporting(place.as("cityACentre.head"), taken, { bureau: place.code.province }));
    const listed = async (caller: Caller, view: string) =>
      (
        await caller.ask<{ proposals: { totalCount: number; nodes: { id: string }[] } }>(
          `{ proposals(view: ${view}) { totalCount nodes { id } } }`,
        )
      ).proposals;
    expect((await listed(place.as("province.head"), "IN_REGION")).totalCount).toBe(2);
    expect((await listed(place.as("province.head"), "FOR_US_TO_DECIDE")).nodes).toEqual([{ id: taken.id }]);
    expect((await listed(place.as("cityA.head"), "IN_REGION")).nodes).toEqual([{ id: taken.id }]);
    expect((await listed(place.as("cityB.head"), "OURS")).nodes).toEqual([]);
  });

  it("are counted by class, bureau and state", async () => {
    const place = await makeProvince();
    const [one, two] = [place.as("cityACentre.operator"), place.as("cityBCentre.operator")];
    await made(deciding(place.as("cityACentre.head"), await made(registering(one, usual()))));
    await made(registering(one, usual({ issueClass: null })));
    await made(registering(two, usual()));
    const counts = async (by: string) =>
      (
        await place
          .as("province.analyst")
          .ask<{ proposalCounts: Variables[] }>(
            `{ proposalCounts(from: "2020-01-01", to: "2020-12-31", by: ${by}) { code } }`,
          )
      ).proposalCounts;
    expect(await counts("STATE")).toEqual([]);
    const year = chinaDay(systemClock.now()).slice(0, 4);
    const { proposalCounts } = await place
      .as("province.analyst")
      .ask<{ proposalCounts: Variables[] }>(
        `{ proposalCounts(from: "${year}-01-01", to: "${year}-12-31") { code received reported adopted decided } }`,
      );
    expect(proposalCounts).toEqual([
      { code: "PRICE", received: 2, reported: 0, adopted: 1, decided: 1 },
      { code: null, received: 1, reported: 0, adopted: 0, decided: 0 },
    ]);
  });
});
