import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, register, report, reportInVerification, staff, type TicketAnswer } from "./driving.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const fields = "facts request personalData { id text kind isCertain isReleased excerpt } timeline { verb }";
const parcel = "6777888899990001";

interface Reviewed {
  facts: string;
  request: string | null;
  personalData: { id: string; text: string; kind: string; isCertain: boolean; isReleased: boolean; excerpt: string }[];
  timeline: { verb: string }[];
}

const look = async (caller: Caller, { id }: TicketAnswer): Promise<Reviewed> =>
  (await caller.ask<{ ticket: Reviewed }>(`query ($id: ID!) { ticket(id: $id) { ${fields} } }`, { id })).ticket;

const send = (caller: Caller, { id }: TicketAnswer, more: Variables) =>
  caller.gql<{ reviewPersonalData: { ticket: Reviewed } }>(
    `mutation ($input: ReviewPersonalDataInput!) { reviewPersonalData(input: $input) { ticket { ${fields} } } }`,
    { input: { ticketId: id, reason: "核对原文", ...more } },
  );

async function review(caller: Caller, ticket: TicketAnswer, more: Variables): Promise<Reviewed> {
  const { data, errors } = await send(caller, ticket, more);
  expect(errors).toBeUndefined();
  return data.reviewPersonalData.ticket;
}

const numberIn = async (caller: Caller, words: string): Promise<number> =>
  (
    await caller.ask<{ tickets: { totalCount: number } }>(
      "query ($search: String!) { tickets(filter: { text: $search }, first: 1) { totalCount } }",
      { search: words },
    )
  ).tickets.totalCount;

const withParcel = () =>
  register(
    staff(world).operator,
    complaint(world, { facts: `我叫李四海，快递单号 ${parcel} 没收到`, request: "打我女儿电话13900002222" }),
  );

describe("Ticket.personalData", () => {
  it("lists what the scan found besides the contact, each masked in its context", async () => {
    const { operator } = staff(world);
    const found = await look(operator, await withParcel());
    expect(found.facts).toBe("我叫***，快递单号 *** 没收到");
    expect(found.personalData).toMatchObject([
      { text: "FACTS", kind: "NAME", isCertain: false, isReleased: false, excerpt: "我叫***，快递单号 *** 没收到" },
      { text: "FACTS", kind: "NUMBER", isReleased: false, excerpt: "我叫***，快递单号 *** 没收到" },
      { text: "REQUEST", kind: "TELEPHONE", isCertain: true, excerpt: "打我女儿电话***" },
    ]);
  });

  it("connects no two tickets by what was found in them", async () => {
    const { operator } = staff(world);
    const facts = "打我女儿电话13900002222";
    const one = await look(operator, await register(operator, complaint(world, { facts })));
    const other = await look(operator, await register(operator, complaint(world, { facts })));
    expect(one.personalData.map(({ kind }) => kind)).toEqual(other.personalData.map(({ kind }) => kind));
    expect(one.personalData[0]?.id).not.toBe(other.personalData[0]?.id);
  });

  it("is empty where the texts name nobody but the citizen of the contact", async () => {
    const { operator } = staff(world);
    const ticket = await register(operator, complaint(world, { facts: "我是王小明，13812345678，口罩太贵" }));
    expect((await look(operator, ticket)).personalData).toEqual([]);
  });
});

describe("reviewPersonalData", () => {
  it("shows from then on, and finds in searches, what is no personal data", async () => {
    const { dispatcher, operator } = staff(world);
    const ticket = await withParcel();
    const before = await numberIn(operator, parcel);
    const find = (await look(operator, ticket)).personalData.find(({ kind }) => kind === "NUMBER");
    const after = await review(operator, ticket, { decision: "RELEASE", findId: find?.id });
    expect(after.facts).toBe(`我叫***，快递单号 ${parcel} 没收到`);
    expect(after.personalData.map(({ isReleased }) => isReleased)).toEqual([false, true, false]);
    expect(after.timeline.at(-1)?.verb).toBe("PERSONAL_DATA_REVIEWED");
    expect((await look(dispatcher, ticket)).facts).toContain(parcel);
    expect(await numberIn(operator, parcel)).toBe(before + 1);
    const masked = await review(operator, ticket, { decision: "MASK", findId: find?.id });
    expect(masked.facts).toBe("我叫***，快递单号 *** 没收到");
  });

  it("masks a passage that the scan passed over, in every text", async () => {
    const { operator } = staff(world);
    const ticket = await register(
      operator,
      complaint(world, { facts: "我住在平江路三号楼二单元", request: "送到三号楼二单元" }),
    );
    const after = await review(operator, ticket, { decision: "MASK", passage: "三号楼二单元" });
    expect([after.facts, after.request]).toEqual(["我住在平江路***", "送到***"]);
  });

  it("works on an anonymous report, which has no contact", async () => {
    const { operator } = staff(world);
    const anonymous = { contact: null, isAnonymous: true, facts: `进货单号 ${parcel}` };
    const ticket = await register(operator, report(world, anonymous));
    const [find] = (await look(operator, ticket)).personalData;
    const after = await review(operator, ticket, { decision: "RELEASE", findId: find?.id });
    expect(after.facts).toBe(`进货单号 ${parcel}`);
  });

  it("is FORBIDDEN for those above, who see the ticket and do not work on it", async () => {
    const ticket = await withParcel();
    const answer = await send(world.as("province.dispatcher"), ticket, { decision: "MASK", passage: "快递单号" });
    expectCode(answer, "FORBIDDEN");
  });

  it("is for the bureau that handles a complaint too", async () => {
    const there = await complaintIn(world, "CHECKING");
    expect(await review(staff(world).handler, there, { decision: "MASK", passage: "口罩价格" })).toMatchObject({
      facts: "***太贵，一包卖400元",
    });
  });

  it("leaves a report to its handler (art. 37): whoever registered it is FORBIDDEN after the dispatch", async () => {
    const there = await reportInVerification(world, { facts: `进货单号 ${parcel}` });
    const answer = await send(staff(world).operator, there, { decision: "MASK", passage: "进货单号" });
    expectCode(answer, "FORBIDDEN");
    const masked = await review(staff(world).handler, there, { decision: "MASK", passage: "进货单号" });
    expect(masked.facts).toBe("*** ***");
  });

  it.each([
    ["neither a find nor a passage", { decision: "MASK" }, "INVALID_INPUT", "findId"],
    ["both", { decision: "MASK", findId: "x", passage: "口罩" }, "INVALID_INPUT", "findId"],
    ["a passage to be shown", { decision: "RELEASE", passage: "口罩" }, "INVALID_INPUT", "passage"],
    ["a passage without letters", { decision: "MASK", passage: "，，" }, "INVALID_INPUT", "passage"],
    ["a passage that is not there", { decision: "MASK", passage: "不在其中" }, "NOT_FOUND", "passage"],
    ["a find that is not there", { decision: "RELEASE", findId: "nothing" }, "NOT_FOUND", "findId"],
    ["no reason", { decision: "MASK", passage: "快递", reason: "" }, "INVALID_INPUT", "reason"],
  ] as const)("refuses %s", async (_, more, code, field) => {
    expectCode(await send(staff(world).operator, await withParcel(), more), code, field);
  });
});
