import { beforeAll, describe, expect, it } from "vitest";
import { noticePass } from "../../../src/modules/shifts/index.js";
import { risingOrdersPass } from "../../../src/modules/supervision/index.js";
import type { Caller, Variables } from "../../api.js";
import { relayNow } from "../../events.js";
import { jobTools } from "../../jobs.js";
import type { Unit, World } from "../../world.js";
import { fault, manager, plan, record } from "../callbacks/calling.js";
import { orderInput, run as runOrder, stepOn } from "../supervision/ordering.js";
import { complaint, complaintIn, read, register, type TicketAnswer, take } from "../tickets/driving.js";
import { act, naming, upon } from "../transfers/dispute-driving.js";
import { handOver } from "../transfers/handing-over.js";
import { personId, setShiftStage } from "./shifting.js";

interface NoticeAnswer {
  id: string;
  cause: string;
  state: string;
  stage: string;
  version: number;
  ticketId: string | null;
  orderId: string | null;
  ticket: { id: string } | null;
  order: { id: string } | null;
  addressees: { name: string; workTelephone: string | null }[];
  sender: { code: string } | null;
}

const document = `query ($view: DutyNoticeView!) { dutyNotices(view: $view, states: [OPEN, OVER]) { nodes {
  id cause state stage version ticketId orderId ticket { id } order { id } sender { code }
  addressees { name workTelephone } } } }`;

const noticesOf = async (caller: Caller, view: "MINE" | "BUREAU" | "SENT" = "BUREAU"): Promise<NoticeAnswer[]> => {
  const { dutyNotices } = await caller.ask<{ dutyNotices: { nodes: NoticeAnswer[] } }>(document, { view });
  return dutyNotices.nodes;
};

