import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { handOverTicket } from "../../../src/modules/transfers/index.js";
import type { Actor } from "../../../src/platform/actor.js";
import { systemClock } from "../../../src/platform/clock.js";
import type { RequestContext } from "../../../src/platform/context.js";
import type { Database, Transaction } from "../../../src/platform/database.js";
import { type Caller, expectCode, testSeal, type Variables } from "../../api.js";
import { actorAt } from "../../database/actors.js";
import { testDatabase } from "../../database.js";
import { toldEvents } from "../../events.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaint,
  complaintIn,
  consultation,
  expectUnseen,
  read,
  register,
  registerAll,
  reportInVerification,
  staff,
  take,
} from "../tickets/driving.js";
import { arrived, handOver, handoversOf, reveal, send, told } from "./handing-over.js";

let here: World;
let there: World;

beforeAll(async () => {
  [here, there] = await Promise.all([makeProvince(), makeProvince()]);
});

describe("handOverTicket", () => {
  it("closes the ticket here, the citizen told, and begins a linked one in review there", async () => {
    const { dispatcher, operator } = staff(here);
    const found = await register(operator, complaint(here, { topics: ["MASKS"], disputedAmount: "380.00" }));
    const { ticket, handover } = await handOver(dispatcher, found, there.code.countyA1);
    expect(ticket).toMatchObject({ state: "CLOSED", version: found.version + 1, dueOn: null, dueLimit: null });
    expect(ticket.closedAt).not.toBeNull();
    expect(ticket.feedbackAt).toBe(ticket.closedAt);
    expect(ticket.timeline.at(-1)).toMatchObject({ verb: "HAND_OVER", remark: "已电话告知由外省办理" });
    expect(handover).toMatchObject({
      side: "FROM",
      bureau: { code: here.code.cityACentre },
      otherProvince: { code: there.code.province },
      otherBureau: { code: there.code.countyA1 },
      otherTicket: { state: "IN_REVIEW", closedAt: null },
      provincesBefore: [here.code.province],
      ticket: { id: found.id },
    });
    const other = await arrived(there.as("countyA1.dispatcher"), handover);
    expect(other).toMatchObject({
      kind: "COMPLAINT",
      state: "IN_REVIEW",
      version: 2,
      regime: found.regime,
      receivedAt: found.receivedAt,
      competentReceivedAt: ticket.closedAt,
      channel: { code: "OTHER_DEPARTMENT" },
      issueClass: { code: "PRICE" },
      topics: [{ code: "MASKS" }],
      disputedAmount: "380.00",
      holder: { code: there.code.countyA1 },
      intakeBureau: { code: there.code.countyA1 },
      locality: "OUTSIDE_PROVINCE",
      respondent: { name: "平安大药房" },
      facts: found.facts,
      request: found.request,
      dueLimit: "ACCEPTANCE",
      linkedTicket: null,
    });
    expect(other.number).toContain(there.mark);
    expect(other.id).not.toBe(found.id);
  });

  it("says in both timelines what happened", async () => {
    const { dispatcher, operator } = staff(here);
    const { ticket, handover } = await handOver(
      dispatcher,
      await register(operator, complaint(here)),
      there.code.cityA,
    );
    const reviewer = there.as("cityA.dispatcher");
    const other = await arrived(reviewer, handover);
    const textsOf = async (caller: Caller, id: string): Promise<string[]> => {
      const answer = await caller.ask<{ ticket: { timeline: { verb: string; text: string }[] } }>(
        "query ($id: ID!) { ticket(id: $id) { timeline { verb text } } }",
        { id },
      );
      return answer.ticket.timeline.map(({ verb, text }) => `${verb}: ${text}`);
    };
    const reason = "The respondent lives or trades in another province";
    expect((await textsOf(dispatcher, ticket.id)).at(-1)).toBe(
      `HAND_OVER: Handed over by ${here.mark}cityACentre to ${there.mark}cityA of another province; the citizen was told: ${reason}`,
    );
    expect(await textsOf(reviewer, other.id)).toEqual([
      "REGISTER: Registered: Passed on by another department",
      "SUBMIT: Passed on to review",
      `TAKEN_OVER: Handed over by ${here.mark}cityACentre of another province: ${reason}`,
    ]);
  });

  it("shows each province how the ticket of the other stands, and nobody who has to do with it", async () => {
    const { dispatcher, operator } = staff(here);
    const entry = complaint(here, { contact: { name: "欧阳春晓", phone: "13987654321" } });
    const { ticket, handover } = await handOver(dispatcher, await register(operator, entry), there.code.countyA1);
    const reviewer = there.as("countyA1.dispatcher");
    const other = await arrived(reviewer, handover);
    const dispatched = await take(reviewer, "dispatchTicket", other, {
      bureau: there.code.streetA1,
      reason: "由所承办",
    });
    await take(there.as("streetA1.handler"), "signTicket", dispatched);
    const [seenHere] = await handoversOf(dispatcher, ticket);
    expect(seenHere?.otherTicket).toEqual({ number: other.number, state: "SIGNED", closedAt: null });
    const [seenThere] = await handoversOf(reviewer, other);
    expect(seenThere).toMatchObject({
      side: "TO",
      otherBureau: { code: here.code.cityACentre },
      otherTicket: { number: ticket.number, state: "CLOSED", closedAt: ticket.closedAt },
      provincesBefore: [here.code.province],
    });
    for (const secret of [
      "欧阳春晓",
      "13987654321",
      there.as("streetA1.handler").id,
      `${there.mark}streetA1.handler`,
    ]) {
      expect(JSON.stringify(seenHere)).not.toContain(secret);
    }
    await expectUnseen(dispatcher, other);
    await expectUnseen(reviewer, ticket);
  });

  it("seals the contact for the new ticket: those who hold it there read it, and nobody else there", async () => {
    const { dispatcher, operator } = staff(here);
    const contact = { name: "司马长安", phone: "13711112222" };
    const entry = complaint(here, { contact, facts: "司马长安 13711112222 说价格太贵" });
    const { handover } = await handOver(dispatcher, await register(operator, entry), there.code.countyA1, {
      explanation: "请联系司马长安，13711112222",
    });
    const reviewer = there.as("countyA1.dispatcher");
    const other = await arrived(reviewer, handover);
    expect(other).toMatchObject({ facts: "*** *** 说价格太贵", contact: { name: "司马**", phone: "137****2222" } });
    const [side] = await handoversOf(reviewer, other);
    expect(side?.explanation).toBe("请联系***，***");
    const { data, errors } = await reveal(reviewer, other);
    expect(errors).toBeUndefined();
    expect(data.revealContact).toEqual({ contact, facts: "司马长安 13711112222 说价格太贵" });
    expectCode(await reveal(there.as("cityA.dispatcher"), other), "FORBIDDEN");
    expectCode(await reveal(dispatcher, other), "NOT_FOUND", "ticketId");
    for (const text of ["司马长安", "13711112222"]) {
      const { tickets } = await reviewer.ask<{ tickets: { totalCount: number } }>(
        "query ($text: String) { tickets(filter: { text: $text }) { totalCount } }",
        { text },
      );
      expect(tickets.totalCount).toBe(0);
    }
  });

  it("goes on masking the citizen as he was named before an amendment", async () => {
    const { dispatcher, operator } = staff(here);
    const registered = await register(operator, complaint(here, { submit: false, facts: "王小明说太贵" }));
    const amended = await take(operator, "amendTicket", registered, {
      contact: { name: "李四光", phone: "13900000000" },
    });
    const inReview = await take(operator, "submitTicket", amended);
    const { handover } = await handOver(dispatcher, inReview, there.code.countyA1);
    expect((await arrived(there.as("countyA1.dispatcher"), handover)).facts).toBe("***说太贵");
  });

  it("keeps a reporter confidential there as here (art. 37)", async () => {
    const { handover } = await handOver(
      staff(here).handler,
      await reportInVerification(here, { contact: { name: "诸葛青云", phone: "13633334444" } }),
      there.code.countyA1,
    );
    const other = await arrived(there.as("countyA1.dispatcher"), handover);
    expect(other).toMatchObject({ kind: "REPORT", state: "IN_REVIEW", dueLimit: "VERIFICATION", handlerName: null });
    expect(await read(there.as("province.supervisor"), other)).toMatchObject({
      contact: { name: "***", phone: "***", isConfidential: true },
    });
    const signed = await take(
      there.as("countyA1.handler"),
      "signTicket",
      await take(there.as("countyA1.dispatcher"), "dispatchTicket", other, {
        bureau: there.code.countyA1,
        reason: "本局承办",
      }),
    );
    expectCode(await reveal(there.as("countyA1.dispatcher"), signed), "FORBIDDEN");
    const { data } = await reveal(there.as("countyA1.handler"), signed);
    expect(data.revealContact.contact).toEqual({ name: "诸葛青云", phone: "13633334444" });
    expect(signed.competentReceivedAt).toBe(other.competentReceivedAt);
  });

  it("passes a question on, to be answered there", async () => {
    const { operator, dispatcher } = staff(here);
    const asked = await register(operator, consultation());
    const escalated = await take(operator, "escalateConsultation", asked);
    const { ticket, handover } = await handOver(dispatcher, escalated, there.code.countyA1, { told: null });
    expect(ticket).toMatchObject({ state: "CLOSED", feedbackAt: null });
    const other = await arrived(there.as("countyA1.handler"), handover);
    expect(other.state).toBe("ESCALATED");
    expect(await take(there.as("countyA1.handler"), "answerConsultation", other)).toMatchObject({ state: "CLOSED" });
  });

  it("hands the parts of mixed material over one by one", async () => {
    const { operator, dispatcher } = staff(here);
    const also = { kind: "REPORT", issueClass: "PRICE", facts: "哄抬价格" };
    const { ticket: one, linkedTicket } = await registerAll(operator, complaint(here, { also }));
    const { ticket } = await handOver(dispatcher, one, there.code.countyA1);
    expect(ticket.linkedTicket).toMatchObject({ id: linkedTicket?.id, state: "IN_REVIEW" });
  });

  it("never goes back to a province that had the matter, neither at once nor by way of a third", async () => {
    const third = await makeProvince();
    const { operator, dispatcher } = staff(here);
    const first = await handOver(dispatcher, await register(operator, complaint(here)), there.code.countyA1);
    const reviewer = there.as("countyA1.dispatcher");
    const second = await arrived(reviewer, first.handover);
    const back = expectCode(await send(reviewer, second, here.code.cityA), "INVALID_INPUT", "bureau");
    expect(back.message).toContain("art. 33");
    const onward = await handOver(reviewer, second, third.code.cityA);
    expect(onward.handover.provincesBefore).toEqual([here.code.province, there.code.province]);
    const last = await arrived(third.as("cityA.dispatcher"), onward.handover);
    for (const code of [here.code.countyB1, there.code.cityB]) {
      expectCode(await send(third.as("cityA.dispatcher"), last, code), "INVALID_INPUT", "bureau");
    }
    expect(await handoversOf(reviewer, second)).toMatchObject([{ side: "FROM" }, { side: "TO" }]);
  });

  it("refuses bureaus that take nothing over: of one's own province, units, the nation, and none at all", async () => {
    const { operator, dispatcher } = staff(here);
    const found = await register(operator, complaint(here));
    const { code } = there;
    for (const bureau of [
      here.code.cityB,
      code.cityACentre,
      code.cityAPrice,
      code.streetA1,
      code.nation,
      "T00000",
      "\u0000",
    ]) {
      expectCode(await send(dispatcher, found, bureau), "INVALID_INPUT", "bureau");
    }
    expect(await read(operator, found)).toEqual(found);
  });

  it("wants the citizen told wherever there is a contact, and a reason that both provinces know", async () => {
    const { operator, dispatcher } = staff(here);
    const found = await register(operator, complaint(here));
    const ask = (more: Variables) => send(dispatcher, found, there.code.countyA1, more);
    const { message } = expectCode(await ask({ told: null }), "INVALID_INPUT", "told");
    expect(message).toContain("art. 34");
    expectCode(await ask({ told: { ...told, method: "SHOUTING" } }), "INVALID_INPUT", "told.method");
    expectCode(await ask({ told: { ...told, explanation: " " } }), "INVALID_INPUT", "told.explanation");
    expectCode(await ask({ reason: "NO_SUCH_REASON" }), "INVALID_INPUT", "reason");
    expectCode(await ask({ explanation: "" }), "INVALID_INPUT", "explanation");
    expect(await read(operator, found)).toEqual(found);
  });

  it("wants another class where the other province has not this one, and leaves out goods that it does not know", async () => {
    const { operator, dispatcher } = staff(here);
    const own = `OWN_${here.code.province}`;
    await here.as("province.administrator").ask(
      `mutation ($class: AddDictionaryEntryInput!, $topic: AddDictionaryEntryInput!) {
        one: addDictionaryEntry(input: $class) { entry { id } } two: addDictionaryEntry(input: $topic) { entry { id } } }`,
      {
        class: { dictionary: "ISSUE_CLASS", code: own, nameChinese: "本省类别", nameEnglish: "Own class" },
        topic: { dictionary: "TOPIC", code: own, nameChinese: "本省主题", nameEnglish: "Own topic" },
      },
    );
    const found = await register(operator, complaint(here, { issueClass: own, topics: [own, "MASKS"] }));
    expectCode(await send(dispatcher, found, there.code.countyA1), "INVALID_INPUT", "issueClass");
    expect(await read(operator, found)).toEqual(found);
    const { handover } = await handOver(dispatcher, found, there.code.countyA1, { issueClass: "QUALITY" });
    expect(await arrived(there.as("countyA1.dispatcher"), handover)).toMatchObject({
      issueClass: { code: "QUALITY" },
      topics: [{ code: "MASKS" }],
    });
  });

  it("is done once where it is asked for twice at the same time", async () => {
    const { operator, dispatcher } = staff(here);
    const found = await register(operator, complaint(here));
    const answers = await Promise.all([
      send(dispatcher, found, there.code.countyB1),
      send(dispatcher, found, there.code.countyB1),
    ]);
    expectCode(answers.find(({ errors }) => errors !== undefined) ?? answers[0], "CONFLICT");
    const { handovers } = await there
      .as("countyB1.dispatcher")
      .ask<{ handovers: { totalCount: number } }>("{ handovers(view: RECEIVED) { totalCount } }");
    expect(handovers.totalCount).toBe(1);
  });

  it("leaves nothing in either province where the transaction does not reach its end", async () => {
    const [from, to] = await Promise.all([makeProvince(), makeProvince()]);
    const { operator, dispatcher } = staff(from);
    const found = await register(operator, complaint(from));
    const before = await read(dispatcher, found);
    const input = { ticketId: found.id, version: found.version, bureau: to.code.countyA1, told };
    const database = testDatabase();
    const context = {
      actor: { ...(await actorAt(from.code.cityACentre)), person: { id: dispatcher.id, login: "", name: "" } },
      database: {
        ...database,
        asActor: (actor: Actor, work: (tx: Transaction) => Promise<unknown>) =>
          database.asActor(actor, async (tx) => {
            await work(tx);
            throw new Error("killed before the end");
          }),
      } as Database,
      clock: systemClock,
      seal: await testSeal(),
      requestId: "killed",
    } as Partial<RequestContext> as RequestContext;
    const reasons = { reason: "RESPONDENT_ELSEWHERE", explanation: "经营者在贵省" };
    await expect(handOverTicket(context, { ...input, ...reasons })).rejects.toThrow("killed before the end");
    expect(await read(dispatcher, found)).toEqual(before);
    for (const caller of [dispatcher, to.as("countyA1.dispatcher")]) {
      const { handovers } = await caller.ask<{ handovers: { totalCount: number } }>("{ handovers { totalCount } }");
      expect(handovers.totalCount).toBe(0);
    }
    const { tickets } = await to
      .as("province.supervisor")
      .ask<{ tickets: { totalCount: number } }>("{ tickets { totalCount } }");
    expect(tickets.totalCount).toBe(0);
    const { handover } = await handOver(dispatcher, found, to.code.countyA1);
    expect(handover.otherTicket.number, "the number was not used up").toContain("第1号");
  });

  it("ends a dispute over the ticket, of which nothing is left", async () => {
    const { handler } = staff(here);
    const found = await complaintIn(here, "SIGNED");
    const { raiseDispute } = await handler.ask<{ raiseDispute: { dispute: { id: string; state: string } } }>(
      "mutation ($input: RaiseDisputeInput!) { raiseDispute(input: $input) { dispute { id state } } }",
      {
        input: {
          ...{ ticketId: found.id, version: found.version, proposedBureau: here.code.countyA2 },
          ...{ reason: "NOT_OUR_DUTY", explanation: "不在本辖区" },
        },
      },
    );
    expect(raiseDispute.dispute.state).toBe("NEGOTIATING");
    const now = await read(handler, found);
    await handOver(handler, now, there.code.countyA1);
    const { dispute } = await handler.ask<{ dispute: { state: string } }>(
      "query ($id: ID!) { dispute(id: $id) { state } }",
      { id: raiseDispute.dispute.id },
    );
    expect(dispute.state).toBe("WITHDRAWN");
  });

  it("is for those who hold the ticket, until it is decided", async () => {
    const { operator, dispatcher, handler } = staff(here);
    const { countyA1 } = there.code;
    const found = await register(operator, complaint(here));
    expectCode(await send(dispatcher, { ...found, version: 1 }, countyA1), "CONFLICT");
    expectCode(await send(operator, found, countyA1), "FORBIDDEN");
    expectCode(await send(here.as("province.dispatcher"), found, countyA1), "FORBIDDEN");
    expectCode(await send(here.as("cityBCentre.dispatcher"), found, countyA1), "NOT_FOUND", "ticketId");
    expectCode(await send(there.as("cityA.dispatcher"), found, countyA1), "NOT_FOUND", "ticketId");
    expectCode(await send(handler, await complaintIn(here, "ACCEPTED"), countyA1), "ILLEGAL_TRANSITION");
    const { ticket } = await handOver(dispatcher, found, countyA1);
    expectCode(await send(dispatcher, ticket, there.code.countyA2), "ILLEGAL_TRANSITION");
  });

  it("is not for units of an authority, which may not pass anything on themselves (art. 41)", async () => {
    const { operator, dispatcher } = staff(here);
    const found = await register(operator, complaint(here));
    const atUnit = await take(dispatcher, "dispatchTicket", found, {
      bureau: here.code.cityAPrice,
      reason: "由科承办",
    });
    const handler = here.as("cityAPrice.handler");
    const { message } = expectCode(await send(handler, atUnit, there.code.countyA1), "ILLEGAL_TRANSITION");
    expect(message).toContain("art. 41");
    expect((await read(handler, atUnit)).permittedActions).not.toContain("HAND_OVER");
  });

  it("is audited and told of in both provinces: by the officer here, by nobody there", async () => {
    const { operator, dispatcher } = staff(here);
    const { ticket, handover } = await handOver(
      dispatcher,
      await register(operator, complaint(here)),
      there.code.countyA1,
    );
    const other = await arrived(there.as("countyA1.dispatcher"), handover);
    const entriesOf = async (world: World, unit: "cityACentre" | "countyA1", subject: string) => {
      const { auditEntries } = await world.as(`${unit}.auditor`).ask<{
        auditEntries: {
          nodes: { action: string; personId: string | null; details: { name: string; value: string }[] }[];
        };
      }>(
        `query ($subject: ID) { auditEntries(filter: { subject: $subject, action: "ticket.handOver" }) {
          nodes { action personId details { name value } } } }`,
        { subject },
      );
      return auditEntries.nodes;
    };
    const atHome = await entriesOf(here, "cityACentre", ticket.id);
    expect(atHome).toHaveLength(1);
    expect(atHome[0]?.personId).not.toBeNull();
    expect(atHome[0]?.details).toContainEqual({ name: "linked", value: other.id });
    const abroad = await entriesOf(there, "countyA1", other.id);
    expect(abroad.map(({ personId }) => personId)).toEqual([null, null]);
    expect(JSON.stringify(abroad)).toContain(ticket.id);
    const eventsOf = (subject: string) =>
      testDatabase().asSystem("the events of a ticket", (tx) =>
        tx
          .select({ type: toldEvents.type, province: toldEvents.province, bureau: toldEvents.bureau })
          .from(toldEvents)
          .where(eq(toldEvents.subjectId, subject))
          .orderBy(toldEvents.id),
      );
    const [atHomePlace, abroadPlace] = [
      { province: here.code.province, bureau: here.code.cityACentre },
      { province: there.code.province, bureau: there.code.countyA1 },
    ];
    expect((await eventsOf(ticket.id)).at(-1)).toEqual({ type: "ticket.handedOver", ...atHomePlace });
    expect(await eventsOf(other.id)).toEqual([
      { type: "ticket.registered", ...abroadPlace },
      { type: "ticket.submitted", ...abroadPlace },
    ]);
  });
});
