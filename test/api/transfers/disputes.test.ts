import { beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaintIn, expectUnseen, read, take } from "../tickets/driving.js";
import { everythingOf } from "../tickets/kept.js";
import { act, dispute, naming, readDispute, send, ticketAt, timelineOf, upon } from "./dispute-driving.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

describe("a zone and a county dispute a ticket", () => {
  it("and their city designates, finally, while another city and another province see none of it", async () => {
    const { ticket, raised } = await dispute(world);
    const [zone, county] = [world.as("zoneA.handler"), world.as("countyA2.handler")];
    const supervisor = world.as("cityA.supervisor");
    expect(raised).toMatchObject({
      state: "NEGOTIATING",
      origin: "RAISED",
      raiser: { code: world.code.zoneA },
      proposedBureau: { code: world.code.countyA2 },
      superior: { code: world.code.cityA },
      permittedActions: ["REFER", "WITHDRAW"],
      ticket: { id: ticket.id, state: "SIGNED" },
      extract: null,
    });

    const seen = await readDispute(county, raised);
    expect(seen).toMatchObject({
      permittedActions: ["ACCEPT", "CONTEST", "REFER"],
      ticket: null,
      extract: { number: ticket.number, state: "SIGNED", holder: { code: world.code.zoneA } },
    });
    await expectUnseen(county, ticket);
    const contested = await act(county, "contestDispute", upon(raised, { answer: "园区内企业由园区处理" }));
    expect(contested).toMatchObject({ state: "CONTESTED", answer: "园区内企业由园区处理" });
    const referred = await act(zone, "referDispute", upon(contested, { remark: "协商不成" }));
    expect(referred).toMatchObject({ state: "REFERRED", permittedActions: ["WITHDRAW"] });

    expect((await readDispute(supervisor, raised)).permittedActions).toEqual(["DESIGNATE"]);
    const designated = await act(
      supervisor,
      "designate",
      upon(referred, { bureau: world.code.countyA2, grounds: "实际经营地在该区" }),
    );
    expect(designated).toMatchObject({
      state: "DESIGNATED",
      designatedBureau: { code: world.code.countyA2 },
      grounds: "实际经营地在该区",
      permittedActions: [],
    });
    expect(await read(county, ticket)).toMatchObject({
      state: "DISPATCHED",
      holder: { code: world.code.countyA2 },
      ownerAtDispatch: { code: world.code.countyA2 },
      handlerName: null,
      // What was designated is not returned.
      permittedActions: ["SIGN"],
    });
    expect(await readDispute(zone, raised)).toMatchObject({ state: "DESIGNATED", permittedActions: [] });

    const again = await send(
      supervisor,
      "designate",
      upon(designated, { bureau: world.code.zoneA, grounds: "改为园区" }),
    );
    expect(expectCode(again, "ILLEGAL_TRANSITION").message).toContain("final (Order 121 art. 33");
    const signed = await take(county, "signTicket", await read(county, ticket));
    const raisedAgain = await send(county, "raiseDispute", naming(world, signed, "zoneA"));
    expect(expectCode(raisedAgain, "ILLEGAL_TRANSITION").message).toContain("final (Order 121 art. 33");

    const strangers = [
      world.as("cityB.supervisor"),
      world.as("countyA1.supervisor"),
      (await makeProvince()).as("province.supervisor"),
    ];
    for (const stranger of strangers) {
      const query = "query ($id: ID!) { dispute(id: $id) { state } }";
      expectCode(await stranger.gql(query, { id: raised.id }), "NOT_FOUND", "id");
      const input = upon(designated, { bureau: world.code.zoneA, grounds: "指定理由" });
      expectCode(await send(stranger, "designate", input), "NOT_FOUND", "disputeId");
    }
  });

  it("in words that stand in the timeline of the ticket, in their order", async () => {
    const { ticket, raised } = await dispute(world);
    const contested = await act(world.as("countyA2.head"), "contestDispute", upon(raised, { answer: "不在我区" }));
    const referred = await act(world.as("countyA2.head"), "referDispute", upon(contested));
    await act(world.as("cityA.head"), "designate", upon(referred, { bureau: world.code.zoneA, grounds: "由园区处理" }));
    const entries = (await timelineOf(world.as("cityACentre.dispatcher"), ticket)).slice(-4);
    expect(entries.map(({ verb }) => verb)).toEqual([
      "DISPUTE_RAISED",
      "DISPUTE_CONTESTED",
      "DISPUTE_REFERRED",
      "DESIGNATE",
    ]);
    expect(entries[0]).toMatchObject({
      text: `Raised a dispute: ${world.mark}countyA2 is competent: Not our duty`,
      remark: "经营地址在对方辖区",
    });
    expect(entries[3]).toMatchObject({
      text: `${world.mark}cityA designated ${world.mark}zoneA`,
      remark: "由园区处理",
    });
  });

  it("which leaves the ticket and its clock alone: it has the same version and the same due day", async () => {
    const { ticket, raised } = await dispute(world);
    const before = await everythingOf(ticket);
    await act(world.as("zoneA.handler"), "referDispute", upon(raised));
    const after = await everythingOf(ticket);
    expect(after.ticket).toEqual(before.ticket);
    expect(after.ticket).toMatchObject({ version: ticket.version, returns: 0, designated: null });
    expect((await read(world.as("zoneA.handler"), ticket)).dueOn).toBe(ticket.dueOn);
  });

  it("and the superior may designate at once, without waiting for them", async () => {
    const { ticket, raised } = await dispute(world);
    const designated = await act(
      world.as("cityA.supervisor"),
      "designate",
      upon(raised, { bureau: world.code.countyA1, grounds: "两家均无权" }),
    );
    expect(designated).toMatchObject({ state: "DESIGNATED", designatedBureau: { code: world.code.countyA1 } });
    expect((await read(world.as("countyA1.handler"), ticket)).holder.code).toBe(world.code.countyA1);
  });
});

