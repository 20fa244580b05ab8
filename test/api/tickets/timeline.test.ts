import { beforeAll, describe, expect, inject, it } from "vitest";
import type { Caller } from "../../api.js";
import { asSuperuser } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import { renameBureau, succeed } from "../jurisdictions/reorganising.js";
import { complaint, complaintIn, register, reportInVerification, staff, type TicketAnswer, take } from "./driving.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

interface Entry {
  sequence: number;
  verb: string;
  fromState: string | null;
  toState: string;
  text: string;
  remark: string | null;
  personName: string | null;
  bureauName: string;
  bureau: { code: string };
}

async function timelineOf(caller: Caller, { id }: TicketAnswer, language = "en"): Promise<Entry[]> {
  const { data, errors } = await caller.gql<{ ticket: { timeline: Entry[] } }>(
    `query ($id: ID!) { ticket(id: $id) { timeline { sequence at verb fromState toState text remark personName bureauName bureau { code } } } }`,
    { id },
    { "Accept-Language": language },
  );
  expect(errors).toBeUndefined();
  return data.ticket.timeline;
}

const texts = (entries: Entry[]): string[] => entries.map(({ text }) => text);

describe("the timeline of a complaint", () => {
  it("tells in plain words of both languages what happened, in order", async () => {
    const { dispatcher, handler } = staff(world);
    let ticket = await complaintIn(world, "SETTLED");
    ticket = await take(handler, "closeTicket", ticket);
    ticket = await take(handler, "giveFeedback", ticket);
    ticket = await take(handler, "archiveTicket", ticket);
    const name = (unit: "cityACentre" | "countyA1"): string => `${world.mark}${unit}`;
    const english = await timelineOf(dispatcher, ticket);
    expect(texts(english)).toEqual([
      "Registered: 12315 hotline",
      "Passed on to review",
      `Dispatched by ${name("cityACentre")} to ${name("countyA1")}`,
      "Signed for",
      "Began to check",
      "Accepted the complaint",
      "Began to mediate",
      "Settled: Refund, recovered loss 380.00 yuan",
      "Closed, recovered loss 380.00 yuan",
      "Told the citizen: Phone",
      "Archived",
    ]);
    expect(english.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(english.map(({ fromState, toState }) => `${fromState} ${toState}`).slice(0, 4)).toEqual([
      "null REGISTERED",
      "REGISTERED IN_REVIEW",
      "IN_REVIEW DISPATCHED",
      "DISPATCHED SIGNED",
    ]);
    expect(english[3]).toMatchObject({
      personName: `${name("countyA1")}.handler`,
      bureau: { code: world.code.countyA1 },
    });
    expect(texts(await timelineOf(dispatcher, ticket, "zh-CN"))).toEqual([
      "登记：12315热线电话",
      "提交审核",
      `由${name("cityACentre")}分派至${name("countyA1")}`,
      "签收",
      "开始初查",
      "受理投诉",
      "开始调解",
      "调解成功：退款退货，挽回经济损失 380.00 元",
      "办结，挽回经济损失 380.00 元",
      "已反馈当事人：电话",
      "归档",
    ]);
  });

  it("tells of the ways that it may go besides", async () => {
    const { operator, dispatcher, handler } = staff(world);
    let ticket = await register(operator, complaint(world, { respondent: { name: "不明商户" } }));
    ticket = await take(dispatcher, "returnTicketToOperator", ticket);
    ticket = await take(operator, "amendTicket", ticket, {
      respondent: { name: "药房", businessDivision: world.division.countyA1 },
    });
    ticket = await take(operator, "submitTicket", ticket);
    ticket = await take(dispatcher, "reclassifyTicket", ticket, { issueClass: "QUALITY" });
    ticket = await take(dispatcher, "reclassifyTicket", ticket, { topics: ["MASKS"] });
    ticket = await take(dispatcher, "setTicketTracing", ticket);
    ticket = await take(dispatcher, "setTicketTracing", ticket, { isForTracing: false, reason: null });
    ticket = await take(dispatcher, "splitTicket", ticket);
    ticket = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    ticket = await take(handler, "returnTicketToCentre", ticket);
    expect(texts(await timelineOf(dispatcher, ticket)).slice(2)).toEqual([
      "Sent back to be completed: An element is missing",
      "Completed the entry",
      "Passed on to review",
      "Corrected the class: Price → Quality",
      "Corrected the goods or the topics",
      "Put on the list for joint tracing: The respondent's name is unknown",
      "Taken off the list for joint tracing",
      "Split mixed material into a linked ticket",
      `Dispatched by ${world.mark}cityACentre to ${world.mark}countyA1`,
      `Returned by ${world.mark}countyA1 to ${world.mark}cityACentre: Not our duty`,
    ]);
  });

  it.each([
    [
      "REFUSED",
      "Did not accept the complaint: Not a duty of market supervision, or not within the power of this authority; told of other routes: a lawsuit",
    ],
    [
      "TERMINATED",
      "Ended the mediation without agreement: A party says after mediation that no agreement can be reached",
    ],
    ["SUSPENDED", "Suspended the mediation for a recusal"],
    ["TESTING", "Sent goods to testing"],
    ["AWAITING_MATERIALS", "Asked for materials"],
  ] as const)("that is %s says: %s", async (state, text) => {
    const entries = await timelineOf(staff(world).handler, await complaintIn(world, state));
    expect(entries.at(-1)?.text).toBe(text);
  });
});

describe("the names in a timeline", () => {
  it("are those of the day of the entry, whatever a bureau is called since", async () => {
    const own = await makeProvince();
    const { operator, dispatcher } = staff(own);
    const registered = await register(operator, complaint(own));
    const ticket = await take(dispatcher, "dispatchTicket", registered, { bureau: own.code.countyA1 });
    await asSuperuser(
      inject("adminUrl"),
      (sql) => sql`UPDATE timeline_entries SET at = at - interval '2 days' WHERE province = ${own.code.province}`,
    );
    const input = { bureau: own.code.countyA1, name: "改名后的甲局" };
    await succeed(own.as("cityA.administrator"), renameBureau, input);
    const signed = await take(own.as("countyA1.handler"), "signTicket", ticket);
    const [dispatched, signature] = (await timelineOf(dispatcher, signed)).slice(2);
    expect(dispatched?.text).toBe(`Dispatched by ${own.mark}cityACentre to ${own.mark}countyA1`);
    expect(dispatched?.bureauName).toBe(`${own.mark}cityACentre`);
    expect(signature?.bureauName).toBe("改名后的甲局");
  });
});

describe("what the citizen was told", () => {
  const told = async ({ id }: TicketAnswer): Promise<unknown> => {
    const { ticket } = await staff(world).handler.ask<{ ticket: unknown }>(
      "query ($id: ID!) { ticket(id: $id) { otherRoutes notFiledReason { code } referralTarget { code } } }",
      { id },
    );
    return ticket;
  };
  const nothing = { otherRoutes: [], notFiledReason: null, referralTarget: null };

  it("of other routes with a refusal is read from the ticket, and named in the timeline", async () => {
    const { handler } = staff(world);
    const otherRoutes = ["CONSUMER_ASSOCIATION", "LAWSUIT"];
    const refused = await take(handler, "refuseComplaint", await complaintIn(world, "CHECKING"), { otherRoutes });
    expect(await told(refused)).toEqual({ ...nothing, otherRoutes });
    expect((await timelineOf(handler, refused, "zh-CN")).at(-1)?.text).toMatch(
      /；已告知其他途径：请求消费者协会或者其他调解组织调解、向人民法院提起诉讼$/,
    );
  });

  it.each([
    ["declineCase", { notFiledReason: { code: "NO_EVIDENCE" } }],
    ["referReport", { referralTarget: { code: "POLICE" } }],
    ["fileCase", {}],
  ] as const)("after %s is read from the ticket", async (step, answer) => {
    const decided = await take(staff(world).handler, step, await reportInVerification(world));
    expect(await told(decided)).toEqual({ ...nothing, ...answer });
  });
});

describe("the timeline of a report", () => {
  it.each([
    ["fileCase", {}, "Filed a case: 苏市监处罚〔2026〕7号"],
    ["declineCase", {}, "Filed no case: No evidence of a breach"],
    ["referReport", {}, "Referred: The police"],
  ] as const)("after %s says what was decided", async (step, more, text) => {
    const { handler } = staff(world);
    const ticket = await take(handler, step, await reportInVerification(world), more);
    expect((await timelineOf(handler, ticket)).at(-1)?.text).toBe(text);
  });

  it("says that it repeats another", async () => {
    const { handler } = staff(world);
    const first = await reportInVerification(world);
    const again = await take(handler, "markDuplicateReport", await reportInVerification(world), {
      originalId: first.id,
    });
    expect((await timelineOf(handler, again)).at(-1)?.text).toBe(
      "Found to repeat an earlier report; not handled again",
    );
  });
});

describe("the officers' own words", () => {
  it("are shown with the citizen masked, to everybody who sees the ticket", async () => {
    const { dispatcher, handler } = staff(world);
    const ticket = await take(handler, "requestMaterials", await complaintIn(world, "CHECKING"), {
      explanation: "请王小明提供小票，电话 138 1234 5678，或另一号码13900001111",
    });
    for (const caller of [handler, dispatcher, world.as("province.supervisor")]) {
      const entries = await timelineOf(caller, ticket);
      expect(entries.at(-1)?.remark).toBe("请***提供小票，电话 ***，或另一号码***");
      expect(JSON.stringify(entries)).not.toMatch(/王小明|5678|13900001111/);
    }
  });
});
