import { describe, expect, inject, it } from "vitest";
import { sendJob } from "../../../src/modules/jobs/index.js";
import { risingOrdersPass } from "../../../src/modules/supervision/index.js";
import { endRising } from "../../../src/modules/supervision/rising-orders.store.js";
import { settableClock } from "../../../src/platform/clock.js";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { asSuperuser, testDatabase } from "../../database.js";
import { jobTools, runJobsOf } from "../../jobs.js";
import { idsOf, orderInput, readOrder, run, setOrderStage, stepOn, timelineOf } from "./ordering.js";
import { close, take } from "./tickets.js";

const stage = setOrderStage();

const idIn = (id: string): string => fromGlobalId(id)?.parts[1] ?? "";

/** The orders of the province that rose from an order. */
async function risenFrom({ id }: { id: string }): Promise<{ issuer: string; rises_on: string }[]> {
  const key = idIn(id);
  return asSuperuser(
    inject("adminUrl"),
    (sql) => sql`SELECT issuer, rises_on::text FROM supervision_orders WHERE risen_from = ${key}`,
  );
}

describe("an ignored order", () => {
  it("rises one level on the day after its day, and again up to the nation, where it ends", async () => {
    const { as, on, order, rise, ticketAt, world } = stage;
    on("2026-09-21");
    const ticket = await ticketAt();
    const issued = await order([ticket], { kind: "LISTED" });
    on("2026-09-24");
    expect(await rise()).toEqual({ handled: 0, parked: 0 });

    on("2026-09-25");
    expect(await rise()).toEqual({ handled: 1, parked: 0 });
    const ignored = await readOrder(as("cityA.supervisor"), issued);
    expect(ignored).toMatchObject({ state: "ISSUED", version: 1, risesOn: null, isOverdue: true });
    const second = await readOrder(as("province.supervisor"), { id: ignored.risenTo?.id ?? "" });
    expect(second).toMatchObject({
      origin: "RISEN",
      kind: "LISTED",
      state: "ISSUED",
      issuer: { code: world.code.province },
      receiver: { code: world.code.countyA1 },
      ground: { code: "IGNORED_ORDER" },
      requirement: issued.requirement,
      issuedByName: null,
      tickets: { nodes: [{ id: ticket.id }] },
      risenFrom: { id: issued.id },
      // Five working days over the holidays: 28, 29 and 30 September, 8 and 9 October.
      replyBy: "2026-10-09",
      risesOn: "2026-10-10",
      permittedActions: ["CLOSE"],
    });
    expect((await timelineOf(as("countyA1.handler"), ticket)).at(-1)).toBe(
      `Listed supervision order to ${world.mark}countyA1: An order was not answered in time (by 2026-10-09)`,
    );

    on("2026-10-10");
    expect(await rise()).toEqual({ handled: 1, parked: 0 });
    const third = await readOrder(as("nation.supervisor"), {
      id: (await readOrder(as("province.supervisor"), second)).risenTo?.id ?? "",
    });
    expect(third).toMatchObject({ issuer: { code: world.code.nation }, risesOn: null, risenFrom: { id: second.id } });
    on("2026-12-31");
    expect(await rise()).toEqual({ handled: 0, parked: 0 });
    on("2026-09-21");
  });

  it("rises once, however many passes run at once and however often", async () => {
    const { on, order, rise, ticketAt, world } = stage;
    on("2026-09-21");
    const orders = [];
    for (let index = 0; index < 5; index += 1) orders.push(await order([await ticketAt()], { replyBy: "2026-09-22" }));
    on("2026-09-23");
    const runs = await Promise.all([rise(), rise(), rise()]);
    expect(runs.reduce((sum, { handled }) => sum + handled, 0)).toBe(5);
    await rise();
    for (const issued of orders) {
      expect(await risenFrom(issued)).toEqual([{ issuer: world.code.province, rises_on: expect.any(String) }]);
    }
    on("2026-09-21");
  });

  it("tells the bureau that was ignored, and the one that answers now", async () => {
    const { on, order, rise, ticketAt, world } = stage;
    on("2026-09-21");
    const issued = await order([await ticketAt()], { replyBy: "2026-09-22" });
    on("2026-09-23");
    await rise();
    const rows = await asSuperuser(
      inject("adminUrl"),
      (sql) => sql`SELECT bureau, type FROM told_events WHERE subject_id = ${issued.id} ORDER BY at`,
    );
    expect([...rows]).toEqual([
      { bureau: world.code.countyA1, type: "supervisionOrder.issued" },
      { bureau: world.code.cityA, type: "supervisionOrder.risen" },
    ]);
    const [audited] = await asSuperuser(
      inject("adminUrl"),
      (sql) => sql`SELECT bureau, person, action FROM audit_entries
        WHERE subject_id = ${issued.id} AND detail ? 'risenTo'`,
    );
    expect(audited).toEqual({ bureau: world.code.province, person: null, action: "supervision.issue" });
    on("2026-09-21");
  });

  it("takes along the tickets that are open and still with the receiver, and does not rise without any", async () => {
    const { as, on, order, rise, ticketAt, world } = stage;
    on("2026-09-21");
    const [open, closed, moved] = [await ticketAt(), await ticketAt(), await ticketAt()];
    const mixed = await order([open, closed, moved], { replyBy: "2026-09-22" });
    const whole = await order([closed], { replyBy: "2026-09-22" });
    await close(stage, closed);
    const back = await take(as("countyA1.handler"), "returnTicketToCentre", moved, { reason: "ADDRESS_UNKNOWN" });
    const elsewhere = { bureau: world.code.countyA2, reason: "改派他局" };
    await take(as("cityACentre.dispatcher"), "dispatchTicket", back, elsewhere);
    on("2026-09-23");
    expect(await rise()).toEqual({ handled: 2, parked: 0 });
    const { risenTo } = await readOrder(as("cityA.head"), mixed);
    expect(await readOrder(as("province.head"), { id: risenTo?.id ?? "" })).toMatchObject({
      ticketCount: 1,
      tickets: { nodes: [{ id: open.id }] },
    });
    expect(await readOrder(as("cityA.head"), whole)).toMatchObject({ risenTo: null, risesOn: null, isOverdue: true });
    on("2026-09-21");
  });

  it("does not rise once it is answered or closed, nor before the new day of an answer that was sent back", async () => {
    const { as, on, order, rise, ticketAt } = stage;
    on("2026-09-21");
    const [one, two, three] = [
      await order([await ticketAt()], { replyBy: "2026-09-22" }),
      await order([await ticketAt()], { replyBy: "2026-09-22" }),
      await order([await ticketAt()], { replyBy: "2026-09-22" }),
    ];
    const [receiver, issuer] = [as("countyA1.handler"), as("cityA.head")];
    await run(receiver, "answerSupervisionOrder", stepOn(one, { answer: "已办" }));
    await run(issuer, "closeSupervisionOrder", stepOn(two, { remark: "撤回" }));
    const answered = await run(receiver, "answerSupervisionOrder", stepOn(three, { answer: "已办" }));
    await run(issuer, "sendBackSupervisionAnswer", stepOn(answered, { remark: "再答", replyBy: "2026-09-24" }));
    on("2026-09-24");
    expect(await rise()).toEqual({ handled: 0, parked: 0 });
    on("2026-09-25");
    expect(await rise()).toEqual({ handled: 1, parked: 0 });
    expect(await risenFrom(three)).toHaveLength(1);
    on("2026-09-21");
  });

  it("is still answered after it rose, and does not rise a second time when that answer is sent back and ignored", async () => {
    const { as, on, order, rise, ticketAt } = stage;
    on("2026-09-21");
    const issued = await order([await ticketAt()], { replyBy: "2026-09-22" });
    on("2026-09-23");
    await rise();
    const answered = await run(as("countyA1.handler"), "answerSupervisionOrder", stepOn(issued, { answer: "迟了" }));
    expect(answered.wasLate).toBe(true);
    const sentBack = await run(
      as("cityA.head"),
      "sendBackSupervisionAnswer",
      stepOn(answered, { remark: "再答", replyBy: "2026-09-24" }),
    );
    expect(sentBack.risesOn).toBeNull();
    on("2026-09-25");
    expect(await rise()).toEqual({ handled: 0, parked: 0 });
    expect(await risenFrom(issued)).toHaveLength(1);
    on("2026-09-21");
  });

  it("that could not rise on its day does so later, unless it was answered meanwhile", async () => {
    const { as, on, order, rise, ticketAt, world } = stage;
    on("2026-09-21");
    const [one, other] = [
      await order([await ticketAt()], { replyBy: "2026-09-22" }),
      await order([await ticketAt()], { replyBy: "2026-09-22" }),
    ];
    const { province } = world.code;
    await testDatabase().asSystem("orders that failed alone, for a test", async (tx) => {
      for (const { id, issuer } of [one, other, one]) {
        const payload = { province, id: idIn(id), issuer: issuer.code };
        await endRising(tx, [payload]);
        await sendJob(tx, null, risingOrdersPass.queue, payload);
      }
    });
    on("2026-09-23");
    expect(await rise()).toEqual({ handled: 0, parked: 0 });
    await run(as("countyA1.handler"), "answerSupervisionOrder", stepOn(other, { answer: "迟了" }));
    const tools = jobTools(undefined, settableClock(new Date("2026-09-23T10:00:00+08:00")));
    expect(await runJobsOf(risingOrdersPass.queue, { province }, tools)).toEqual({ done: 3, failed: 0, setAside: 0 });
    expect(await risenFrom(one)).toHaveLength(1);
    expect(await risenFrom(other)).toEqual([]);
    on("2026-09-21");
  });

  it("of the nation does not rise", async () => {
    const { as, on, rise, ticketAt, world } = stage;
    on("2026-09-21");
    const ticket = await ticketAt();
    await run(
      as("nation.head"),
      "issueSupervisionOrder",
      orderInput(world.code.province, [ticket], { replyBy: "2026-09-22" }),
    );
    on("2026-09-23");
    expect(await rise()).toEqual({ handled: 0, parked: 0 });
    expect(await idsOf(as("province.head"), { view: "RECEIVED_BY_US", filter: { isOverdue: true } })).toHaveLength(1);
    on("2026-09-21");
  });
});
