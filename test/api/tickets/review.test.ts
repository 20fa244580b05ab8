import { beforeAll, describe, expect, it } from "vitest";
import { expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaint,
  consultation,
  read,
  register,
  report,
  type StepName,
  send,
  staff,
  type TicketAnswer,
  take,
} from "./driving.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const inReview = (more: Variables = {}): Promise<TicketAnswer> =>
  register(staff(world).operator, complaint(world, more));

describe("submitTicket", () => {
  it("passes a registered entry on, with the operator's words", async () => {
    const { operator, dispatcher } = staff(world);
    const ticket = await register(operator, complaint(world, { submit: false }));
    expect(await take(operator, "submitTicket", ticket, { remark: "材料齐全" })).toMatchObject({ state: "IN_REVIEW" });
    expect((await read(dispatcher, ticket)).permittedActions).toEqual([
      "RETURN_TO_OPERATOR",
      "RECLASSIFY",
      "SPLIT",
      "SET_TRACING",
      "DISPATCH",
      "HAND_OVER",
    ]);
  });

  it("refuses words that are too long, and leaves the ticket as it was", async () => {
    const { operator } = staff(world);
    const ticket = await register(operator, complaint(world, { submit: false }));
    const refused = await send(operator, "submitTicket", ticket, { remark: "字".repeat(2001) });
    expectCode(refused, "INVALID_INPUT", "remark");
    expect(await read(operator, ticket)).toMatchObject({ state: "REGISTERED", version: 1 });
  });
});

