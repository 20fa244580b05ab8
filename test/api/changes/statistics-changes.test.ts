import { beforeAll, describe, expect, it } from "vitest";
import { actorNamed, contextAs, openAs, refusalOf } from "../../sources.js";
import { makeProvince, type World } from "../../world.js";
import { answered, newCallId, record } from "../calls/calling.js";
import { complaint, complaintIn, register, staff } from "../tickets/driving.js";
import { follow } from "./following.js";

const document = `subscription ($question: StatisticsQuestion!) { statisticsChanges(question: $question) {
  cursor answer { asOf total { values { measure value } } rows { keys { code } values { value } } } } }`;

interface StatisticsAnswer {
  cursor: string;
  answer: {
    asOf: string;
    total: { values: { measure: string; value: string | null }[] };
    rows: { keys: { code: string }[]; values: { value: string | null }[] }[];
  };
}

const period = { from: "2020-01-01", to: "2029-12-31" };
const received = { measures: ["RECEIVED"], period };

describe("statisticsChanges", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
  });

  const total = ({ answer }: StatisticsAnswer) => answer.total.values[0]?.value;

  it("tells the answer at once, and again after what may change it", async () => {
    const followed = await follow(world.as("cityA.analyst"), document, { question: received });
    const [first] = await followed.opened.tellFirst<StatisticsAnswer>();
    expect(first).toMatchObject({ cursor: expect.any(String), answer: { total: { values: [{ value: "0" }] } } });
    await register(staff(world).operator, complaint(world));
    const told = await followed.told<StatisticsAnswer>();
    expect(told.map(total)).toEqual(["1", "1"]);
  });

  it("tells the answer again after records of calls, where it counts calls", async () => {
    const question = { measures: ["CALLS_OFFERED", "CONNECTION_RATE"], period };
    const calls = await follow(world.as("cityB.analyst"), document, { question });
    const tickets = await follow(world.as("cityB.analyst"), document, { question: received });
    await record(world.as("cityBCentre.shiftManager"), answered(newCallId()));
    expect((await calls.told<StatisticsAnswer>()).map(total)).toEqual(["1"]);
    expect(await tickets.told()).toEqual([]);
  });

  it("compares answers by their numbers alone", async () => {
    const analyst = world.as("cityA.analyst");
    const { opened } = await follow(analyst, document, { question: { ...received, dimensions: ["KIND"] } });
    const answers = async (): Promise<unknown[]> => {
      const payloads: object[] = [];
      const context = await contextAs(await actorNamed(analyst));
      for await (const page of opened.source.backfill?.(context) ?? []) payloads.push(...page);
      return payloads.map((payload) => opened.source.fingerprint?.(payload));
    };
    const [before] = await answers();
    expect(await answers()).toEqual([before]);
    await register(staff(world).operator, complaint(world));
    expect(await answers()).not.toEqual([before]);
  });

  it("is not concerned by what changes no number of the question", async () => {
    const reports = await follow(world.as("cityA.analyst"), document, {
      question: { ...received, filter: { kinds: ["REPORT"] } },
    });
    const elsewhere = await follow(world.as("cityB.analyst"), document, { question: received });
    await complaintIn(world, "SIGNED");
    expect(await reports.told()).toEqual([]);
    expect(await elsewhere.told()).toEqual([]);
  });

  it("refuses regions that are not the reader's, and questions that are too large", async () => {
    const analyst = world.as("cityA.analyst");
    const refused = (question: object) => refusalOf(openAs(analyst, document, { question }));
    for (const region of [world.code.cityB, world.code.province]) {
      expect(await refused({ ...received, region })).toEqual({ code: "NOT_FOUND", field: "question.region" });
    }
    expect(await refused({ measures: [], period })).toMatchObject({ code: "INVALID_INPUT" });
    const dimensions = ["ISSUE_CLASS", "CHANNEL", "GOODS_CLASS", "DAY"];
    expect(await refused({ ...received, dimensions })).toMatchObject({ code: "TOO_LARGE" });
    expect((await refusalOf(openAs(world.as("cityA.operator"), document, { question: received }))).code).toBe(
      "FORBIDDEN",
    );
  });

  it("is like another of the same question", async () => {
    const analyst = world.as("cityA.analyst");
    const likenessOf = async (question: object) => (await openAs(analyst, document, { question })).source.likeness;
    const one = await likenessOf(received);
    expect(await likenessOf({ period: { to: period.to, from: period.from }, measures: ["RECEIVED"], top: null })).toBe(
      one,
    );
    expect(await likenessOf({ ...received, dimensions: ["KIND"] })).not.toBe(one);
  });
});
