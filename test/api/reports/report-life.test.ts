import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { expectCode } from "../../api.js";
import { asSuperuser } from "../../database.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, World } from "../../world.js";
import { complaint, consultation, register } from "../tickets/driving.js";
import { listed, lookUp, type ReportAnswer, run, send, stepOn } from "./reporting.js";

let stage: Stage;
let world: World;

beforeAll(async () => {
  stage = await setStage("2026-10-20");
  world = await stage.makeProvince();
  await register(world.as("cityACentre.operator"), consultation());
});

afterAll(() => stage.close());

const prepare = (name: PersonName = "cityA.analyst"): Promise<ReportAnswer> =>
  run(world.as(name), "prepareReport", { kind: "DAILY", day: "2026-10-20" });

const submit = async (name: PersonName = "cityA.analyst", more = {}): Promise<ReportAnswer> =>
  run(world.as(name), "submitReport", stepOn(await prepare(name), more));

/** The stored document of a report, behind the back of the API. */
async function storedOf({ id }: ReportAnswer): Promise<{ content: string; digest: string }> {
  const key = Buffer.from(id, "base64url").toString().split(":")[2] ?? "";
  const [row] = await asSuperuser(
    inject("adminUrl"),
    (sql) => sql<{ content: string; digest: string }[]>`SELECT content, digest FROM reports WHERE id = ${key}`,
  );
  return row ?? expect.fail("no such report");
}

describe("submitReport", () => {
  it("sends a draft to the bureau directly above, with a number and a digest", async () => {
    const draft = await prepare();
    const submitted = await run(world.as("cityA.analyst"), "submitReport", stepOn(draft));
    expect(submitted).toMatchObject({
      id: draft.id,
      state: "SUBMITTED",
      receiver: { code: world.code.province },
      version: 2,
      submittedByName: `${world.mark}cityA.analyst`,
      permittedActions: [],
    });
    expect(submitted.number).toMatch(/^省.*市监统〔2026〕第\d+号$/);
    expect(submitted.sections).toEqual(draft.sections);
    const { content, digest } = await storedOf(submitted);
    expect(createHash("sha256").update(content).digest("hex")).toBe(digest);
    expect(submitted.digest).toBe(digest);
    expect(JSON.parse(content)).toMatchObject({
      format: "lianxin-report/1",
      number: submitted.number,
      receiver: { code: world.code.province },
      view: "COHORT",
    });
  });

  it("numbers the reports of a bureau without gaps", async () => {
    const numberOf = ({ number }: ReportAnswer): number => Number(/第(\d+)号/.exec(number ?? "")?.[1]);
    const first = await submit();
    await prepare();
    expect(numberOf(await submit())).toBe(numberOf(first) + 1);
    expect(numberOf(await submit("cityB.analyst"))).toBe(1);
  });

  it("may leave out a level, and go nowhere but up", async () => {
    const county = await submit("countyA1.analyst", { receiver: world.code.province });
    expect(county.receiver?.code).toBe(world.code.province);
    const draft = await prepare("countyA1.analyst");
    const to = (receiver: string) => send(world.as("countyA1.analyst"), "submitReport", stepOn(draft, { receiver }));
    for (const receiver of [world.code.countyA2, world.code.cityB, world.code.countyA1, world.code.streetA1]) {
      expectCode(await to(receiver), "FORBIDDEN");
    }
    expectCode(await to("没有"), "NOT_FOUND", "receiver");
  });

  it("goes from a centre to its authority", async () => {
    expect((await submit("cityACentre.analyst")).receiver?.code).toBe(world.code.cityA);
  });

  it("goes from a province to the nation, which gives its receipt", async () => {
    const submitted = await submit("province.analyst");
    expect(submitted).toMatchObject({ state: "SUBMITTED", receiver: { code: world.code.nation } });
    const received = await run(world.as("nation.analyst"), "receiveReport", stepOn(submitted));
    expect(received).toMatchObject({ id: submitted.id, state: "RECEIVED" });
  });

  it("has nobody above the nation", async () => {
    const draft = await run(world.as("nation.analyst"), "prepareReport", {
      kind: "DAILY",
      day: "2026-10-20",
      region: world.code.cityB,
    });
    expectCode(await send(world.as("nation.analyst"), "submitReport", stepOn(draft)), "FORBIDDEN");
  });

  it("is done once, upon the version that was seen", async () => {
    const draft = await prepare();
    expectCode(await send(world.as("cityA.analyst"), "submitReport", stepOn({ ...draft, version: 7 })), "CONFLICT");
    const submitted = await run(world.as("cityA.analyst"), "submitReport", stepOn(draft));
    expectCode(await send(world.as("cityA.analyst"), "submitReport", stepOn(draft)), "CONFLICT");
    const again = await send(world.as("cityA.analyst"), "submitReport", stepOn(submitted));
    expect(expectCode(again, "ILLEGAL_TRANSITION").extensions.permittedActions).toEqual([]);
  });

  it("is for those who watch the region of the bureau", async () => {
    const draft = await prepare();
    expectCode(await send(world.as("cityA.handler"), "submitReport", stepOn(draft)), "FORBIDDEN");
    for (const name of ["province.analyst", "cityB.analyst", "cityACentre.analyst"] as const) {
      expectCode(await send(world.as(name), "submitReport", stepOn(draft)), "NOT_FOUND", "reportId");
    }
  });
});