describe("amendTicket", () => {
  it("can give back the whole respondent as it was read", async () => {
    const { operator } = staff(world);
    const whole = {
      kind: "PLATFORM_TRADER",
      name: "网店",
      creditCode: null,
      address: "人民路",
      businessDivision: world.division.countyA1,
      domicileDivision: world.division.countyA2,
      publishedAddressDivision: world.division.countyB1,
      isPublishedAddressReachable: false,
      platformDomicileDivision: world.division.cityA,
      actDivision: world.division.countyA1,
      publisherDivision: world.division.countyA2,
      advertiserDivision: world.division.countyB1,
      isInternetAdvertisement: true,
      isSelfPublished: true,
    };
    const ticket = await register(operator, complaint(world, { submit: false, respondent: whole }));
    const readBack = async (): Promise<unknown> => {
      const answer = await operator.ask<{ ticket: { respondent: unknown } }>(
        `query ($id: ID!) { ticket(id: $id) { respondent { ${Object.keys(whole).join(" ")} } } }`,
        { id: ticket.id },
      );
      return answer.ticket.respondent;
    };
    expect(await readBack()).toEqual(whole);
    await take(operator, "amendTicket", ticket, { respondent: await readBack() });
    expect(await readBack()).toEqual(whole);
  });

  it("completes what is given, and leaves the rest", async () => {
    const { operator } = staff(world);
    const ticket = await register(
      operator,
      complaint(world, { submit: false, topics: ["MASKS"], disputedAmount: "5" }),
    );
    const amended = await take(operator, "amendTicket", ticket, {
      facts: "一包卖401元，联系李四光 13900000000",
      contact: { name: "李四光", phone: "13900000000" },
      respondent: { name: "安康药房", businessDivision: world.division.countyB1, address: "人民路" },
      issueClass: "QUALITY",
      disputedAmount: null,
    });
    expect(amended).toMatchObject({
      state: "REGISTERED",
      version: 2,
      facts: "一包卖401元，联系*** ***",
      request: "退还差价",
      contact: { name: "李**", phone: "139****0000" },
      respondent: { name: "安康药房", address: "人民路" },
      issueClass: { code: "QUALITY" },
      line: null,
      topics: [{ code: "MASKS" }],
      disputedAmount: null,
      locality: "ELSEWHERE_IN_PROVINCE",
      division: { code: world.division.countyB1 },
    });
  });

  it("goes on masking the citizen as he was named before a contact was amended", async () => {
    const { operator } = staff(world);
    const before = { contact: { name: "王小明", phone: "13812345678", address: "平江路7号" } };
    const entry = complaint(world, { ...before, facts: "王小明住平江路7号，口罩太贵", submit: false });
    const ticket = await register(operator, entry);
    const amended = await take(operator, "amendTicket", ticket, { contact: { name: "李四光", phone: "13900000000" } });
    expect(amended.facts).toBe("***住***，口罩太贵");
    const again = await take(operator, "amendTicket", amended, { contact: { name: "周美", phone: "13900000001" } });
    expect(again.facts).toBe("***住***，口罩太贵");
    const { tickets } = await operator.ask<{ tickets: { totalCount: number } }>(
      "query ($text: String) { tickets(filter: { text: $text }) { totalCount } }",
      { text: "王小明" },
    );
    expect(tickets.totalCount).toBe(0);
  });

  it("masks the citizen as he was named before in the part of a split ticket too", async () => {
    const { operator, dispatcher } = staff(world);
    const ticket = await register(operator, complaint(world, { submit: false }));
    const amended = await take(operator, "amendTicket", ticket, { contact: { name: "李四光", phone: "13900000000" } });
    const inCentre = await take(operator, "submitTicket", amended);
    const part = { kind: "REPORT", issueClass: "PRICE", facts: "王小明举报哄抬价格" };
    const { data } = await send(dispatcher, "splitTicket", inCentre, { part });
    expect(data.splitTicket?.linkedTicket.facts).toBe("***举报哄抬价格");
  });

  it("completes an entry that was sent back", async () => {
    const { operator, dispatcher } = staff(world);
    const returned = await take(dispatcher, "returnTicketToOperator", await inReview());
    expect(returned).toMatchObject({ state: "RETURNED_TO_OPERATOR" });
    const amended = await take(operator, "amendTicket", returned, { topics: ["MASKS"] });
    expect(await take(operator, "submitTicket", amended)).toMatchObject({ state: "IN_REVIEW" });
  });

  it("takes away goods that are given as null", async () => {
    const { operator } = staff(world);
    const ticket = await register(operator, consultation({ goodsClass: "GOODS_GENERAL_FOOD" }));
    expect((await take(operator, "amendTicket", ticket, { remark: "看过" })).goodsClass).not.toBeNull();
    expect(
      (await take(operator, "amendTicket", { ...ticket, version: 2 }, { goodsClass: null })).goodsClass,
    ).toBeNull();
  });

  it.each<[string, Variables, string]>([
    ["facts that are too short", { facts: "x" }, "facts"],
    ["no request", { request: "" }, "request"],
    ["a contact without a telephone number", { contact: { name: "王小明" } }, "contact.phone"],
    ["a respondent without a name", { respondent: {} }, "respondent.name"],
    [
      "an unknown division",
      { respondent: { name: "药房", businessDivision: "nowhere" } },
      "respondent.businessDivision",
    ],
    ["an unknown class", { issueClass: "NONE" }, "issueClass"],
    ["a control character", { remark: "\u0001" }, "remark"],
  ])("refuses %s", async (_, more, field) => {
    const { operator } = staff(world);
    const ticket = await register(operator, complaint(world, { submit: false }));
    expectCode(await send(operator, "amendTicket", ticket, more), "INVALID_INPUT", field);
  });
});

describe("returnTicketToOperator", () => {
  it.each<[string, Variables, string]>([
    ["an unknown reason", { reason: "BORED" }, "reason"],
    ["a reason that must be explained, without words", { reason: "OTHER" }, "explanation"],
    ["words that hold NUL", { explanation: "补\u0000录" }, "explanation"],
  ])("refuses %s", async (_, more, field) => {
    expectCode(
      await send(staff(world).dispatcher, "returnTicketToOperator", await inReview(), more),
      "INVALID_INPUT",
      field,
    );
  });
});

describe("reclassifyTicket", () => {
  it("corrects class, goods and topics, and with the class the line", async () => {
    const { dispatcher } = staff(world);
    const ticket = await inReview({ topics: ["MASKS"] });
    const corrected = await take(dispatcher, "reclassifyTicket", ticket, { issueClass: "QUALITY", topics: [] });
    expect(corrected).toMatchObject({ state: "IN_REVIEW", issueClass: { code: "QUALITY" }, line: null, topics: [] });
    expect(await take(dispatcher, "reclassifyTicket", corrected, { issueClass: "PRICE" })).toMatchObject({
      line: "PRICE",
    });
  });

  it("refuses a class of another kind of ticket", async () => {
    const refused = await send(staff(world).dispatcher, "reclassifyTicket", await inReview(), { issueClass: "DRUGS" });
    expectCode(refused, "INVALID_INPUT", "issueClass");
  });
});