describe("the bureau that was named", () => {
  it("accepts: the ticket moves to it, is received there, and keeps the day of its registration", async () => {
    const { ticket, raised } = await dispute(world);
    const county = world.as("countyA2.handler");
    const agreed = await act(county, "acceptDispute", upon(raised, { remark: "同意接收" }));
    expect(agreed).toMatchObject({ state: "AGREED", permittedActions: [], ticket: { state: "DISPATCHED" } });
    const moved = await read(county, ticket);
    expect(moved).toMatchObject({
      state: "DISPATCHED",
      holder: { code: world.code.countyA2 },
      version: ticket.version + 1,
      receivedAt: ticket.receivedAt,
      dispatchedAt: ticket.dispatchedAt,
    });
    expect(moved.competentReceivedAt).not.toBe(ticket.competentReceivedAt);
    const kept = await everythingOf(ticket);
    expect(kept.dispatches.at(-1)).toMatchObject({
      from_bureau: world.code.zoneA,
      to_bureau: world.code.countyA2,
      competence: "AGREED",
    });
    expect(kept.timeline.at(-1)).toMatchObject({ verb: "TRANSFER", bureau: world.code.countyA2, remark: "同意接收" });
    // Whoever handed it on still sees what became of it.
    expect((await read(world.as("zoneA.handler"), ticket)).permittedActions).toEqual([]);
    await take(county, "signTicket", moved);
  });

  it("sees of the ticket no person, no remark and no contact", async () => {
    const { raised } = await dispute(world, { facts: "口罩太贵，请联系王小明，13812345678" });
    const seen = await readDispute(world.as("countyA2.handler"), raised);
    expect(seen.extract?.facts).not.toMatch(/王小明|13812345678/);
    const { dispute: extracted } = await world.as("countyA2.handler").ask<{ dispute: { extract: object } }>(
      `query ($id: ID!) { dispute(id: $id) { extract { parts request disputedAmount dueOn dueLimit
        issueClass { code } respondent { name address creditCode } } } }`,
      { id: raised.id },
    );
    expect(extracted.extract).toMatchObject({ issueClass: { code: "PRICE" }, respondent: { name: "平安大药房" } });
  });

  it("reads the words of the other with the contact of the ticket masked in them", async () => {
    const ticket = await ticketAt(world, "zoneA");
    const input = { ...naming(world, ticket, "countyA2"), explanation: "王小明（13812345678）称店在贵区" };
    const raised = await act(world.as("zoneA.handler"), "raiseDispute", input);
    for (const caller of [world.as("zoneA.handler"), world.as("countyA2.handler"), world.as("cityA.supervisor")]) {
      expect((await readDispute(caller, raised)).explanation).not.toMatch(/王小明|13812345678/);
    }
  });

  it("is asked for reasons when it contests", async () => {
    const { raised } = await dispute(world);
    for (const answer of ["", " ", "否"]) {
      const refused = await send(world.as("countyA2.handler"), "contestDispute", upon(raised, { answer }));
      expectCode(refused, "INVALID_INPUT", "answer");
    }
    expect((await readDispute(world.as("countyA2.handler"), raised)).state).toBe("NEGOTIATING");
  });

  it("no longer sees the extract when the dispute is over", async () => {
    const { raised } = await dispute(world);
    await act(world.as("zoneA.handler"), "withdrawDispute", upon(raised));
    expect(await readDispute(world.as("countyA2.handler"), raised)).toMatchObject({
      state: "WITHDRAWN",
      extract: null,
      ticket: null,
    });
  });
});

