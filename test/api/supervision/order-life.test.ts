import { describe, expect, inject, it } from "vitest";
import { expectCode } from "../../api.js";
import { asSuperuser } from "../../database.js";
import { read, take } from "../tickets/driving.js";
import {
  orderFields,
  orderInput,
  orderSteps,
  readOrder,
  run,
  send,
  setOrderStage,
  stepOn,
  timelineOf,
} from "./ordering.js";

const stage = setOrderStage();

describe("the life of a supervision order", () => {
  it("goes from its issue over an answer that is sent back to its close, and both sides are told what they may do", async () => {
    const { as, order, tick, ticketAt, world } = stage;
    const [issuer, receiver] = [as("cityA.supervisor"), as("countyA1.handler")];
    const ticket = await ticketAt();
    const issued = await order([ticket], { kind: "LISTED" });
    expect(issued).toMatchObject({
      kind: "LISTED",
      origin: "MANUAL",
      state: "ISSUED",
      version: 1,
      replyBy: "2026-09-24",
      risesOn: "2026-09-25",
      isOverdue: false,
      issuer: { code: world.code.cityA },
      receiver: { code: world.code.countyA1 },
      ground: { code: "REPEATED_COMPLAINT", name: "Citizens complain again and again" },
      requirement: "请查明原因并答复群众",
      issuedByName: `${world.mark}cityA.supervisor`,
      tickets: { totalCount: 1, nodes: [{ id: ticket.id }] },
      ticketCount: 1,
      permittedActions: ["CLOSE"],
    });
    expect((await readOrder(receiver, issued)).permittedActions).toEqual(["CONFIRM", "ANSWER"]);

    const received = await run(receiver, "confirmSupervisionOrder", stepOn(issued));
    expect(received).toMatchObject({ state: "RECEIVED", version: 2, permittedActions: ["ANSWER"] });
    tick();
    const answered = await run(receiver, "answerSupervisionOrder", stepOn(received, { answer: "已约谈商户" }));
    expect(answered).toMatchObject({ state: "ANSWERED", answer: "已约谈商户", risesOn: null, permittedActions: [] });
    expect((await readOrder(issuer, answered)).permittedActions).toEqual(["ACCEPT", "SEND_BACK"]);
    tick();
    const sentBack = await run(
      issuer,
      "sendBackSupervisionAnswer",
      stepOn(answered, { remark: "未说明原因", replyBy: "2026-09-29" }),
    );
    expect(sentBack).toMatchObject({
      state: "SENT_BACK",
      decision: "未说明原因",
      replyBy: "2026-09-29",
      risesOn: "2026-09-30",
      permittedActions: ["CLOSE"],
    });
    tick();
    const again = await run(receiver, "answerSupervisionOrder", stepOn(sentBack, { answer: "人手不足，已补办" }));
    tick();
    const accepted = await run(issuer, "acceptSupervisionAnswer", stepOn(again, { remark: "同意" }));
    expect(accepted).toMatchObject({ state: "ACCEPTED", decision: "同意", permittedActions: ["CLOSE"] });
    tick();
    const closed = await run(issuer, "closeSupervisionOrder", stepOn(accepted));
    expect(closed).toMatchObject({
      state: "CLOSED",
      version: 7,
      wasLate: false,
      decision: "同意",
      permittedActions: [],
    });
    expect(closed.closedAt).not.toBeNull();

    const county = `${world.mark}countyA1`;
    expect((await timelineOf(receiver, ticket)).slice(-6)).toEqual([
      `Listed supervision order to ${county}: Citizens complain again and again (by 2026-09-24)`,
      `Answered the supervision order of ${world.mark}cityA`,
      `Sent the answer of ${county} to the supervision order back (by 2026-09-29)`,
      `Answered the supervision order of ${world.mark}cityA`,
      `Accepted the answer of ${county} to the supervision order`,
      `Closed the supervision order to ${county}`,
    ]);
    // The ticket goes on untouched: whoever works on it meets no conflict.
    expect((await read(receiver, ticket)).version).toBe(ticket.version);
  });

  it("writes an audit entry at the bureau that acted, and an event for the one that must know", async () => {
    const { as, order, ticketAt, world } = stage;
    const issued = await order([await ticketAt()]);
    await run(as("countyA1.head"), "answerSupervisionOrder", stepOn(issued, { answer: "已办理" }));
    const rows = await asSuperuser(inject("adminUrl"), async (sql) => ({
      audit: await sql`SELECT bureau, action, subject_version FROM audit_entries WHERE subject_id = ${issued.id}
        ORDER BY subject_version`,
      events: await sql`SELECT bureau, type, payload->>'state' AS state FROM told_events
        WHERE subject_id = ${issued.id} ORDER BY subject_version`,
    }));
    expect([...rows.audit]).toEqual([
      { bureau: world.code.cityA, action: "supervision.issue", subject_version: 1 },
      { bureau: world.code.countyA1, action: "supervision.receive", subject_version: 2 },
    ]);
    expect([...rows.events]).toEqual([
      { bureau: world.code.countyA1, type: "supervisionOrder.issued", state: "ISSUED" },
      { bureau: world.code.cityA, type: "supervisionOrder.answered", state: "ANSWERED" },
    ]);
  });

  it("receives an order with its answer, where nobody confirmed it", async () => {
    const issued = await stage.order([await stage.ticketAt()]);
    const answered = await run(
      stage.as("countyA1.dispatcher"),
      "answerSupervisionOrder",
      stepOn(issued, { answer: "已办" }),
    );
    expect(answered.receivedAt).toBe(answered.answeredAt);
  });

  it("is answered to the nation too, which is told of it", async () => {
    const { as, ticketAt, world } = stage;
    const input = orderInput(world.code.countyA1, [await ticketAt()]);
    const issued = await run(as("nation.supervisor"), "issueSupervisionOrder", input);
    const handler = as("countyA1.handler");
    const received = await run(handler, "confirmSupervisionOrder", stepOn(issued));
    const answered = await run(handler, "answerSupervisionOrder", stepOn(received, { answer: "已办" }));
    expect(answered).toMatchObject({ state: "ANSWERED", issuer: { code: world.code.nation } });
    const accepted = await run(as("nation.supervisor"), "acceptSupervisionAnswer", stepOn(answered));
    expect(accepted.state).toBe("ACCEPTED");
  });

  it("lets the issuer withdraw an order that was not answered, if he says why", async () => {
    const issued = await stage.order([await stage.ticketAt()]);
    const issuer = stage.as("cityA.head");
    expectCode(await send(issuer, "closeSupervisionOrder", stepOn(issued)), "INVALID_INPUT", "remark");
    const closed = await run(issuer, "closeSupervisionOrder", stepOn(issued, { remark: "误发" }));
    expect(closed).toMatchObject({ state: "CLOSED", decision: "误发", risesOn: null });
  });

  it("is answered for tickets that have left the receiver's region too, and their timelines say so", async () => {
    const { as, order, ticketAt } = stage;
    const [ticket, other] = [await ticketAt(), await ticketAt()];
    const issued = await order([ticket, other]);
    const dispatcher = as("cityACentre.dispatcher");
    const back = await take(as("countyA1.handler"), "returnTicketToCentre", ticket, { reason: "ADDRESS_UNKNOWN" });
    const sent = await take(dispatcher, "dispatchTicket", back, {
      bureau: stage.world.code.countyA2,
      reason: "改派他局",
    });
    const seen = await readOrder(as("countyA1.handler"), issued);
    expect(seen).toMatchObject({ ticketCount: 2, tickets: { totalCount: 1, nodes: [{ id: other.id }] } });
    await run(as("countyA1.handler"), "answerSupervisionOrder", stepOn(issued, { answer: "已移交" }));
    expect(await timelineOf(as("countyA2.handler"), sent)).toContain(
      `Answered the supervision order of ${stage.world.mark}cityA`,
    );
  });

  it("masks the contacts of its tickets in all its words", async () => {
    const { as, order, ticketAt } = stage;
    const ticket = await ticketAt("countyA1", { contact: { name: "欧阳若兰", phone: "13911112222" } });
    const words = "请联系欧阳若兰 13911112222";
    const issued = await order([ticket], { requirement: words });
    const answered = await run(as("countyA1.handler"), "answerSupervisionOrder", stepOn(issued, { answer: words }));
    const accepted = await run(as("cityA.supervisor"), "acceptSupervisionAnswer", stepOn(answered, { remark: words }));
    expect(accepted).toMatchObject({
      requirement: "请联系*** ***",
      answer: "请联系*** ***",
      decision: "请联系*** ***",
    });
  });
});

