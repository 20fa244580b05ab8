import { beforeAll, describe, expect, it } from "vitest";
import { ticketExtractParts } from "../../../src/modules/tickets/index.js";
import { type Caller, expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, expectUnseen, register, staff, type TicketAnswer } from "../tickets/driving.js";
import {
  askForTask,
  give,
  type InvestigationAnswer,
  open,
  readTask,
  shownParts,
  type TaskAnswer,
  takeOnTask,
} from "./investigating.js";

let world: World;
let ticket: TicketAnswer;
let other: TicketAnswer;
let investigation: InvestigationAnswer;
let lead: Caller;

// Nobody but those who see the tickets themselves may read any of these.
const citizen = { name: "诸葛标记", phone: "13711112222", address: "标记路9号", identityNumber: "320504199001011234" };

beforeAll(async () => {
  world = await makeProvince();
  lead = world.as("cityACentre.dispatcher");
  ticket = await complaintIn(world, "MEDIATING", {
    contact: citizen,
    facts: `${citizen.name}，电话137-1111-2222，住${citizen.address}`,
    request: `退还差价，联系${citizen.phone}`,
    disputedAmount: "380.00",
    respondent: { name: "平安大药房", address: "某街2号", businessDivision: world.division.countyA1 },
  });
  const second = { contact: { name: "公孙别人", phone: "13633334444" } };
  other = await register(staff(world).operator, complaint(world, second));
  investigation = await open(lead, [ticket, other]);
});

const toCityB = (more: object = {}) => ({
  partner: { bureau: world.code.cityB },
  ticketId: ticket.id,
  parts: ["FACTS"],
  ...more,
});

/** The fields of an extract that each part fills. */
const fieldsOf: Record<string, string[]> = {
  CLASSIFICATION: ["issueClass", "topics"],
  RESPONDENT: ["respondent"],
  FACTS: ["facts"],
  REQUEST: ["request"],
  AMOUNT: ["disputedAmount"],
  STATE: ["state", "holder"],
  DEADLINE: ["dueOn", "dueLimit"],
};

describe("a partner", () => {
  it.each(ticketExtractParts)("sees of a ticket exactly the part %s that its task names", async (part) => {
    const task = await give(lead, investigation, toCityB({ parts: [part] }));
    const { extract } = await readTask(world.as("cityB.handler"), task);
    expect(extract?.parts).toEqual([part]);
    expect(shownParts(extract)).toEqual(fieldsOf[part]);
  });

  it("never reads the citizen, whatever is named and however the texts have him", async () => {
    const task = await give(lead, investigation, {
      ...toCityB({ parts: ticketExtractParts }),
      question: `请联系${citizen.name}（${citizen.phone}）核实，另一投诉人公孙别人`,
    });
    const partner = world.as("cityB.handler");
    const { data } = await askForTask(partner, task);
    expect(data.investigationTask.question).toBe("请联系***（***）核实，另一投诉人***");
    const read = JSON.stringify(data);
    for (const known of [...Object.values(citizen), "137-1111-2222", "公孙别人", "13633334444"]) {
      expect(read).not.toContain(known);
    }
    const said = await takeOnTask(partner, "answerInvestigationTask", task, { answer: `已联系${citizen.name}` });
    expect(said.answer).toBe("已联系***");
  });

  it("is shown nothing of a ticket by a task that is about none", async () => {
    const task = await give(lead, investigation, { partner: { bureau: world.code.cityB } });
    const read = await readTask(world.as("cityB.handler"), task);
    expect(read).toMatchObject({ extract: null, ticket: null, investigation: null });
  });

  it.each<[string, (task: TaskAnswer) => Promise<unknown>]>([
    ["answered", (task) => takeOnTask(world.as("cityB.handler"), "answerInvestigationTask", task, { answer: "已查" })],
    ["withdrawn", (task) => takeOnTask(lead, "withdrawInvestigationTask", task)],
  ])("sees nothing of the ticket once its task is %s", async (_, end) => {
    const task = await give(lead, investigation, toCityB());
    const partner = world.as("cityB.handler");
    expect((await readTask(partner, task)).extract?.facts).toBe("***，电话***，住***");
    await end(task);
    expect((await readTask(partner, task)).extract).toBeNull();
    expect((await readTask(partner, task)).permittedActions).toEqual([]);
  });

  it("sees neither the ticket nor another one, nor the joint investigation and its other tasks", async () => {
    const task = await give(lead, investigation, toCityB());
    const foreign = await give(lead, investigation, { partner: { bureau: world.code.province } });
    const partner = world.as("cityB.handler");
    await expectUnseen(partner, ticket);
    await expectUnseen(partner, other);
    expectCode(await askForTask(partner, foreign), "NOT_FOUND", "id");
    const asked = await partner.gql("query ($id: ID!) { investigation(id: $id) { id } }", { id: investigation.id });
    expectCode(asked, "NOT_FOUND", "id");
    const { investigations, investigationTasks } = await partner.ask<{
      investigations: { nodes: unknown[]; totalCount: number };
      investigationTasks: { nodes: { id: string; partner: { code: string } }[] };
    }>(`{ investigations { nodes { id } totalCount }
      investigationTasks(first: 100) { nodes { id partner { code } } } }`);
    expect(investigations).toEqual({ nodes: [], totalCount: 0 });
    expect(new Set(investigationTasks.nodes.map(({ partner: { code } }) => code))).toEqual(new Set([world.code.cityB]));
    expect(investigationTasks.nodes.map(({ id }) => id)).toContain(task.id);
  });

  it("alone is shown the extract: not those above it, nor its centre, nor the lead, which has the ticket", async () => {
    const task = await give(lead, investigation, toCityB());
    for (const name of ["province.supervisor", "cityBCentre.dispatcher", "cityACentre.dispatcher"] as const) {
      expect((await readTask(world.as(name), task)).extract).toBeNull();
    }
    expect((await readTask(lead, task)).ticket).toEqual({ id: ticket.id, number: ticket.number });
  });

  it("may be beneath the lead, and then sees the ticket only where it sees it anyway", async () => {
    const task = await give(lead, investigation, { ...toCityB(), partner: { bureau: world.code.countyA2 } });
    const read = await readTask(world.as("countyA2.handler"), task);
    expect(read).toMatchObject({ ticket: null, investigation: null, permittedActions: ["ANSWER"] });
    expect(shownParts(read.extract)).toEqual(["facts"]);
  });

  it("is nobody else: strangers find no task", async () => {
    const task = await give(lead, investigation, toCityB());
    for (const name of ["countyB1.handler", "countyA1.handler", "cityBPrice.handler"] as const) {
      expectCode(await askForTask(world.as(name), task), "NOT_FOUND", "id");
      const { node } = (await world.as(name).gql<{ node: unknown }>(`{ node(id: "${task.id}") { id } }`)).data;
      expect(node ?? null).toBeNull();
    }
  });
});
