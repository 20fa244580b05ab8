import { beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, read, register, type TicketAnswer, take } from "../tickets/driving.js";
import {
  askForTask,
  close,
  give,
  type InvestigationAnswer,
  open,
  readInvestigation,
  readTask,
  shownParts,
  type TaskAnswer,
  takeOnTask,
} from "./investigating.js";

// Cangzhou's centre had complaints about sellers of masks who could be found under no name or address.
let home: World;
let elsewhere: World;
let ticket: TicketAnswer;
let investigation: InvestigationAnswer;
let tasks: Record<"police" | "telecom" | "sister" | "province", TaskAnswer>;

const citizen = { name: "欧阳明月", phone: "13987651234" };

beforeAll(async () => {
  [home, elsewhere] = await Promise.all([makeProvince(), makeProvince()]);
});

const timelineOf = async (caller: ReturnType<World["as"]>, { id }: { id: string }): Promise<string[]> => {
  const { ticket: found } = await caller.ask<{ ticket: { timeline: { text: string }[] } }>(
    "query ($id: ID!) { ticket(id: $id) { timeline { text } } }",
    { id },
  );
  return found.timeline.map(({ text }) => text);
};

describe("a respondent who cannot be identified", () => {
  it("is on the list for joint tracing", async () => {
    const input = complaint(home, {
      contact: citizen,
      respondent: { name: "微信卖家口罩小铺" },
      facts: `${citizen.name}（${citizen.phone}）向口罩小铺付款400元后被拉黑`,
    });
    ticket = await register(home.as("cityACentre.operator"), input);
    expect(ticket.locality).toBe("UNIDENTIFIED");
    const dispatcher = home.as("cityACentre.dispatcher");
    ticket = await take(dispatcher, "setTicketTracing", ticket);
    const { tickets } = await dispatcher.ask<{ tickets: { nodes: { id: string }[] } }>(
      "{ tickets(filter: { isForTracing: true }) { nodes { id } } }",
    );
    expect(tickets.nodes).toEqual([{ id: ticket.id }]);
  });

  it("is looked for by the centre with the police, the operator, a sister city and another province", async () => {
    const dispatcher = home.as("cityACentre.dispatcher");
    investigation = await open(dispatcher, [ticket]);
    const about = { ticketId: ticket.id };
    tasks = {
      police: await give(dispatcher, investigation, { partner: { kind: "POLICE", name: "市公安局" }, ...about }),
      telecom: await give(dispatcher, investigation, { partner: { kind: "TELECOM", name: "移动公司" } }),
      sister: await give(dispatcher, investigation, {
        partner: { bureau: home.code.cityB },
        parts: ["RESPONDENT", "FACTS"],
        ...about,
      }),
      province: await give(dispatcher, investigation, {
        partner: { bureau: elsewhere.code.cityA },
        parts: ["RESPONDENT"],
        ...about,
      }),
    };
    expect(tasks.police).toMatchObject({ partner: null, partnerKind: "POLICE", partnerName: "市公安局" });
    const { tasks: given, version } = await readInvestigation(dispatcher, investigation);
    expect(given.map(({ id }) => id)).toEqual(Object.values(tasks).map(({ id }) => id));
    expect(version).toBe(5);
  });

  it("is shown to each partner as far as its task says, without the citizen", async () => {
    const sister = await readTask(home.as("cityB.handler"), tasks.sister);
    expect(shownParts(sister.extract)).toEqual(["respondent", "facts"]);
    expect(sister.extract).toMatchObject({ number: ticket.number, respondent: { name: "微信卖家口罩小铺" } });
    expect(sister.extract?.facts).toBe("***（***）向口罩小铺付款400元后被拉黑");
    const province = await readTask(elsewhere.as("cityA.handler"), tasks.province);
    expect(shownParts(province.extract)).toEqual(["respondent"]);
    for (const { ticket: whole, investigation: matter } of [sister, province]) {
      expect([whole, matter]).toEqual([null, null]);
    }
  });

  it("is found by what the partners answer, each of whom sees nothing after that", async () => {
    const partner = elsewhere.as("cityA.handler");
    const answered = await takeOnTask(partner, "answerInvestigationTask", tasks.province, {
      answer: "该微信号由本市平安商行使用",
    });
    expect(answered).toMatchObject({ state: "ANSWERED", extract: null, version: 2 });
    expect((await readTask(partner, tasks.province)).extract).toBeNull();
    const dispatcher = home.as("cityACentre.dispatcher");
    const noted = await takeOnTask(dispatcher, "noteInvestigationAnswer", tasks.police, { answer: "与平安商行一致" });
    expect(noted).toMatchObject({ state: "ANSWERED", answer: "与平安商行一致" });
    const closed = await takeOnTask(dispatcher, "closeInvestigationTask", answered);
    expect(closed).toMatchObject({ state: "CLOSED", answer: "该微信号由本市平安商行使用" });
  });

  it("is entered by the verbs of tickets, and the ticket goes to the competent county", async () => {
    const { operator, dispatcher } = {
      operator: home.as("cityACentre.operator"),
      dispatcher: home.as("cityACentre.dispatcher"),
    };
    let found = await take(dispatcher, "returnTicketToOperator", await read(dispatcher, ticket));
    found = await take(operator, "amendTicket", found, {
      respondent: { name: "平安商行", businessDivision: home.division.countyA1 },
    });
    found = await take(operator, "submitTicket", found);
    found = await take(dispatcher, "dispatchTicket", found, { bureau: home.code.countyA1 });
    expect(found).toMatchObject({ locality: "WITHIN_REACH", isForTracing: false, state: "DISPATCHED" });
  });

  it("ends the joint investigation, with which the open tasks are withdrawn", async () => {
    const dispatcher = home.as("cityACentre.dispatcher");
    const closed = await close(dispatcher, investigation, { outcome: `查明为平安商行，已告知${citizen.name}` });
    expect(closed).toMatchObject({ state: "CLOSED", outcome: "查明为平安商行，已告知***", permittedActions: [] });
    expect(closed.tasks.map(({ state }) => state)).toEqual(["CLOSED", "WITHDRAWN", "WITHDRAWN", "CLOSED"]);
    expect(await readTask(home.as("cityB.handler"), tasks.sister)).toMatchObject({ state: "WITHDRAWN", extract: null });
    expectCode(await askForTask(home.as("cityB.handler"), tasks.province), "NOT_FOUND", "id");
  });

  it("leaves the whole story in the timeline of the ticket, without a word of what was asked or answered", async () => {
    const told = await timelineOf(home.as("cityACentre.dispatcher"), ticket);
    expect(told.filter((text) => /joint investigation/i.test(text))).toEqual([
      "Opened a joint investigation",
      expect.stringMatching(/^Asked the police to help in a joint investigation \(by \d{4}-\d\d-\d\d\)$/),
      expect.stringContaining(`Asked ${home.mark}cityB to help`),
      expect.stringContaining(`Asked ${elsewhere.mark}cityA to help`),
      `The task of ${elsewhere.mark}cityA in a joint investigation was answered`,
      "The task of the police in a joint investigation was answered",
      `Withdrew the task of ${home.mark}cityB in a joint investigation`,
      "The joint investigation was closed",
    ]);
    expect(told.join()).not.toMatch(/平安商行|核实经营者/);
  });
});