describe("raising a dispute is refused", () => {
  it("to a unit, which returns the ticket instead", async () => {
    const ticket = await ticketAt(world, "cityAPrice", { issueClass: "PRICE" });
    const refused = await send(world.as("cityAPrice.handler"), "raiseDispute", naming(world, ticket, "countyA1"));
    expect(expectCode(refused, "ILLEGAL_TRANSITION").message).toContain("Order 121 art. 41");
  });

  it("while another one over the same ticket is open", async () => {
    const { ticket } = await dispute(world);
    const refused = await send(world.as("zoneA.handler"), "raiseDispute", naming(world, ticket, "countyA1"));
    expect(expectCode(refused, "ILLEGAL_TRANSITION").message).toContain("open already");
  });

  it("after the matter was decided", async () => {
    const ticket = await complaintIn(world, "ACCEPTED");
    const refused = await send(world.as("countyA1.handler"), "raiseDispute", naming(world, ticket, "countyA2"));
    const error = expectCode(refused, "ILLEGAL_TRANSITION");
    expect(error.message).toContain("art. 33");
    expect(error.extensions.permittedActions).toContain("START_MEDIATION");
  });

  it.each<[string, (world: World) => string | Promise<string>, string]>([
    ["the bureau itself", ({ code }) => code.zoneA, "art. 33"],
    ["its superior", ({ code }) => code.cityA, "requestElevation (Order 121 art. 13"],
    ["a unit", ({ code }) => code.cityAPrice, "not a unit or centre"],
    ["a centre", ({ code }) => code.cityBCentre, "not a unit or centre"],
    ["a bureau of another province", async () => (await makeProvince()).code.countyA1, "handOverTicket"],
    ["nobody", () => "000000", "no such bureau"],
  ])("when it names %s", async (_, codeIn, words) => {
    const ticket = await ticketAt(world, "zoneA");
    const input = { ...naming(world, ticket, "countyA2"), proposedBureau: await codeIn(world) };
    const refused = await send(world.as("zoneA.handler"), "raiseDispute", input);
    expect(expectCode(refused, "INVALID_INPUT", "proposedBureau").message).toContain(words);
  });

  it("to a city that names a county beneath it, for it dispatches", async () => {
    const ticket = await ticketAt(world, "cityA");
    const refused = await send(world.as("cityA.handler"), "raiseDispute", naming(world, ticket, "countyA1"));
    expect(expectCode(refused, "INVALID_INPUT", "proposedBureau").message).toContain("dispatchTicket");
  });

  it.each([
    ["reason", { reason: "BORED" }],
    ["explanation", { explanation: " " }],
  ])("without a known %s", async (field, more) => {
    const ticket = await ticketAt(world, "zoneA");
    const input = { ...naming(world, ticket, "countyA2"), ...more };
    expectCode(await send(world.as("zoneA.handler"), "raiseDispute", input), "INVALID_INPUT", field);
    expect((await everythingOf(ticket)).ticket).toMatchObject({ version: ticket.version });
  });

  it("to whoever does not hold the ticket, and with an old version", async () => {
    const ticket = await ticketAt(world, "zoneA");
    const input = naming(world, ticket, "countyA2");
    expectCode(await send(world.as("cityA.head"), "raiseDispute", input), "FORBIDDEN");
    expectCode(await send(world.as("countyA2.handler"), "raiseDispute", input), "NOT_FOUND", "ticketId");
    const old = { ...input, version: ticket.version - 1 };
    expectCode(await send(world.as("zoneA.handler"), "raiseDispute", old), "CONFLICT");
  });
});

