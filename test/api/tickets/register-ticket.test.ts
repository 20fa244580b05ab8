import { beforeAll, describe, expect, inject, it } from "vitest";
import { creditCodeCheckCharacter } from "../../../src/modules/tickets/index.js";
import { expectCode, type Variables } from "../../api.js";
import { asSuperuser } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaint,
  consultation,
  expectUnseen,
  freshKey,
  read,
  register,
  registerAll,
  report,
  sendRegistration,
  staff,
  take,
} from "./driving.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const creditCode = `91320000MA1MTNPC0${creditCodeCheckCharacter("91320000MA1MTNPC0")}`;

const operator = () => staff(world).operator;

/** Expects a complaint with one thing wrong to be refused for exactly this. */
async function expectRefused(input: Variables, field: string): Promise<void> {
  const error = expectCode(await sendRegistration(operator(), input), "INVALID_INPUT", field);
  if (error.extensions.problems !== undefined) {
    expect(error.extensions.problems.map((problem) => problem.field)).toEqual([field]);
  }
}

const respondent = (more: Variables): Variables => ({
  name: "平安大药房",
  businessDivision: world.division.countyA1,
  ...more,
});

describe("registering", () => {
  it("makes a ticket with its number, its order, its line and its place, and shows it masked", async () => {
    const input = complaint(world, {
      goodsClass: "GOODS_GENERAL_FOOD",
      topics: ["MASKS", "EPIDEMIC"],
      disputedAmount: "400.5",
      respondent: respondent({ creditCode, address: "观前街1号" }),
      facts: "口罩太贵，我是王小明，电话 138-1234-5678",
      submit: false,
    });
    const ticket = await register(operator(), input);
    expect(ticket).toMatchObject({
      kind: "COMPLAINT",
      state: "REGISTERED",
      version: 1,
      regime: "ORDER_121",
      line: "PRICE",
      locality: "WITHIN_REACH",
      isForTracing: false,
      dueOn: null,
      disputedAmount: "400.50",
      contact: { name: "王**", phone: "138****5678", isAnonymous: false, isConfidential: false },
      facts: "口罩太贵，我是***，电话 ***",
      channel: { code: "PHONE" },
      issueClass: { code: "PRICE", name: "Price" },
      goodsClass: { code: "GOODS_GENERAL_FOOD" },
      topics: [{ code: "MASKS" }, { code: "EPIDEMIC" }],
      holder: { code: world.code.cityACentre },
      intakeBureau: { code: world.code.cityACentre },
      division: { code: world.division.countyA1 },
      respondent: { kind: "OPERATOR", name: "平安大药房", address: "观前街1号", creditCode },
      permittedActions: ["AMEND", "SUBMIT"],
    });
    expect(ticket.number).toMatch(new RegExp(`^${world.mark}市监投〔\\d{4}〕第\\d+号$`));
  });

  it("passes it on to review at once where asked to", async () => {
    expect(await register(operator(), complaint(world))).toMatchObject({ state: "IN_REVIEW", version: 2 });
  });

  it("keeps the contact sealed in the database", async () => {
    const marker = freshKey();
    const { id } = await register(operator(), complaint(world, { contact: { name: marker, phone: "13812345678" } }));
    const [, , uuid = ""] = Buffer.from(id, "base64url").toString().split(":");
    const rows = await asSuperuser(
      inject("adminUrl"),
      (sql) => sql<{ row: string; sealed: Buffer }[]>`
      SELECT ticket_contacts::text || tickets::text AS row, sealed
      FROM ticket_contacts JOIN tickets ON tickets.id = ticket_id WHERE ticket_id = ${uuid}`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(marker.slice(1));
    expect(rows[0]?.sealed.toString("latin1")).not.toContain(marker);
  });

  it("is for operators of an authority or a centre alone", async () => {
    for (const name of ["cityAPrice.operator", "streetA1.operator", "cityACentre.dispatcher"] as const) {
      expectCode(await sendRegistration(world.as(name), complaint(world)), "FORBIDDEN");
    }
  });
});

describe("a registration is refused", () => {
  it.each<[string, () => Variables, string]>([
    ["with a key that is too short", () => ({ idempotencyKey: "short" }), "idempotencyKey"],
    ["with a key that is not printable", () => ({ idempotencyKey: "key with spaces" }), "idempotencyKey"],
    ["with an unknown channel", () => ({ channel: "PIGEON" }), "channel"],
    ["with an unknown class", () => ({ issueClass: "PRICES" }), "issueClass"],
    ["with a class of reports", () => ({ issueClass: "UNLICENSED_BUSINESS" }), "issueClass"],
    ["with a class that holds NUL", () => ({ issueClass: "PRICE\u0000" }), "issueClass"],
    ["with unknown goods", () => ({ goodsClass: "MOON_ROCK" }), "goodsClass"],
    ["with an unknown topic", () => ({ topics: ["MASKS", "NO_TOPIC"] }), "topics"],
    ["with a topic twice", () => ({ topics: ["MASKS", "MASKS"] }), "topics"],
    ["with too many topics", () => ({ topics: Array.from({ length: 11 }, (_, index) => `T${index}`) }), "topics"],
    ["received in the future", () => ({ receivedAt: new Date(Date.now() + 60_000).toISOString() }), "receivedAt"],
    ["received before 2020", () => ({ receivedAt: "2019-12-31T15:59:59.999Z" }), "receivedAt"],
    ["without facts", () => ({ facts: " " }), "facts"],
    ["with too long facts", () => ({ facts: "口".repeat(5001) }), "facts"],
    ["with NUL in the facts", () => ({ facts: "口罩\u0000太贵" }), "facts"],
    ["with half a character in the facts", () => ({ facts: "口罩\ud800太贵" }), "facts"],
    ["with a control character in the request", () => ({ request: "退款\u0007" }), "request"],
    ["without a request", () => ({ request: null }), "request"],
    ["with too long a request", () => ({ request: "退".repeat(1001) }), "request"],
    ["without a name", () => ({ contact: { phone: "13812345678" } }), "contact.name"],
    ["without a telephone number", () => ({ contact: { name: "王小明" } }), "contact.phone"],
    ["with words as a telephone number", () => ({ contact: { name: "王小明", phone: "no phone" } }), "contact.phone"],
    [
      "with a strange document",
      () => ({ contact: { name: "王小明", phone: "13812345678", identityNumber: "12 34" } }),
      "contact.identityNumber",
    ],
    ["without a respondent", () => ({ respondent: null }), "respondent"],
    ["without the respondent's name", () => ({ respondent: respondent({ name: null }) }), "respondent.name"],
    [
      "with a NUL in the respondent's name",
      () => ({ respondent: respondent({ name: "药\u0000房" }) }),
      "respondent.name",
    ],
    [
      "with a wrong credit code",
      () => ({ respondent: respondent({ creditCode: "91320000MA1MTNPC00" }) }),
      "respondent.creditCode",
    ],
    [
      "with an unknown division",
      () => ({ respondent: respondent({ domicileDivision: "999999" }) }),
      "respondent.domicileDivision",
    ],
    [
      "with a division that holds NUL",
      () => ({ respondent: respondent({ actDivision: "3205\u0000" }) }),
      "respondent.actDivision",
    ],
    ["with an answer", () => ({ answer: "可退" }), "answer"],
    [
      "as a mixture with a consultation",
      () => ({ also: { kind: "CONSULTATION", issueClass: "PRICE", facts: "限价" } }),
      "also.kind",
    ],
    [
      "as a mixture of two complaints",
      () => ({ also: { kind: "COMPLAINT", issueClass: "PRICE", facts: "限价", request: "退款" } }),
      "also.kind",
    ],
    ["with a part without facts", () => ({ also: { kind: "REPORT", issueClass: "PRICE", facts: "" } }), "also.facts"],
    [
      "with a part of an unknown class",
      () => ({ also: { kind: "REPORT", issueClass: "NONE", facts: "哄抬" } }),
      "also.issueClass",
    ],
  ])("%s", async (_, changes, field) => {
    await expectRefused(complaint(world, changes()), field);
  });

  it.each(["-1", "1.005", "1e3", "12345678901234", "", "１"])("with %j as an amount", async (disputedAmount) => {
    expectCode(
      await sendRegistration(operator(), complaint(world, { disputedAmount })),
      "INVALID_INPUT",
      "disputedAmount",
    );
  });

  it("as an anonymous complaint (art. 10)", async () => {
    const error = expectCode(
      await sendRegistration(operator(), complaint(world, { isAnonymous: true })),
      "INVALID_INPUT",
      "isAnonymous",
    );
    expect(error.message).toContain("art. 10");
  });

  it("as an anonymous report that names the reporter", async () => {
    await expectRefused(report(world, { isAnonymous: true }), "contact.name");
  });

  it("as an anonymous report mixed with a complaint", async () => {
    const also = { kind: "COMPLAINT", issueClass: "PRICE", facts: "太贵", request: "退款" };
    const input = report(world, { isAnonymous: true, contact: { phone: "13812345678" }, also });
    const { problems } = expectCode(await sendRegistration(operator(), input), "INVALID_INPUT").extensions;
    expect(problems?.map(({ field }) => field)).toEqual(["contact.name", "isAnonymous"]);
  });

  it("as a report without a known respondent mixed with a complaint", async () => {
    const also = { kind: "COMPLAINT", issueClass: "PRICE", facts: "太贵", request: "退款" };
    await expectRefused(
      report(world, { respondent: { actDivision: world.division.countyA1 }, also }),
      "respondent.name",
    );
  });

  it("as a consultation to be reviewed", async () => {
    await expectRefused(consultation({ submit: true }), "submit");
  });

  it("as a consultation with an empty answer", async () => {
    await expectRefused(consultation({ answer: "" }), "answer");
  });

  it("with all that is wrong at once", async () => {
    const input = complaint(world, { facts: "", request: "", contact: {}, respondent: null });
    const { problems } = expectCode(await sendRegistration(operator(), input), "INVALID_INPUT", "facts").extensions;
    expect(problems?.map(({ field }) => field)).toEqual([
      "facts",
      "request",
      "contact.name",
      "contact.phone",
      "respondent",
    ]);
  });
});

describe("a report", () => {
  it("may be anonymous", async () => {
    const ticket = await register(operator(), report(world, { isAnonymous: true, contact: null }));
    expect(ticket.contact).toEqual({ name: null, phone: null, isAnonymous: true, isConfidential: false });
  });

  it("under a name needs the name, and no telephone number", async () => {
    await expectRefused(report(world, { contact: { phone: "13812345678" } }), "contact.name");
    await register(operator(), report(world, { contact: { name: "王小明" } }));
  });

  it("does not show its reporter to superiors, not even masked", async () => {
    const ticket = await register(operator(), report(world));
    expect((await read(world.as("cityA.supervisor"), ticket)).contact).toEqual({
      name: "***",
      phone: "***",
      isAnonymous: false,
      isConfidential: true,
    });
  });
});

describe("a consultation", () => {
  it("that is answered at once closes at once", async () => {
    const ticket = await register(operator(), consultation({ answer: "限价三元" }));
    expect(ticket).toMatchObject({ state: "CLOSED", version: 3, answer: "限价三元" });
    expect(ticket.closedAt).not.toBeNull();
  });

  it("needs neither contact nor respondent", async () => {
    expect(await register(operator(), consultation())).toMatchObject({
      state: "REGISTERED",
      locality: "UNIDENTIFIED",
      permittedActions: ["AMEND", "ANSWER", "ESCALATE"],
    });
  });
});

describe("mixed material (art. 9)", () => {
  const also = { kind: "REPORT", issueClass: "ADVERTISING", facts: "虚假广告" };

  it("becomes two linked tickets with numbers of their own", async () => {
    const { ticket, linkedTicket } = await registerAll(operator(), complaint(world, { also, topics: ["MASKS"] }));
    expect(linkedTicket).toMatchObject({
      kind: "REPORT",
      state: "IN_REVIEW",
      line: null,
      facts: "虚假广告",
      topics: [{ code: "MASKS" }],
      contact: { name: "王**" },
      linkedTicket: { id: ticket.id },
    });
    expect(ticket).toMatchObject({ kind: "COMPLAINT", line: "PRICE", linkedTicket: { id: linkedTicket?.id } });
    expect(ticket.number).toContain("投");
    expect(linkedTicket?.number).toContain("举");
  });

  it("is two lives: closing one never closes the other", async () => {
    const { dispatcher } = staff(world);
    const handler = world.as("countyA1.handler");
    const mixed = await registerAll(operator(), complaint(world, { also }));
    let closing = await take(dispatcher, "dispatchTicket", mixed.ticket, { bureau: world.code.countyA1 });
    for (const step of [
      "signTicket",
      "startCheck",
      "acceptComplaint",
      "startMediation",
      "settleComplaint",
      "closeTicket",
      "giveFeedback",
      "archiveTicket",
    ] as const) {
      closing = await take(handler, step, closing);
    }
    // The county does not see the report, which the centre still holds; the centre sees both.
    expect(closing).toMatchObject({ state: "ARCHIVED", linkedTicket: null });
    expect((await read(dispatcher, closing)).linkedTicket).toMatchObject({ state: "IN_REVIEW" });
    expect(await read(dispatcher, mixed.linkedTicket ?? mixed.ticket)).toMatchObject({
      state: "IN_REVIEW",
      version: 2,
    });
  });
});

describe("the place of the respondent", () => {
  const localityOf = async (divisions: Variables): Promise<string> =>
    (await register(operator(), complaint(world, { respondent: { name: "某店", ...divisions } }))).locality;

  it("tells apart what is within reach, elsewhere in the province, outside it, and unknown", async () => {
    const outside = await makeProvince();
    expect(await localityOf({ businessDivision: world.division.countyA2 })).toBe("WITHIN_REACH");
    expect(await localityOf({ businessDivision: world.division.cityA })).toBe("WITHIN_REACH");
    expect(await localityOf({ businessDivision: world.division.countyB1 })).toBe("ELSEWHERE_IN_PROVINCE");
    expect(await localityOf({ businessDivision: outside.division.countyA1 })).toBe("OUTSIDE_PROVINCE");
    expect(await localityOf({})).toBe("UNIDENTIFIED");
  });

  it("outside the province does not hand the ticket to the other province", async () => {
    const outside = await makeProvince();
    const there = { name: "某店", businessDivision: outside.division.countyA1 };
    const ticket = await register(operator(), complaint(world, { respondent: there }));
    expect(ticket).toMatchObject({ locality: "OUTSIDE_PROVINCE", division: { code: outside.division.countyA1 } });
    await expectUnseen(outside.as("province.supervisor"), ticket);
  });
});

describe("an idempotency key", () => {
  it("gives the same ticket again, as it stands now, though the fields come in another order", async () => {
    const input = complaint(world, { submit: false });
    const first = await registerAll(operator(), input);
    expect(first.isRepeated).toBe(false);
    await take(operator(), "submitTicket", first.ticket);
    const reordered = Object.fromEntries(Object.entries(input).reverse());
    const again = await registerAll(operator(), { ...reordered, answer: null });
    expect(again).toMatchObject({ isRepeated: true, ticket: { id: first.ticket.id, state: "IN_REVIEW", version: 2 } });
  });

  it("gives both parts of mixed material again", async () => {
    const input = complaint(world, { also: { kind: "REPORT", issueClass: "PRICE", facts: "哄抬价格" } });
    const first = await registerAll(operator(), input);
    const again = await registerAll(operator(), input);
    expect(again.isRepeated).toBe(true);
    expect(again.linkedTicket?.id).toBe(first.linkedTicket?.id);
  });

  it("refuses another input", async () => {
    const input = complaint(world);
    await register(operator(), input);
    const other = await sendRegistration(operator(), { ...input, facts: "口罩价格太贵，一包卖401元" });
    expectCode(other, "IDEMPOTENCY_MISMATCH", "idempotencyKey");
  });

  it("of one bureau is free for another", async () => {
    const input = complaint(world);
    const here = await register(operator(), input);
    const there = await registerAll(world.as("cityBCentre.operator"), input);
    expect(there.isRepeated).toBe(false);
    expect(there.ticket.id).not.toBe(here.id);
  });
});
