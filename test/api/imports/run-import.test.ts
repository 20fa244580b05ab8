import { beforeAll, describe, expect, it } from "vitest";
import { createImportWork } from "../../../src/modules/imports/index.js";
import { runJobs } from "../../../src/modules/jobs/index.js";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { sendText } from "../../../src/platform/transaction.js";
import { expectCode, testObjects, testSeal } from "../../api.js";
import { testDatabase } from "../../database.js";
import { jobTools, takeOnly } from "../../jobs.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, freshKey, register, staff, take } from "../tickets/driving.js";
import {
  cancelDocument,
  checked,
  csvOf,
  type ImportAnswer,
  ran,
  readAgain,
  ruleInputs,
  runDocument,
  sheetRow,
  titles,
  uploaded,
  work,
} from "./importing.js";

const asPlatform = <Row extends object>(text: string, parameters: (string | number)[]): Promise<readonly Row[]> =>
  testDatabase().asSystem("a test looks behind the API", (tx) => sendText<Row>(tx, text, parameters));

describe("runImport", () => {
  let world: World;
  const analyst = () => world.as("cityA.analyst");
  const bureau = () => world.code.cityA;

  beforeAll(async () => {
    world = await makeProvince();
  });

  const tried = async (rows: readonly (readonly string[])[], caller = analyst()): Promise<ImportAnswer> => {
    const read = await uploaded(caller, csvOf(rows));
    return checked(caller, read, { rules: ruleInputs(read.suggestedRules) });
  };

  it("writes full tickets as the sheet says, with everything that a ticket has", async () => {
    const rows = [
      sheetRow("a1"),
      sheetRow("a2", { 类别: "咨询", 处理结果: "已答复", 挽回经济损失: "", 姓名: "", 联系电话: "" }),
      sheetRow("a3", { 类别: "举报", 处理结果: "不予立案", 姓名: "" }),
      sheetRow("a4", { 登记时间: "2026-03-02 09:00", 办结时间: "", 处理结果: "", 挽回经济损失: "" }),
    ];
    const read = await uploaded(analyst(), csvOf(rows));
    expect(read).toMatchObject({ state: "READ", rows: 4, columns: titles, encoding: "UTF_8", failure: null });
    const check = await checked(analyst(), read, { rules: ruleInputs(read.suggestedRules) });
    expect(check.problems.nodes).toEqual([]);
    expect(check).toMatchObject({ state: "CHECKED", goodRows: 4, badRows: 0, knownRows: 0, ticketsWritten: 0 });
    const done = await ran(analyst(), check, "ALL_OR_NOTHING");
    expect(done).toMatchObject({ state: "DONE", ticketsWritten: 4, badRows: 0, rowsDone: 4, mode: "ALL_OR_NOTHING" });
    expect(done.permittedActions).toEqual(["FETCH_PROBLEMS"]);

    const { tickets } = await analyst().ask<{ tickets: { nodes: Record<string, unknown>[] } }>(
      `{ tickets(first: 10, order: RECEIVED_DESCENDING) { nodes { id number kind state registeredAt receivedAt channel { code }
        issueClass { code } topics { code } respondent { name } contact { name phone isAnonymous } facts recoveredLoss
        dueOn timeline { verb text } } } }`,
    );
    const found = new Map(tickets.nodes.map((ticket) => [ticket.number, ticket]));
    expect(found.get("旧-a1")).toMatchObject({
      ...{ kind: "COMPLAINT", state: "ARCHIVED", registeredAt: "2019-01-24T02:30:00.000Z", channel: { code: "VISIT" } },
      ...{ issueClass: { code: "PRICE" }, topics: [{ code: "MASKS" }, { code: "EPIDEMIC" }], dueOn: null },
      ...{
        respondent: { name: "平安大药房" },
        contact: { name: "王**", phone: "138****1234" },
        recoveredLoss: "120.50",
      },
    });
    expect(found.get("旧-a1")?.timeline).toEqual([
      { verb: "REGISTER", text: expect.stringMatching(/^Imported from row 2 of a sheet of old tickets$/) },
    ]);
    expect(JSON.stringify(found.get("旧-a1")?.facts)).not.toMatch(/13800001234|王小明/);
    expect(found.get("旧-a2")).toMatchObject({ kind: "CONSULTATION", state: "ARCHIVED", contact: { name: null } });
    expect(found.get("旧-a3")).toMatchObject({ kind: "REPORT", state: "ARCHIVED", contact: { isAnonymous: true } });
    expect(found.get("旧-a4")).toMatchObject({ kind: "COMPLAINT", state: "IN_REVIEW", dueOn: null });
    // It was received under Order 20: dispatched within the authority, its limit runs from then, by that order.
    const { id } = found.get("旧-a4") as { id: string };
    const dispatched = await take(
      world.as("cityA.dispatcher"),
      "dispatchTicket",
      { id, version: 1 },
      { bureau: world.code.cityAPrice, reason: "由本局价格科办理" },
    );
    expect(dispatched).toMatchObject({ state: "DISPATCHED", regime: "ORDER_20", dueOn: "2026-03-11" });
  });

  it("keeps signs that mean something to a database as they stand, and empty cells empty", async () => {
    const caller = (await makeProvince()).as("cityA.analyst");
    const facts = 'NULL {"a",b} \\N "引号" \\"反斜线\\\\" it\'s {NULL}';
    const read = await uploaded(
      caller,
      csvOf([sheetRow("s1", { 诉求内容: facts, 被投诉对象: "NULL", 主题: "" }), sheetRow("s2", { 被投诉对象: "" })]),
    );
    await ran(caller, await checked(caller, read, { rules: ruleInputs(read.suggestedRules) }));
    const { tickets } = await caller.ask<{ tickets: { nodes: unknown[] } }>(
      "{ tickets(first: 5) { nodes { number facts topics { code } respondent { name } } } }",
    );
    expect(tickets.nodes).toEqual(
      expect.arrayContaining([
        { number: "旧-s1", facts, topics: [], respondent: { name: "NULL" } },
        expect.objectContaining({ number: "旧-s2", respondent: { name: null } }),
      ]),
    );
  });

  it("makes numbers, which agree with the tickets", async () => {
    const other = await makeProvince();
    const caller = other.as("cityA.analyst");
    const read = await uploaded(
      caller,
      csvOf([sheetRow(1), sheetRow(2), sheetRow(3, { 类别: "举报", 处理结果: "立案" })]),
    );
    await ran(caller, await checked(caller, read, { rules: ruleInputs(read.suggestedRules) }));
    const { statistics } = await caller.ask<{
      statistics: { total: { values: { measure: string; value: string }[] } };
    }>(`{ statistics(question: { measures: [RECEIVED, CLOSED, SETTLED, RECOVERED_LOSS],
      period: { from: "2019-01-24", to: "2019-01-31" } }) { total { values { measure value } } } }`);
    const values = Object.fromEntries(statistics.total.values.map(({ measure, value }) => [measure, Number(value)]));
    expect(values).toEqual({ RECEIVED: 3, CLOSED: 3, SETTLED: 2, RECOVERED_LOSS: 361.5 });
    const differing = await asPlatform<{ count: number }>(
      `SELECT count(*)::int AS count FROM ticket_facts WHERE province = $1 AND closed_on = '2019-02-01'`,
      [other.code.province],
    );
    expect(differing).toEqual([{ count: 3 }]);
  });

  it("is told of once for each part, and of no ticket", async () => {
    const done = await ran(analyst(), await tried([sheetRow("told-1"), sheetRow("told-2")]));
    const events = await asPlatform<{ type: string; payload: Record<string, unknown> }>(
      "SELECT type, payload FROM told_events WHERE subject_id = $1 ORDER BY id",
      [done.id],
    );
    expect(events.map(({ type }) => type)).toEqual([
      ...["import.prepared", "import.uploaded", "import.read", "import.checkAsked", "import.checked"],
      ...["import.begun", "import.partWritten", "import.done"],
    ]);
    expect(events.at(-2)?.payload).toMatchObject({ part: 0, tickets: 2, digest: expect.any(String) });
    expect(JSON.stringify(events)).not.toMatch(/王小明|13800001234|平安大药房|csv/);
    const registered = await asPlatform<{ count: number }>(
      "SELECT count(*)::int AS count FROM told_events WHERE province = $1 AND type = 'ticket.registered'",
      [world.code.province],
    );
    expect(registered).toEqual([{ count: 0 }]);
  });

  it("imports nothing twice: the same sheet again is known, in another order and form too", async () => {
    await ran(analyst(), await tried([sheetRow("b1"), sheetRow("b2")]));
    const again = await tried([
      sheetRow("b2", { 登记时间: "2019年1月24日 10:30", 办结时间: "43497" }),
      sheetRow("b3"),
      sheetRow("b1"),
    ]);
    expect(again).toMatchObject({ goodRows: 1, badRows: 0, knownRows: 2 });
    expect(await ran(analyst(), again, "ALL_OR_NOTHING")).toMatchObject({ ticketsWritten: 1, knownRows: 2 });
    const rest = await tried([sheetRow("b1"), sheetRow("b2"), sheetRow("b3")]);
    expect(await ran(analyst(), rest)).toMatchObject({ state: "DONE", ticketsWritten: 0, knownRows: 3 });
  });

  it("tells rows without a number apart by all that they say", async () => {
    const unnumbered = (facts: string) => sheetRow("", { 工单编号: "", 诉求内容: facts });
    const file = [unnumbered("第一件事"), unnumbered("第二件事"), unnumbered("第一件事")];
    const check = await tried(file);
    expect(check).toMatchObject({ goodRows: 2, knownRows: 1, badRows: 0 });
    expect(await ran(analyst(), check)).toMatchObject({ ticketsWritten: 2, knownRows: 1 });
    expect(await tried(file)).toMatchObject({ goodRows: 0, knownRows: 3 });
  });

  it("reports a number that says something else than before, and changes nothing", async () => {
    await ran(analyst(), await tried([sheetRow("c1")]));
    const check = await tried([
      sheetRow("c1", { 挽回经济损失: "999" }),
      sheetRow("c2"),
      sheetRow("c3"),
      sheetRow("c3", { 主题: "" }),
    ]);
    expect(check).toMatchObject({ goodRows: 1, badRows: 3, knownRows: 0 });
    expect(check.problems.nodes.map(({ code, row, value }) => [row, code, value])).toEqual([
      [2, "ALREADY_DIFFERENT", "旧-c1"],
      [4, "CONTRADICTORY_ROWS", null],
      [5, "CONTRADICTORY_ROWS", null],
    ]);
    expect(await ran(analyst(), check)).toMatchObject({ state: "DONE", ticketsWritten: 1, badRows: 3 });
    const [kept] = await asPlatform<{ amount: string }>(
      "SELECT recovered_loss::text AS amount FROM tickets WHERE intake_bureau = $1 AND number = '旧-c1'",
      [bureau()],
    );
    expect(kept).toEqual({ amount: "12050" });
  });

  it("refuses the number of a ticket that was not imported", async () => {
    const centre = world.as("cityACentre.analyst");
    const { number } = await register(staff(world).operator, complaint(world));
    const read = await uploaded(centre, csvOf([sheetRow("x", { 工单编号: number })]));
    const check = await checked(centre, read, { rules: ruleInputs(read.suggestedRules) });
    expect(check.problems.nodes).toMatchObject([{ code: "NUMBER_TAKEN", value: number }]);
  });

  it("writes all or nothing: not at all where the dry run found a bad row", async () => {
    const check = await tried([sheetRow("d1"), sheetRow("d2", { 类别: "表扬" })]);
    const input = { importId: check.id, version: check.version, mode: "ALL_OR_NOTHING" };
    expectCode(await analyst().gql(runDocument, { input }), "ILLEGAL_TRANSITION");
    expect(await ran(analyst(), check, "GOOD_ROWS")).toMatchObject({ state: "DONE", ticketsWritten: 1, badRows: 1 });
  });

  it("writes all or nothing: nothing where a row is good no more, in one transaction where there are few", async () => {
    const check = await tried([sheetRow("e1"), sheetRow("e2")]);
    await ran(analyst(), await tried([sheetRow("e2", { 主题: "" })]));
    const done = await ran(analyst(), check, "ALL_OR_NOTHING");
    expect(done).toMatchObject({ state: "FAILED", failure: "ROWS_CHANGED", ticketsWritten: 0, ticketsKept: 0 });
    expect(done.problems.nodes).toMatchObject([{ row: 3, code: "ALREADY_DIFFERENT" }]);
    expect(await countTickets("旧-e1")).toBe(0);
  });

  const countTickets = async (number: string): Promise<number> => {
    const [row] = await asPlatform<{ count: number }>(
      "SELECT count(*)::int AS count FROM tickets WHERE intake_bureau = $1 AND number LIKE $2",
      [bureau(), number],
    );
    return row?.count ?? 0;
  };

  /** An import of many rows as if of so many that its parts are written one after another. */
  const inParts = async (name: string, changes: (number: number) => Record<string, string> = () => ({})) => {
    const rows = Array.from({ length: 4100 }, (_, number) => sheetRow(`${name}-${number}`, changes(number)));
    const check = await tried(rows);
    expect(check).toMatchObject({ goodRows: 4100, badRows: 0 });
    const [province = "", id = ""] = fromGlobalId(check.id)?.parts ?? [];
    await asPlatform("UPDATE imports SET chunks = 11 WHERE province = $1 AND id = $2::text::uuid", [province, id]);
    await analyst().ask(runDocument, { input: { importId: check.id, version: check.version, mode: "ALL_OR_NOTHING" } });
    return { check, province, id };
  };

  const workOnce = async ({ id, province }: { id: string; province: string }): Promise<void> => {
    const { queue } = createImportWork({ objects: testObjects(), seal: await testSeal() });
    let isDone = false;
    const tools = { ...jobTools(), isStopped: () => isDone };
    const takeOne = takeOnly({ province, id });
    await runJobs([{ ...queue, concurrency: 1 }], tools, async (tx, of, limit) => {
      isDone = true;
      return takeOne(tx, of, limit);
    });
  };

  it("takes back what was written of all or nothing where a later part cannot be, and may be imported again", async () => {
    const { check, id, province } = await inParts("f");
    await workOnce({ id, province });
    expect(await countTickets("旧-f-%")).toBe(2000);
    // Meanwhile another import brings one of the numbers with another content.
    await ran(analyst(), await tried([sheetRow("f-4050", { 主题: "" })]));
    await work(check);
    expect(await readAgain(analyst(), check)).toMatchObject({
      ...{ state: "FAILED", failure: "ROWS_CHANGED", ticketsWritten: 0, ticketsKept: 0 },
    });
    expect(await countTickets("旧-f-%")).toBe(1);
    const left = await asPlatform<{ facts: number; deltas: number }>(
      `SELECT (SELECT count(*)::int FROM ticket_facts WHERE province = $1 AND intake_bureau = $2
          AND ticket_id NOT IN (SELECT id FROM tickets WHERE province = $1)) AS facts,
        (SELECT coalesce(sum(sign), 0)::int FROM statistic_deltas WHERE province = $1 AND ticket_id NOT IN
          (SELECT id FROM tickets WHERE province = $1)) AS deltas`,
      [province, bureau()],
    );
    expect(left).toEqual([{ facts: 0, deltas: 0 }]);
    const again = await tried([sheetRow("f-1"), sheetRow("f-2")]);
    expect(again).toMatchObject({ goodRows: 2, knownRows: 0 });
  }, 120_000);

  it("is taken back where somebody stops it in the middle, but for tickets on which somebody has worked", async () => {
    const { check, id, province } = await inParts("g", () => ({
      ...{ 登记时间: "2026-03-02 09:00", 办结时间: "", 处理结果: "", 挽回经济损失: "" },
    }));
    await workOnce({ id, province });
    await asPlatform("UPDATE tickets SET version = 2 WHERE province = $1 AND number = '旧-g-7'", [province]);
    const { cancelImport } = await analyst().ask<{ cancelImport: { import: ImportAnswer } }>(cancelDocument, {
      input: { importId: check.id },
    });
    expect(cancelImport.import.state).toBe("TAKING_BACK");
    await work(check);
    expect(await readAgain(analyst(), check)).toMatchObject({ state: "CANCELLED", ticketsKept: 1, ticketsWritten: 1 });
    expect(await countTickets("旧-g-%")).toBe(1);
  }, 120_000);

  it("keeps what it has written of good rows where somebody stops it, and goes on with another import", async () => {
    const rows = Array.from({ length: 2100 }, (_, number) => sheetRow(`h-${number}`));
    const check = await tried(rows);
    await analyst().ask(runDocument, { input: { importId: check.id, version: check.version, mode: "GOOD_ROWS" } });
    const [province = "", id = ""] = fromGlobalId(check.id)?.parts ?? [];
    await workOnce({ id, province });
    const { cancelImport } = await analyst().ask<{ cancelImport: { import: ImportAnswer } }>(cancelDocument, {
      input: { importId: check.id },
    });
    expect(cancelImport.import).toMatchObject({ state: "CANCELLED", ticketsWritten: 2000 });
    await work(check);
    expect(await countTickets("旧-h-%")).toBe(2000);
    expect(await ran(analyst(), await tried(rows))).toMatchObject({ ticketsWritten: 100, knownRows: 2000 });
  }, 120_000);

  it("does each part once, however often its jobs come", async () => {
    const check = await tried([sheetRow("i1")]);
    await analyst().ask(runDocument, { input: { importId: check.id, version: check.version, mode: "GOOD_ROWS" } });
    const [province = "", id = ""] = fromGlobalId(check.id)?.parts ?? [];
    await workOnce({ id, province });
    const [{ round } = { round: 0 }] = await asPlatform<{ round: number }>(
      "SELECT round FROM imports WHERE id = $1::text::uuid",
      [id],
    );
    const { queue } = createImportWork({ objects: testObjects(), seal: await testSeal() });
    const job = { id: freshKey(), attempt: 1, at: new Date(), requestId: "twice" };
    for (const step of ["PART", "SETTLE", "PART"] as const) {
      await testDatabase().asSystem("a job comes twice", (tx) =>
        queue.work(tx, { ...job, payload: { province, bureau: bureau(), id, round, step } }, jobTools()),
      );
    }
    await work(check);
    expect(await readAgain(analyst(), check)).toMatchObject({ state: "DONE", ticketsWritten: 1 });
    expect(await countTickets("旧-i1")).toBe(1);
  });

  it("gets no further once who imports has lost the right", async () => {
    const other = await makeProvince();
    const caller = other.as("cityB.analyst");
    const read = await uploaded(caller, csvOf([sheetRow("j1")]));
    const check = await checked(caller, read, { rules: ruleInputs(read.suggestedRules) });
    await caller.ask(runDocument, { input: { importId: check.id, version: check.version, mode: "GOOD_ROWS" } });
    await asPlatform("UPDATE role_holdings SET withdrawn_at = now() WHERE person = $1::text::uuid", [caller.id]);
    await work(check);
    const [row] = await asPlatform<{ state: string; failure: string; tickets: number }>(
      `SELECT state, failure, (SELECT count(*)::int FROM tickets WHERE province = imports.province) AS tickets
        FROM imports WHERE province = $1`,
      [other.code.province],
    );
    expect(row).toEqual({ state: "FAILED", failure: "RIGHTS_REVOKED", tickets: 0 });
  });
});