describe("a submitted report", () => {
  it("is seen by its bureau and by those above, and by nobody else", async () => {
    const submitted = await submit();
    for (const name of ["cityA.analyst", "province.analyst", "nation.analyst", "cityA.operator"] as const) {
      expect((await lookUp(world.as(name), submitted)).data.report.title).toBe(submitted.title);
    }
    for (const name of ["cityB.analyst", "countyA1.analyst", "cityAPrice.analyst"] as const) {
      expectCode(await lookUp(world.as(name), submitted), "NOT_FOUND", "id");
    }
    const other = await stage.makeProvince();
    for (const name of ["province.analyst", "cityA.analyst"] as const) {
      expectCode(await lookUp(other.as(name), submitted), "NOT_FOUND", "id");
      for (const view of ["MINE", "SUBMITTED_TO_US", "BENEATH"]) {
        expect(await listed(other.as(name), { view })).toEqual([]);
      }
    }
  });

  it("cannot be changed by anybody, the platform included", async () => {
    const submitted = await submit();
    const { content } = await storedOf(submitted);
    await expect(
      asSuperuser(
        inject("adminUrl"),
        (sql) => sql`UPDATE reports SET content = '{}' WHERE digest = ${submitted.digest}`,
      ),
    ).rejects.toMatchObject({ code: "23000" });
    await expect(
      asSuperuser(inject("adminUrl"), (sql) => sql`DELETE FROM reports WHERE digest = ${submitted.digest}`),
    ).rejects.toMatchObject({ code: "23000" });
    expect((await storedOf(submitted)).content).toBe(content);
  });

  it("stays as it is when tickets come later", async () => {
    const submitted = await submit();
    stage.tick();
    await register(world.as("cityACentre.operator"), complaint(world, { issueClass: "QUALITY" }));
    const { data } = await lookUp(world.as("province.analyst"), submitted);
    expect(data.report.sections).toEqual(submitted.sections);
  });
});

describe("receiveReport", () => {
  it("gives a receipt: who, when, and a number of the receiver's own", async () => {
    const submitted = await submit();
    const seen = (await lookUp(world.as("province.supervisor"), submitted)).data.report;
    expect(seen.permittedActions).toEqual(["RECEIVE"]);
    const received = await run(world.as("province.supervisor"), "receiveReport", stepOn(submitted));
    expect(received).toMatchObject({
      state: "RECEIVED",
      receivedByName: `${world.mark}province.supervisor`,
      digest: submitted.digest,
      permittedActions: [],
    });
    expect(received.receipt).toMatch(/市监收〔2026〕第\d+号$/);
    const again = await send(world.as("province.supervisor"), "receiveReport", stepOn(received));
    expectCode(again, "ILLEGAL_TRANSITION");
  });

  it("is for the receiver alone", async () => {
    const county = await submit("countyA1.analyst", { receiver: world.code.province });
    for (const name of ["cityA.analyst", "nation.analyst", "countyA1.analyst", "province.operator"] as const) {
      expectCode(await send(world.as(name), "receiveReport", stepOn(county)), "FORBIDDEN");
    }
    expectCode(await send(world.as("cityB.analyst"), "receiveReport", stepOn(county)), "NOT_FOUND", "reportId");
    expectCode(await send(world.as("cityA.analyst"), "receiveReport", stepOn(await prepare())), "ILLEGAL_TRANSITION");
  });
});

describe("discardReport", () => {
  it("keeps a draft that was not wanted, for its bureau alone", async () => {
    const draft = await prepare();
    const discarded = await run(world.as("cityA.analyst"), "discardReport", stepOn(draft));
    expect(discarded).toMatchObject({ state: "DISCARDED", permittedActions: [], digest: null });
    expect(discarded.discardedAt).not.toBeNull();
    expectCode(await lookUp(world.as("province.analyst"), draft), "NOT_FOUND", "id");
    expectCode(await send(world.as("cityA.analyst"), "submitReport", stepOn(discarded)), "ILLEGAL_TRANSITION");
  });

  it("takes nothing back that was submitted", async () => {
    const submitted = await submit();
    expectCode(await send(world.as("cityA.analyst"), "discardReport", stepOn(submitted)), "ILLEGAL_TRANSITION");
    expectCode(await send(world.as("province.analyst"), "discardReport", stepOn(submitted)), "FORBIDDEN");
  });
});

interface AuditEntry {
  action: string;
  details: { name: string; value: string }[];
}

describe("the records of a report", () => {
  it("tell of each step with codes, at the side that acted", async () => {
    const submitted = await submit("cityB.analyst");
    await run(world.as("province.head"), "receiveReport", stepOn(submitted));
    const ask = async (name: PersonName): Promise<AuditEntry[]> => {
      const { auditEntries } = await world.as(name).ask<{
        auditEntries: { nodes: AuditEntry[] };
      }>(
        "query ($subject: ID!) { auditEntries(filter: { subject: $subject }, first: 10) { nodes { action details { name value } } } }",
        { subject: submitted.id },
      );
      return auditEntries.nodes;
    };
    expect((await ask("cityB.auditor")).map(({ action }) => action).sort()).toEqual([
      "report.prepare",
      "report.submit",
    ]);
    const all = await ask("province.auditor");
    expect(all.map(({ action }) => action)).toContain("report.receive");
    const { details = [] } = all.find(({ action }) => action === "report.submit") ?? {};
    expect(Object.fromEntries(details.map(({ name, value }) => [name, value]))).toMatchObject({
      kind: "DAILY",
      from: "DRAFT",
      to: "SUBMITTED",
      digest: submitted.digest,
    });
  });
});