describe("what comes by night to a bureau that did not ask for it", () => {
  const stage = setShiftStage();
  let there: World;

  const code = () => stage.world.code;
  const tell = async (province = code().province) => {
    await relayNow();
    return noticePass.run({ ...jobTools(undefined, stage.stage.clock), province });
  };
  const about = async (unit: Unit, ticket: { id: string }) =>
    (await noticesOf(stage.as(`${unit}.head`))).filter(({ ticketId }) => ticketId === ticket.id);
  const byDay = () => stage.goTo("2026-09-08", "10:00");
  const byNight = () => stage.goTo("2026-09-08", "22:30");

  const newTicket = (more: Variables = {}) => register(stage.as("cityACentre.operator"), complaint(stage.world, more));
  const dispatched = async (unit: Unit, more: Variables = {}) => {
    const input = { bureau: code()[unit], reason: "按地址分派" };
    return take(stage.as("cityACentre.dispatcher"), "dispatchTicket", await newTicket(more), input);
  };
  const signed = async (unit: Unit) => take(stage.as(`${unit}.handler`), "signTicket", await dispatched(unit));
  const disputed = async () => {
    const ticket = await signed("zoneA");
    const raised = await act(stage.as("zoneA.handler"), "raiseDispute", naming(stage.world, ticket, "countyA2"));
    return { ticket, raised };
  };

  beforeAll(async () => {
    there = await stage.stage.makeProvince();
    await tell();
    await tell(there.code.province);
  });

  it("is a ticket that a bureau returned: the one that had dispatched it is told, until it goes on", async () => {
    byDay();
    const ticket = await dispatched("countyA1");
    byNight();
    const returned = await take(stage.as("countyA1.handler"), "returnTicketToCentre", ticket);
    expect(await tell()).toMatchObject({ made: 1 });
    expect(await tell()).toMatchObject({ made: 0 });
    const [notice, ...others] = await about("cityACentre", ticket);
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      ...{ cause: "RETURNED", state: "OPEN", stage: "HEAD", sender: { code: code().countyA1 }, orderId: null },
      ...{ ticketId: ticket.id, ticket: { id: ticket.id }, order: null },
      addressees: [{ name: `${stage.world.mark}cityACentre.head` }],
    });
    stage.goTo("2026-09-09", "09:00");
    await take(stage.as("cityACentre.dispatcher"), "dispatchTicket", returned, {
      ...{ bureau: code().countyA2, reason: "按地址分派" },
    });
    expect(await tell()).toEqual({ made: 0, ended: 1 });
    expect(await about("cityACentre", ticket)).toMatchObject([{ state: "OVER", version: 2 }]);
  });

  it("tells the bureau that returned it whether anybody acknowledged, and not who sits above by night", async () => {
    byDay();
    const ticket = await dispatched("countyA1");
    byNight();
    await take(stage.as("countyA1.handler"), "returnTicketToCentre", ticket);
    await tell();
    const sent = (await noticesOf(stage.as("countyA1.head"), "SENT")).filter(({ ticketId }) => ticketId === ticket.id);
    expect(sent).toMatchObject([{ cause: "RETURNED", state: "OPEN", addressees: [] }]);
  });

  it("tells by what number those are called who were told, to whoever may ask who is on duty there", async () => {
    const administrator = stage.as("countyA1.administrator");
    const workTelephone = "0550-3021234转801";
    await administrator.ask("mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { person { id } } }", {
      input: { id: personId(stage.as("countyA1.head")), version: 1, workTelephone },
    });
    byNight();
    const ticket = await dispatched("countyA1");
    await tell();
    const of = (notices: NoticeAnswer[]) => notices.find(({ ticketId }) => ticketId === ticket.id)?.addressees;
    const told = [{ name: `${stage.world.mark}countyA1.head`, workTelephone }];
    expect(of(await noticesOf(stage.as("cityACentre.dispatcher"), "SENT"))).toEqual(told);
    expect(of(await noticesOf(stage.as("countyA1.head"), "MINE"))).toEqual(told);
  });

  it("is a ticket returned for the third time: the common superior is told, and not whoever had dispatched it", async () => {
    byDay();
    let ticket: TicketAnswer = await newTicket();
    for (const unit of ["countyA1", "zoneA", "countyA2"] as const) {
      const input = { bureau: code()[unit], reason: "按地址分派" };
      ticket = await take(stage.as("cityACentre.dispatcher"), "dispatchTicket", ticket, input);
      if (unit === "countyA2") byNight();
      ticket = await take(stage.as(`${unit}.handler`), "returnTicketToCentre", ticket);
    }
    expect(await tell()).toMatchObject({ made: 1 });
    expect(await about("cityA", ticket)).toMatchObject([{ cause: "REFERRED", sender: { code: code().countyA2 } }]);
    expect(await about("cityACentre", ticket)).toEqual([]);
  });

  it("is a ticket for which the common superior designates a bureau (指定管辖)", async () => {
    byDay();
    const { raised, ticket } = await disputed();
    byNight();
    await act(stage.as("cityA.head"), "designate", upon(raised, { bureau: code().countyA2, grounds: "经营地在该区" }));
    expect(await tell()).toMatchObject({ made: 1 });
    expect(await about("countyA2", ticket)).toMatchObject([
      { cause: "DESIGNATED", state: "OPEN", stage: "HEAD", sender: { code: code().cityA } },
    ]);
    await take(stage.as("countyA2.handler"), "signTicket", await read(stage.as("countyA2.handler"), ticket));
    expect(await tell()).toEqual({ made: 0, ended: 1 });
  });

  it("is not what a superior designates for itself, a bureau agreed to take, or dispatched to itself", async () => {
    byDay();
    const [one, other] = [await disputed(), await disputed()];
    const own = await register(stage.as("cityA.operator"), complaint(stage.world));
    byNight();
    await act(stage.as("cityA.head"), "designate", upon(one.raised, { bureau: code().cityA, grounds: "案情重大" }));
    await act(stage.as("countyA2.head"), "acceptDispute", upon(other.raised));
    await take(stage.as("cityA.dispatcher"), "dispatchTicket", own, { bureau: code().cityA, reason: "由本局办理" });
    expect(await tell()).toEqual({ made: 0, ended: 0 });
  });

  it("is not what its own operator passes on to review", async () => {
    byNight();
    await newTicket();
    expect(await tell()).toEqual({ made: 0, ended: 0 });
  });

  it("is over for whoever had been told, once a superior takes the ticket up, which tells nobody anew", async () => {
    byNight();
    const ticket = await dispatched("countyA1");
    expect(await tell()).toMatchObject({ made: 1 });
    const { errors } = await stage
      .as("cityA.head")
      .gql("mutation ($input: TakeUpTicketInput!) { takeUpTicket(input: $input) { ticket { id holder { code } } } }", {
        input: { ticketId: ticket.id, version: ticket.version, reason: "GRAVE", explanation: "影响重大" },
      });
    expect(errors).toBeUndefined();
    expect(await tell()).toEqual({ made: 0, ended: 1 });
    expect(await about("countyA1", ticket)).toMatchObject([{ cause: "DISPATCHED", state: "OVER" }]);
    expect(await about("cityA", ticket)).toEqual([]);
  });

  it("is a ticket that another province hands over, whose sender is the authority above", async () => {
    byDay();
    const ticket = await newTicket();
    byNight();
    const { handover } = await handOver(stage.as("cityACentre.dispatcher"), ticket, there.code.countyA1);
    expect(await tell()).toEqual({ made: 0, ended: 0 });
    expect(await tell(there.code.province)).toMatchObject({ made: 1 });
    const [notice] = await noticesOf(there.as("countyA1.head"));
    expect(notice).toMatchObject({ cause: "HANDED_OVER", stage: "HEAD", sender: { code: there.code.cityA } });
    expect(notice?.ticket).not.toBeNull();
    expect(await noticesOf(there.as("cityA.head"), "SENT")).toMatchObject([{ id: notice?.id }]);
    const numbered = await there
      .as("countyA1.dispatcher")
      .ask<{ ticketsByNumber: TicketAnswer[] }>(
        "query ($number: String!) { ticketsByNumber(number: $number) { id version } }",
        { number: handover.otherTicket.number },
      );
    const [begun] = numbered.ticketsByNumber;
    if (begun === undefined) expect.fail("nothing arrived");
    await take(there.as("countyA1.dispatcher"), "dispatchTicket", begun, {
      ...{ bureau: there.code.countyA1, reason: "由本局办理" },
    });
    expect(await tell(there.code.province)).toEqual({ made: 0, ended: 1 });
  });

  it("is a ticket that is to be done again after a callback", async () => {
    byDay();
    const ticket = await complaintIn(stage.world, "CLOSED");
    const callback = await plan(manager(stage.world), ticket);
    byNight();
    await record(stage.as("cityACentre.operator"), callback, fault);
    expect(await tell()).toMatchObject({ made: 1 });
    expect(await about("countyA1", ticket)).toMatchObject([
      { cause: "REOPENED", state: "OPEN", sender: { code: code().cityACentre } },
    ]);
    await take(stage.as("countyA1.handler"), "startCheck", await read(stage.as("countyA1.handler"), ticket));
    expect(await tell()).toEqual({ made: 0, ended: 1 });
  });

  it("is a supervision order that somebody issues (督办), until it is confirmed", async () => {
    byDay();
    const ticket = await signed("countyA1");
    byNight();
    const order = await runOrder(
      stage.as("cityA.supervisor"),
      "issueSupervisionOrder",
      orderInput(code().countyA1, [ticket]),
    );
    expect(await tell()).toEqual({ made: 1, ended: 0 });
    const ofOrder = async () =>
      (await noticesOf(stage.as("countyA1.head"))).find(({ orderId }) => orderId === order.id);
    const notice = await ofOrder();
    expect(notice).toMatchObject({
      ...{ cause: "SUPERVISED", state: "OPEN", stage: "HEAD", ticketId: null, ticket: null },
      ...{ orderId: order.id, order: { id: order.id }, sender: { code: code().cityA } },
    });
    expect(await noticesOf(stage.as("cityA.head"), "SENT")).toContainEqual(expect.objectContaining({ id: notice?.id }));
    await runOrder(stage.as("countyA1.head"), "confirmSupervisionOrder", stepOn(order));
    expect(await tell()).toEqual({ made: 0, ended: 1 });
    expect(await ofOrder()).toMatchObject({ id: notice?.id, state: "OVER" });
  });

  it("is an order of the nation too, which is told in the end that nobody acknowledged", async () => {
    byDay();
    const ticket = await signed("countyA1");
    byNight();
    const issuer = stage.as("nation.supervisor");
    const order = await runOrder(issuer, "issueSupervisionOrder", orderInput(code().countyA1, [ticket]));
    expect(await tell()).toEqual({ made: 1, ended: 0 });
    const sent = (await noticesOf(issuer, "SENT")).find(({ orderId }) => orderId === order.id);
    expect(sent).toMatchObject({ cause: "SUPERVISED", state: "OPEN", sender: { code: code().nation } });
    await runOrder(issuer, "closeSupervisionOrder", stepOn(order, { remark: "已另行处理" }));
    expect(await tell()).toEqual({ made: 0, ended: 1 });
  });

  it("is not an order that rose by itself at midnight, with days for the answer", async () => {
    byDay();
    const ticket = await signed("countyA1");
    const input = orderInput(code().countyA1, [ticket], { replyBy: "2026-09-09" });
    const order = await runOrder(stage.as("cityA.supervisor"), "issueSupervisionOrder", input);
    await tell();
    stage.goTo("2026-09-10", "00:05");
    const { clock } = stage.stage;
    expect(await risingOrdersPass.run({ ...jobTools(undefined, clock), province: code().province })).toMatchObject({
      handled: 1,
    });
    expect(await tell()).toEqual({ made: 0, ended: 0 });
    expect((await noticesOf(stage.as("countyA1.head"))).map(({ orderId }) => orderId)).not.toContain(order.id);
  });

  it("makes no notice by day, however it comes", async () => {
    byDay();
    const { raised, ticket } = await disputed();
    await act(stage.as("cityA.head"), "designate", upon(raised, { bureau: code().countyA2, grounds: "经营地在该区" }));
    const order = orderInput(code().zoneA, [await signed("zoneA")]);
    await runOrder(stage.as("cityA.supervisor"), "issueSupervisionOrder", order);
    await take(stage.as("countyA1.handler"), "returnTicketToCentre", await signed("countyA1"));
    expect(await tell()).toMatchObject({ made: 0 });
    expect(await about("countyA2", ticket)).toEqual([]);
  });
});