const wordsOf: Record<string, Record<string, string>> = {
  answerSupervisionOrder: { answer: "已办理" },
  sendBackSupervisionAnswer: { remark: "不够", replyBy: "2026-09-24" },
  closeSupervisionOrder: { remark: "不需要了" },
};

describe("a step on a supervision order", () => {
  const verbs = {
    confirmSupervisionOrder: "CONFIRM",
    answerSupervisionOrder: "ANSWER",
    acceptSupervisionAnswer: "ACCEPT",
    sendBackSupervisionAnswer: "SEND_BACK",
    closeSupervisionOrder: "CLOSE",
  } as const;

  it.each(orderSteps)(
    "%s is refused to the other side, to a stale version, and where the table has no edge",
    async (name) => {
      const { as, order, ticketAt } = stage;
      const [issuer, receiver] = [as("cityA.head"), as("countyA1.head")];
      const isReceivers = name === "confirmSupervisionOrder" || name === "answerSupervisionOrder";
      const [own, other] = isReceivers ? [receiver, issuer] : [issuer, receiver];
      const issued = await order([await ticketAt()]);
      expectCode(await send(other, name, stepOn(issued, wordsOf[name])), "FORBIDDEN");
      const stale = await send(own, name, stepOn({ ...issued, version: 9 }, wordsOf[name]));
      expect(expectCode(stale, "CONFLICT").extensions.currentVersion).toBe(1);
      const closed = await run(issuer, "closeSupervisionOrder", stepOn(issued, { remark: "撤回" }));
      const refused = expectCode(await send(own, name, stepOn(closed, wordsOf[name])), "ILLEGAL_TRANSITION");
      expect(refused.message).toContain(`${verbs[name]} is not possible for a supervision order in state CLOSED`);
      expect(refused.extensions.permittedActions).toEqual([]);
    },
  );

  it.each(orderSteps)("%s finds nothing for a sister city, another province, and whoever is no party", async (name) => {
    const { as, order, ticketAt } = stage;
    const issued = await order([await ticketAt()]);
    for (const who of ["cityB.head", "countyA2.head", "streetA1.head", "cityAPrice.head"] as const) {
      expectCode(await send(as(who), name, stepOn(issued, wordsOf[name])), "NOT_FOUND", "orderId");
    }
    for (const orderId of ["", "x", Buffer.from("SupervisionOrder:x:y").toString("base64url")]) {
      expectCode(
        await send(as("cityA.head"), name, { ...stepOn(issued, wordsOf[name]), orderId }),
        "NOT_FOUND",
        "orderId",
      );
    }
  });

  it("on an answer: only after there is one, and it is decided upon before the order is closed", async () => {
    const { as, order, ticketAt } = stage;
    const issued = await order([await ticketAt()]);
    const issuer = as("cityA.supervisor");
    expectCode(await send(issuer, "acceptSupervisionAnswer", stepOn(issued)), "ILLEGAL_TRANSITION");
    const answered = await run(as("countyA1.handler"), "answerSupervisionOrder", stepOn(issued, { answer: "已办" }));
    const refused = expectCode(
      await send(issuer, "closeSupervisionOrder", stepOn(answered, { remark: "算了" })),
      "ILLEGAL_TRANSITION",
    );
    expect(refused.extensions.permittedActions).toEqual(["ACCEPT", "SEND_BACK"]);
  });

  it("needs words, and a new day for the answer that is a working day ahead", async () => {
    const { as, order, ticketAt } = stage;
    const issued = await order([await ticketAt()]);
    const receiver = as("countyA1.handler");
    for (const answer of ["", " ", "x", "\u0000已办理", "长".repeat(2001)]) {
      expectCode(await send(receiver, "answerSupervisionOrder", stepOn(issued, { answer })), "INVALID_INPUT", "answer");
    }
    const answered = await run(receiver, "answerSupervisionOrder", stepOn(issued, { answer: "已办" }));
    const issuer = as("cityA.supervisor");
    for (const [replyBy, remark, field] of [
      ["2026-09-18", "未答复", "replyBy"],
      ["2026-09-26", "未答复", "replyBy"],
      ["2026-10-02", "未答复", "replyBy"],
      ["2026-09-28", "", "remark"],
    ] as const) {
      const refused = await send(issuer, "sendBackSupervisionAnswer", stepOn(answered, { remark, replyBy }));
      expectCode(refused, "INVALID_INPUT", field);
    }
    expect((await readOrder(issuer, answered)).version).toBe(2);
  });

  it("takes one of two at once", async () => {
    const { as, order, ticketAt } = stage;
    const issued = await order([await ticketAt()]);
    const answers = await Promise.all(
      ["甲已办", "乙已办"].map((answer) =>
        send(as("countyA1.handler"), "answerSupervisionOrder", stepOn(issued, { answer })),
      ),
    );
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? "DONE").sort()).toEqual(["CONFLICT", "DONE"]);
  });

  it("in Chinese is explained in Chinese", async () => {
    const { as, order, ticketAt } = stage;
    const issued = await order([await ticketAt()]);
    const { errors } = await as("cityA.supervisor").gql(
      `mutation ($input: AcceptSupervisionAnswerInput!) { acceptSupervisionAnswer(input: $input) { order { ${orderFields} } } }`,
      { input: stepOn(issued) },
      { "Accept-Language": "zh-CN" },
    );
    expect(errors?.[0]?.message).toBe("状态 ISSUED 的督办单不能执行 ACCEPT。");
  });
});