describe("a designation is refused", () => {
  it.each<[string, (world: World) => string | Promise<string>]>([
    ["of a county of another city", ({ code }) => code.countyB1],
    ["of the province above", ({ code }) => code.province],
    ["of a unit", ({ code }) => code.cityAPrice],
    ["of a bureau of another province", async () => (await makeProvince()).code.countyA1],
  ])("outside the superior's subtree: %s", async (_, codeIn) => {
    const { ticket, raised } = await dispute(world);
    const input = upon(raised, { bureau: await codeIn(world), grounds: "指定理由" });
    const refused = await send(world.as("cityA.supervisor"), "designate", input);
    const { message } = expectCode(refused, "INVALID_INPUT", "bureau");
    expect(message).toContain("outside the superior's subtree");
    expect(message).toContain("Order 121 art. 33");
    expect((await readDispute(world.as("cityA.supervisor"), raised)).state).toBe("NEGOTIATING");
    expect((await everythingOf(ticket)).ticket).toMatchObject({ version: ticket.version, designated: null });
  });

  it("without reasons", async () => {
    const { raised } = await dispute(world);
    const input = upon(raised, { bureau: world.code.zoneA, grounds: "" });
    expectCode(await send(world.as("cityA.supervisor"), "designate", input), "INVALID_INPUT", "grounds");
  });

  it("to the parties, to those beside and above, and to whoever is no supervisor there", async () => {
    const { raised } = await dispute(world);
    const input = upon(raised, { bureau: world.code.zoneA, grounds: "指定理由" });
    for (const who of ["zoneA.head", "countyA2.supervisor", "province.supervisor", "cityA.dispatcher"] as const) {
      expectCode(await send(world.as(who), "designate", input), "FORBIDDEN");
    }
    expectCode(await send(world.as("cityA.head"), "designate", { ...input, version: 9 }), "CONFLICT");
  });
});

describe("between cities", () => {
  it("the province designates", async () => {
    const ticket = await ticketAt(world, "countyA1");
    const raised = await act(world.as("countyA1.dispatcher"), "raiseDispute", naming(world, ticket, "countyB1"));
    expect(raised.superior.code).toBe(world.code.province);
    expect(await readDispute(world.as("cityB.supervisor"), raised)).toMatchObject({ ticket: null, extract: null });
    const input = upon(raised, { bureau: world.code.countyB2, grounds: "经营地在该县" });
    expectCode(await send(world.as("cityA.supervisor"), "designate", input), "FORBIDDEN");
    await act(world.as("province.head"), "designate", input);
    expect((await read(world.as("countyB2.handler"), ticket)).holder.code).toBe(world.code.countyB2);
  });
});

describe("each side does its own part alone", () => {
  it("the raiser neither accepts nor contests, the other side does not withdraw", async () => {
    const { raised } = await dispute(world);
    expectCode(await send(world.as("zoneA.head"), "acceptDispute", upon(raised)), "FORBIDDEN");
    expectCode(await send(world.as("zoneA.head"), "contestDispute", upon(raised, { answer: "不同意" })), "FORBIDDEN");
    expectCode(await send(world.as("countyA2.head"), "withdrawDispute", upon(raised)), "FORBIDDEN");
    expectCode(await send(world.as("cityA.head"), "referDispute", upon(raised)), "FORBIDDEN");
  });

  it("a step that the state does not allow is refused with what may be done instead", async () => {
    const { raised } = await dispute(world);
    const contested = await act(world.as("countyA2.head"), "contestDispute", upon(raised, { answer: "不在我区" }));
    const again = await send(world.as("countyA2.head"), "contestDispute", upon(contested, { answer: "仍不在我区" }));
    expect(expectCode(again, "ILLEGAL_TRANSITION").extensions.permittedActions).toEqual(["ACCEPT", "REFER"]);
    await act(world.as("zoneA.head"), "withdrawDispute", upon(contested));
    const over = await send(world.as("countyA2.head"), "acceptDispute", upon({ ...contested, version: 3 }));
    expectCode(over, "ILLEGAL_TRANSITION");
  });

  it("of two that act at once one comes too late", async () => {
    const { ticket, raised } = await dispute(world);
    const answers = await Promise.all([
      send(world.as("countyA2.handler"), "acceptDispute", upon(raised)),
      send(world.as("zoneA.handler"), "withdrawDispute", upon(raised)),
      send(world.as("cityA.supervisor"), "designate", upon(raised, { bureau: world.code.zoneA, grounds: "指定" })),
    ]);
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    for (const late of answers.filter(({ errors }) => errors !== undefined)) expectCode(late, "CONFLICT");
    const kept = await everythingOf(ticket);
    expect(kept.dispatches.length).toBeLessThanOrEqual(2);
  });
});