describe("splitTicket", () => {
  it("makes the other part a linked ticket in review, received when the first was", async () => {
    const { dispatcher } = staff(world);
    const receivedAt = "2026-04-10T01:00:00.000Z";
    const ticket = await inReview({ receivedAt });
    const { data } = await send(dispatcher, "splitTicket", ticket);
    expect(data.splitTicket?.linkedTicket).toMatchObject({
      kind: "REPORT",
      state: "IN_REVIEW",
      version: 2,
      regime: "ORDER_20",
      receivedAt,
      facts: "哄抬价格",
      contact: { name: "王**" },
      respondent: { name: "平安大药房" },
      linkedTicket: { id: ticket.id },
    });
    expect(data.splitTicket?.ticket).toMatchObject({ version: 3, state: "IN_REVIEW" });
    expect(data.splitTicket?.ticket.permittedActions).not.toContain("SPLIT");
  });

  it("is not possible twice", async () => {
    const { dispatcher } = staff(world);
    const ticket = await take(dispatcher, "splitTicket", await inReview());
    expectCode(await send(dispatcher, "splitTicket", ticket), "ILLEGAL_TRANSITION");
  });

  it.each<[string, Variables, string]>([
    ["a second part of the same kind", { kind: "COMPLAINT", request: "退款" }, "part.kind"],
    ["a part without facts", { facts: "" }, "part.facts"],
    ["a part of an unknown class", { issueClass: "NONE" }, "part.issueClass"],
  ])("refuses %s", async (_, more, field) => {
    const part = { kind: "REPORT", issueClass: "PRICE", facts: "哄抬价格", ...more };
    expectCode(await send(staff(world).dispatcher, "splitTicket", await inReview(), { part }), "INVALID_INPUT", field);
  });

  it("refuses to make a complaint of a report whose reporter or respondent is not known well enough", async () => {
    const { operator, dispatcher } = staff(world);
    const part = { kind: "COMPLAINT", issueClass: "PRICE", facts: "太贵", request: "退款" };
    const anonymous = await register(operator, report(world, { isAnonymous: true, contact: null }));
    expectCode(await send(dispatcher, "splitTicket", anonymous, { part }), "INVALID_INPUT", "contact.name");
    const unnamed = await register(operator, report(world, { respondent: { actDivision: world.division.countyA1 } }));
    expectCode(await send(dispatcher, "splitTicket", unnamed, { part }), "INVALID_INPUT", "respondent.name");
  });
});

describe("setTicketTracing", () => {
  it("puts a ticket on the list for joint tracing, and takes it off", async () => {
    const { dispatcher } = staff(world);
    const listed = await take(dispatcher, "setTicketTracing", await inReview({ respondent: { name: "不明商户" } }));
    expect(listed).toMatchObject({ isForTracing: true, state: "IN_REVIEW", locality: "UNIDENTIFIED" });
    const off = await take(dispatcher, "setTicketTracing", listed, { isForTracing: false, reason: null });
    expect(off.isForTracing).toBe(false);
  });

  it.each<[string, Variables, string]>([
    ["no reason", { reason: null }, "reason"],
    ["an unknown reason", { reason: "LOST" }, "reason"],
    ["a reason that must be explained, without words", { reason: "OTHER" }, "explanation"],
    ["what is already so", { isForTracing: false }, "isForTracing"],
  ])("refuses %s", async (_, more, field) => {
    expectCode(await send(staff(world).dispatcher, "setTicketTracing", await inReview(), more), "INVALID_INPUT", field);
  });
});