describe("late answers", () => {
  it("are kept as late, also when a later one comes in time", async () => {
    const { as, on, order, ticketAt } = stage;
    const issued = await order([await ticketAt()]);
    try {
      on("2026-09-28");
      expect(await readOrder(as("cityA.supervisor"), issued)).toMatchObject({ isOverdue: true, wasLate: false });
      const answered = await run(as("countyA1.handler"), "answerSupervisionOrder", stepOn(issued, { answer: "迟了" }));
      expect(answered).toMatchObject({ isOverdue: false, wasLate: true });
      const sentBack = await run(
        as("cityA.supervisor"),
        "sendBackSupervisionAnswer",
        stepOn(answered, { remark: "再答", replyBy: "2026-09-30" }),
      );
      const again = await run(as("countyA1.handler"), "answerSupervisionOrder", stepOn(sentBack, { answer: "已办" }));
      expect(again.wasLate).toBe(true);
    } finally {
      on("2026-09-21");
    }
  });
});

describe("issuing an order", () => {
  it("is about several tickets at once, and about a ticket that is named twice once", async () => {
    const { as, ticketAt, world } = stage;
    const tickets = await Promise.all(Array.from({ length: 3 }, () => ticketAt()));
    const order = await run(as("cityA.head"), "issueSupervisionOrder", {
      ...orderInput(world.code.countyA1, [...tickets, ...tickets]),
    });
    expect(order.ticketCount).toBe(3);
    expect(order.tickets.nodes.map(({ id }) => id).sort()).toEqual(tickets.map(({ id }) => id).sort());
  });
});
