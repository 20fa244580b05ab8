import { beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaintIn,
  consultation,
  read,
  register,
  report,
  reportInVerification,
  staff,
  type TicketAnswer,
  take,
} from "../tickets/driving.js";
import { ask, download, exportDocument, exported, linesOf, readAgain, recordsOf, work } from "./exporting.js";

let world: World;
let settled: TicketAnswer;
let verified: TicketAnswer;

beforeAll(async () => {
  world = await makeProvince();
  settled = await complaintIn(world, "CLOSED", { disputedAmount: "1234567890123.45", topics: ["MASKS"] });
  verified = await reportInVerification(world);
  await register(staff(world).operator, consultation());
});

const analyst = () => world.as("cityA.analyst");

const idsOf = (lines: readonly Record<string, unknown>[]) => lines.map(({ id }) => id);

describe("exportTickets", () => {
  it("begins an export that belongs to the caller and his bureau, with the count of its rows", async () => {
    const begun = await ask(analyst(), { filter: { kinds: ["COMPLAINT"] } });
    expect(begun).toMatchObject({
      ...{
        subject: "TICKETS",
        format: "JSONL",
        state: "QUEUED",
        failure: null,
        rowsExpected: 1,
        rowsDone: 0,
        bytes: 0,
      },
      bureau: { code: world.code.cityA },
      permittedActions: ["CANCEL"],
      purpose: "月度分析",
    });
    expect(JSON.parse(begun.asked)).toEqual({ filter: { kinds: ["COMPLAINT"] }, view: "ALL" });
    expect(begun.requesterName).toContain("cityA.analyst");
    await work(begun);
    expect(await readAgain(analyst(), begun)).toMatchObject({
      ...{ state: "DONE", rowsDone: 1, permittedActions: ["DOWNLOAD"] },
    });
  });

  it("writes what the list shows, the latest first, as JSON Lines with stable keys", async () => {
    const columns = ["ID", "NUMBER", "KIND", "STATE", "RECEIVED_AT", "CLOSED_AT", "DUE_ON", "DISPUTED_AMOUNT"];
    const more = ["RECOVERED_LOSS", "TOPICS", "IS_ANONYMOUS", "RETURNS", "HOLDER", "HOLDER_NAME", "ISSUE_CLASS_NAME"];
    const { done, text } = await exported(analyst(), { columns: [...columns, ...more] });
    const { tickets } = await analyst().ask<{ tickets: { nodes: TicketAnswer[] } }>(
      "{ tickets { nodes { id number receivedAt closedAt dueOn issueClass { name } } } }",
    );
    const lines = linesOf(text);
    expect(
      lines.map(({ id, number, receivedAt, closedAt, dueOn }) => ({ id, number, receivedAt, closedAt, dueOn })),
    ).toEqual(
      tickets.nodes.map(({ id, number, receivedAt, closedAt, dueOn }) => ({ id, number, receivedAt, closedAt, dueOn })),
    );
    expect(done).toMatchObject({ rowsDone: 3, bytes: Buffer.byteLength(text) });
    expect(lines.find(({ id }) => id === settled.id)).toMatchObject({
      ...{ kind: "COMPLAINT", state: "CLOSED", disputedAmount: "1234567890123.45", recoveredLoss: "380.00" },
      ...{ topics: ["MASKS"], isAnonymous: false, returns: 0, holder: world.code.countyA1 },
      ...{ holderName: `${world.mark}countyA1`, dueOn: null },
    });
    expect(Object.keys(lines[0] ?? {})).toEqual([
      ...["id", "number", "kind", "state", "receivedAt", "closedAt", "dueOn", "disputedAmount", "recoveredLoss"],
      ...["topics", "isAnonymous", "returns", "holder", "holderName", "issueClassName"],
    ]);
    expect(lines.map(({ issueClassName }) => issueClassName)).not.toContain("PRICE");
  });

  it("says of a ticket that was merged into which", async () => {
    const place = await makeProvince();
    const { dispatcher, operator } = staff(place);
    const [kept, other] = [await register(operator, report(place)), await register(operator, report(place))];
    const input = { ticketId: kept.id, version: kept.version, otherId: other.id, otherVersion: other.version };
    await dispatcher.ask("mutation ($input: MergeTicketsInput!) { mergeTickets(input: $input) { other { id } } }", {
      input: { ...input, remark: "同一人就同一事项再次来电" },
    });
    const { text } = await exported(place.as("cityA.analyst"), { columns: ["ID", "STATE", "MERGED_INTO"] });
    expect(linesOf(text)).toEqual([
      { id: other.id, state: "CLOSED", mergedInto: kept.id },
      { id: kept.id, state: kept.state, mergedInto: null },
    ]);
  });

  it("does not name the one that it was merged into to whoever does not see that any more", async () => {
    const place = await makeProvince();
    const { dispatcher, handler, operator } = staff(place);
    const atCounty = async (): Promise<TicketAnswer> => {
      const ticket = await register(operator, report(place));
      return take(dispatcher, "dispatchTicket", ticket, { bureau: place.code.countyA1 });
    };
    const [kept, other] = [await atCounty(), await atCounty()];
    const input = { ticketId: kept.id, version: kept.version, otherId: other.id, otherVersion: other.version };
    const { mergeTickets } = await handler.ask<{ mergeTickets: { ticket: TicketAnswer } }>(
      "mutation ($input: MergeTicketsInput!) { mergeTickets(input: $input) { ticket { id version } } }",
      { input: { ...input, remark: "同一人就同一事项再次来电" } },
    );
    const columns = ["ID", "MERGED_INTO"];
    const before = await exported(place.as("countyA1.analyst"), { columns });
    expect(linesOf(before.text)).toContainEqual({ id: other.id, mergedInto: kept.id });
    const back = await take(handler, "returnTicketToCentre", mergeTickets.ticket, { reason: "ADDRESS_UNKNOWN" });
    await take(dispatcher, "dispatchTicket", back, { bureau: place.code.countyA2, reason: "改派他局" });
    const after = await exported(place.as("countyA1.analyst"), { columns });
    expect(linesOf(after.text)).toEqual([{ id: other.id, mergedInto: null }]);
  });

  it("writes CSV with titles in the language of the request, and China's hours", async () => {
    const columns = ["NUMBER", "STATE_NAME", "DISPUTED_AMOUNT", "RECEIVED_AT", "IS_ANONYMOUS"];
    const input = { format: "CSV", columns, filter: { states: ["CLOSED"] } };
    const english = recordsOf((await exported(analyst(), input)).text);
    const chinese = recordsOf((await exported(analyst(), input, { "Accept-Language": "zh" })).text);
    const { receivedAt } = await read(analyst(), settled);
    const local = new Date(Date.parse(receivedAt) + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
    const values = ["1234567890123.45", local, "false"];
    expect(english).toEqual([
      ["Number", "State", "Disputed amount in yuan", "Received at", "Anonymous"],
      [settled.number, "Closed", ...values],
    ]);
    expect(chinese).toEqual([
      ["编号", "状态", "争议金额（元）", "接收时间", "是否匿名"],
      [settled.number, "办结", ...values],
    ]);
  });

  it("begins a CSV file with a byte order mark on request alone", async () => {
    const begun = await ask(analyst(), { format: "CSV", byteOrderMark: true, columns: ["NUMBER"] });
    await work(begun);
    const bytes = await download(analyst(), begun);
    expect(bytes.subarray(0, 4)).toEqual(Buffer.from([0xef, 0xbb, 0xbf, 0x22]));
    const { text } = await exported(analyst(), { format: "CSV", columns: ["NUMBER"] });
    expect(text.charAt(0)).toBe('"');
    expect(bytes.length).toBe(Buffer.byteLength(text) + 3);
  });

  it("writes the titles alone where nothing matches, and an empty file of JSON Lines", async () => {
    const nothing = { filter: { states: ["TESTING"] }, columns: ["NUMBER"] };
    expect((await exported(analyst(), { ...nothing, format: "CSV" })).text).toBe('"Number"\r\n');
    expect((await exported(analyst(), nothing)).text).toBe("");
  });

  it("exports what a search for words finds", async () => {
    const { text } = await exported(analyst(), { filter: { text: "哄抬口罩" }, columns: ["ID"] });
    expect(idsOf(linesOf(text))).toEqual([verified.id]);
  });

  it("exports the part of the scope that a view shows", async () => {
    const centre = world.as("cityACentre.supervisor");
    const { text } = await exported(centre, { view: "WAITING_FOR_ME", columns: ["ID"] });
    const { tickets } = await centre.ask<{ tickets: { nodes: { id: string }[] } }>(
      "{ tickets(view: WAITING_FOR_ME) { nodes { id } } }",
    );
    expect(idsOf(linesOf(text))).toEqual(idsOf(tickets.nodes));
  });

  it("leaves out what was registered after the request", async () => {
    const begun = await ask(analyst(), { columns: ["ID"] });
    const later = await register(staff(world).operator, report(world));
    await work(begun);
    const ids = idsOf(linesOf((await download(analyst(), begun)).toString("utf8")));
    expect(ids).toHaveLength(3);
    expect(ids).not.toContain(later.id);
  });

  it.each([
    [{ purpose: " " }, "purpose"],
    [{ purpose: "用".repeat(501) }, "purpose"],
    [{ purpose: "月度\u0000分析" }, "purpose"],
    [{ byteOrderMark: true }, "byteOrderMark"],
    [{ columns: [] }, "columns"],
    [{ columns: ["NUMBER", "NUMBER"] }, "columns"],
    [{ filter: { issueClasses: ["NOBODY_HAS_IT"] } }, "filter.issueClasses"],
    [{ filter: { region: "NOWHERE" } }, "filter.region"],
  ])("refuses %j with INVALID_INPUT and the field", async (input, field) => {
    const { data, errors } = await analyst().gql(exportDocument, {
      input: { format: "JSONL", purpose: "月度分析", ...input },
    });
    expect(data ?? null).toBeNull();
    expectCode({ errors }, "INVALID_INPUT", field);
  });

  it("is FORBIDDEN to those who handle tickets", async () => {
    const input = { format: "JSONL", purpose: "月度分析" };
    expectCode(await world.as("cityA.handler").gql(exportDocument, { input }), "FORBIDDEN");
    expectCode(await world.as("cityA.administrator").gql(exportDocument, { input }), "FORBIDDEN");
  });

  it("keeps its purpose, and shows no number of a citizen that stands in it", async () => {
    const begun = await ask(analyst(), { purpose: "核对 13812345678 的投诉" });
    expect(begun.purpose).toBe("核对 *** 的投诉");
    await work(begun);
  });
});