describe("a consultation", () => {
  it("is answered at the desk, and closes with the answer", async () => {
    const { operator } = staff(world);
    const ticket = await register(operator, consultation());
    expect(await take(operator, "answerConsultation", ticket, { answer: "限价三元" })).toMatchObject({
      state: "CLOSED",
      version: 3,
      answer: "限价三元",
      permittedActions: ["ARCHIVE"],
    });
  });

  it.each<[string, string]>([
    ["no answer", ""],
    ["an answer that is too long", "答".repeat(5001)],
    ["an answer that holds NUL", "限价\u0000"],
  ])("refuses %s", async (_, answer) => {
    const { operator } = staff(world);
    const ticket = await register(operator, consultation());
    expectCode(await send(operator, "answerConsultation", ticket, { answer }), "INVALID_INPUT", "answer");
  });

  it("that was passed on is reclassified, dispatched, signed for and answered by the county", async () => {
    const { operator, dispatcher, handler } = staff(world);
    let ticket = await take(operator, "escalateConsultation", await register(operator, consultation()));
    expect(ticket.state).toBe("ESCALATED");
    ticket = await take(dispatcher, "reclassifyTicket", ticket, { issueClass: "DRUGS" });
    ticket = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1, reason: "该县最熟悉" });
    ticket = await take(handler, "signTicket", ticket);
    expect(ticket).toMatchObject({ state: "SIGNED", dueOn: null });
    ticket = await take(handler, "answerConsultation", ticket);
    expect(await take(handler, "archiveTicket", ticket)).toMatchObject({ state: "ARCHIVED" });
  });

  it("goes back to the centre from a county that cannot answer it", async () => {
    const { operator, dispatcher, handler } = staff(world);
    const escalated = await take(operator, "escalateConsultation", await register(operator, consultation()));
    const sent = await take(dispatcher, "dispatchTicket", escalated, {
      bureau: world.code.countyA1,
      reason: "该县最熟悉",
    });
    const back = await take(handler, "returnTicketToCentre", sent);
    expect(back).toMatchObject({ state: "ESCALATED", holder: { code: world.code.cityACentre } });
  });

  it("is not reviewed", async () => {
    const { operator } = staff(world);
    const refused = await send(operator, "submitTicket", await register(operator, consultation()));
    const error = expectCode(refused, "ILLEGAL_TRANSITION");
    expect(error.extensions.permittedActions).toEqual(["AMEND", "ANSWER", "ESCALATE"]);
  });
});

describe("a step of the centre", () => {
  const steps: StepName[] = [
    "returnTicketToOperator",
    "reclassifyTicket",
    "splitTicket",
    "setTicketTracing",
    "dispatchTicket",
  ];

  it.each(steps)("%s is refused where the ticket is not in review, with what may be done instead", async (step) => {
    const { operator, dispatcher } = staff(world);
    const ticket = await register(operator, complaint(world, { submit: false }));
    const refused = await send(
      dispatcher,
      step,
      ticket,
      step === "dispatchTicket" ? { bureau: world.code.countyA1 } : {},
    );
    expect(expectCode(refused, "ILLEGAL_TRANSITION").extensions.permittedActions).toEqual([]);
  });

  it.each(steps)("%s is refused with a stale version, and says the current one", async (step) => {
    const ticket = await inReview();
    const more = step === "dispatchTicket" ? { bureau: world.code.countyA1 } : {};
    const refused = await send(staff(world).dispatcher, step, { ...ticket, version: 1 }, more);
    expect(expectCode(refused, "CONFLICT").extensions.currentVersion).toBe(2);
  });

  it.each(steps)("%s is refused to who sees the ticket from above", async (step) => {
    const ticket = await inReview();
    const more = step === "dispatchTicket" ? { bureau: world.code.countyA1 } : {};
    expectCode(await send(world.as("province.dispatcher"), step, ticket, more), "FORBIDDEN");
    expectCode(await send(world.as("cityA.dispatcher"), step, ticket, more), "FORBIDDEN");
  });

  it.each(steps)("%s finds no ticket of the sister city", async (step) => {
    const ticket = await inReview();
    const more = step === "dispatchTicket" ? { bureau: world.code.countyB1 } : {};
    expectCode(await send(world.as("cityBCentre.dispatcher"), step, ticket, more), "NOT_FOUND", "ticketId");
  });

  it("finds no ticket behind an identifier that is none", async () => {
    const { operator } = staff(world);
    for (const id of ["", "x", "VGlja2V0OjE", Buffer.from("Person:100000:x").toString("base64url")]) {
      expectCode(await send(operator, "submitTicket", { id, version: 1 }), "NOT_FOUND", "ticketId");
    }
  });
});
