import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { orderInput, run, setOrderStage, stepOn } from "./ordering.js";

const stage = setOrderStage();

const document = `query ($region: String, $from: LocalDate!, $to: LocalDate!) {
  supervisionCounts(region: $region, from: $from, to: $to) { from to
    total { issued answeredInTime answeredLate ignored waiting withdrawn risen tickets }
    byReceiver { receiver { code } issued answeredInTime answeredLate ignored waiting withdrawn risen tickets } } }`;

interface Counts {
  issued: number;
  answeredInTime: number;
  answeredLate: number;
  ignored: number;
  waiting: number;
  withdrawn: number;
  risen: number;
  tickets: number;
}

interface Answer {
  supervisionCounts: { total: Counts; byReceiver: (Counts & { receiver: { code: string } })[] };
}

const send = (caller: Caller, variables: Variables = {}) =>
  caller.gql<Answer>(document, { from: "2026-09-21", to: "2026-09-25", ...variables });

const none: Counts = {
  issued: 0,
  answeredInTime: 0,
  answeredLate: 0,
  ignored: 0,
  waiting: 0,
  withdrawn: 0,
  risen: 0,
  tickets: 0,
};

beforeAll(async () => {
  const { as, on, order, rise, ticketAt, world } = stage;
  const [receiver, issuer] = [as("countyA1.handler"), as("cityA.supervisor")];
  const [ticket, other] = [await ticketAt(), await ticketAt("countyA2")];
  const day = { replyBy: "2026-09-22" };
  const [inTime, late, sentBack, withdrawn, ignored, waiting] = [
    await order([ticket], day),
    await order([ticket], day),
    await order([ticket], day),
    await order([await ticketAt()], day),
    await order([ticket], day),
    await order([ticket], { replyBy: "2026-09-30" }),
  ];
  await run(issuer, "issueSupervisionOrder", orderInput(world.code.countyA2, [other], { replyBy: "2026-09-30" }));
  const first = await run(receiver, "answerSupervisionOrder", stepOn(inTime, { answer: "已办" }));
  await run(issuer, "acceptSupervisionAnswer", stepOn(first));
  const answer = await run(receiver, "answerSupervisionOrder", stepOn(sentBack, { answer: "已办" }));
  await run(issuer, "sendBackSupervisionAnswer", stepOn(answer, { remark: "再答", replyBy: "2026-09-22" }));
  await run(issuer, "closeSupervisionOrder", stepOn(withdrawn, { remark: "误发" }));
  on("2026-09-24");
  // Those that were not answered rise: the late one, the one that was sent back, and the ignored one.
  expect(await rise()).toEqual({ handled: 3, parked: 0 });
  await run(receiver, "answerSupervisionOrder", stepOn(late, { answer: "迟了" }));
  expect([ignored.state, waiting.state]).toEqual(["ISSUED", "ISSUED"]);
});

describe("supervisionCounts", () => {
  it("counts how the orders of a region went, each in one way, and their tickets once", async () => {
    const { as, world } = stage;
    const { data, errors } = await send(as("cityA.analyst"), { to: "2026-09-23" });
    expect(errors).toBeUndefined();
    const { total, byReceiver } = data.supervisionCounts;
    const ofFirst = {
      issued: 6,
      answeredInTime: 1,
      answeredLate: 1,
      ignored: 2,
      waiting: 1,
      withdrawn: 1,
      risen: 3,
      tickets: 2,
    };
    expect(byReceiver).toEqual([
      { receiver: { code: world.code.countyA1 }, ...ofFirst },
      { ...none, receiver: { code: world.code.countyA2 }, issued: 1, waiting: 1, tickets: 1 },
    ]);
    expect(total).toEqual({ ...ofFirst, issued: 7, waiting: 2, tickets: 3 });
    const { answeredInTime, answeredLate, ignored, waiting, withdrawn, issued } = total;
    expect(answeredInTime + answeredLate + ignored + waiting + withdrawn).toBe(issued);
  });

  it("counts the days of issue, the first and the last included", async () => {
    const issuedIn = async (from: string, to: string): Promise<number> =>
      (await send(stage.as("province.head"), { from, to })).data.supervisionCounts.total.issued;
    expect(await issuedIn("2026-09-21", "2026-09-21")).toBe(7);
    expect(await issuedIn("2026-09-22", "2026-09-23")).toBe(0);
    expect(await issuedIn("2026-09-24", "2026-09-24")).toBe(3);
    expect(await issuedIn("2026-01-01", "2026-12-31")).toBe(10);
    expect(await issuedIn("2000-01-01", "2000-12-31")).toBe(0);
    expect(await issuedIn("2999-01-01", "2999-12-31")).toBe(0);
  });

  it("keeps to a region where one is named", async () => {
    const { as, world } = stage;
    const issuedTo = async (region: string): Promise<number> =>
      (await send(as("province.head"), { region })).data.supervisionCounts.total.issued;
    expect(await issuedTo(world.code.province)).toBe(10);
    expect(await issuedTo(world.code.cityA)).toBe(10);
    expect(await issuedTo(world.code.countyA2)).toBe(1);
    expect(await issuedTo(world.code.cityACentre)).toBe(0);
    expect(await issuedTo(world.code.cityB)).toBe(0);
  });

  it("shows nobody the orders of a sister", async () => {
    const { as, world } = stage;
    expect((await send(as("cityB.head"))).data.supervisionCounts).toMatchObject({ total: none, byReceiver: [] });
    expect((await send(as("countyA2.head"))).data.supervisionCounts.total.issued).toBe(1);
    expectCode(await send(as("cityB.head"), { region: world.code.cityA }), "FORBIDDEN");
    expectCode(await send(as("countyA2.head"), { region: world.code.cityA }), "FORBIDDEN");
  });

  it.each<[string, Variables, "INVALID_INPUT" | "NOT_FOUND", string]>([
    ["a period that ends before it begins", { to: "2026-09-20" }, "INVALID_INPUT", "to"],
    ["a period of 367 days", { from: "2026-01-01", to: "2027-01-02" }, "INVALID_INPUT", "to"],
    ["an unknown bureau", { region: "999999" }, "NOT_FOUND", "region"],
    ["a bureau with NUL", { region: "3\u0000" }, "NOT_FOUND", "region"],
  ])("refuses %s", async (_, variables, code, field) => {
    expectCode(await send(stage.as("cityA.head"), variables), code, field);
  });
});
