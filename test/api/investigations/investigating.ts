import { expect } from "vitest";
import { addWorkingDays } from "../../../src/modules/calendar/index.js";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import type { TicketAnswer } from "../tickets/driving.js";

/** A working day so many working days from today. */
export function workingDayAhead(count = 5): string {
  return addWorkingDays(chinaDay(systemClock.now()), count).due;
}

/** A task as tests read it. */
export interface TaskAnswer {
  id: string;
  state: string;
  version: number;
  question: string;
  answer: string | null;
  dueOn: string;
  isOverdue: boolean;
  parts: string[];
  partnerKind: string;
  partnerName: string | null;
  partner: { code: string } | null;
  lead: { code: string };
  investigation: { id: string } | null;
  ticket: { id: string; number: string } | null;
  extract: ExtractAnswer | null;
  answeredAt: string | null;
  closedAt: string | null;
  permittedActions: string[];
}

/** An extract as tests read it. */
export interface ExtractAnswer {
  number: string;
  kind: string;
  parts: string[];
  facts: string | null;
  request: string | null;
  [part: string]: unknown;
}

/** A joint investigation as tests read it. */
export interface InvestigationAnswer {
  id: string;
  state: string;
  version: number;
  title: string;
  purpose: string;
  outcome: string | null;
  lead: { code: string };
  openedAt: string;
  closedAt: string | null;
  tickets: { id: string }[];
  tasks: { id: string; state: string }[];
  permittedActions: string[];
}

/** The fields of an extract. */
export const extractFields = `number kind parts issueClass { code } goodsClass { code } topics { code }
  respondent { name address creditCode division { code } } facts request disputedAmount state holder { code } dueOn dueLimit`;

/** The fields of a task. */
export const taskFields = `id state version question answer dueOn isOverdue parts partnerKind partnerName partner { code }
  lead { code } investigation { id } ticket { id number } extract { ${extractFields} } answeredAt closedAt permittedActions`;

/** The fields of a joint investigation. */
export const investigationFields = `id state version title purpose outcome lead { code } openedAt closedAt
  tickets { id } tasks { id state } permittedActions`;

const inputTypes = {
  openInvestigation: "OpenInvestigationInput",
  addInvestigationTickets: "AddInvestigationTicketsInput",
  closeInvestigation: "CloseInvestigationInput",
  giveInvestigationTask: "GiveInvestigationTaskInput",
  answerInvestigationTask: "InvestigationAnswerInput",
  noteInvestigationAnswer: "InvestigationAnswerInput",
  closeInvestigationTask: "InvestigationTaskStepInput",
  withdrawInvestigationTask: "InvestigationTaskStepInput",
} as const;

/** A mutation of joint investigations. */
export type InvestigationStep = keyof typeof inputTypes;

const taskPart = `task { ${taskFields} }`;
const investigationPart = `investigation { ${investigationFields} }`;

const answers: Record<InvestigationStep, string> = {
  openInvestigation: investigationPart,
  addInvestigationTickets: investigationPart,
  closeInvestigation: investigationPart,
  giveInvestigationTask: `${taskPart} ${investigationPart}`,
  answerInvestigationTask: taskPart,
  noteInvestigationAnswer: taskPart,
  closeInvestigationTask: taskPart,
  withdrawInvestigationTask: taskPart,
};

interface StepAnswer {
  task: TaskAnswer;
  investigation: InvestigationAnswer;
}

/** Sends a mutation, whatever comes of it. */
export function send(
  caller: Caller,
  step: InvestigationStep,
  input: Variables,
): Promise<GraphqlResult<Record<string, StepAnswer>>> {
  const document = `mutation ($input: ${inputTypes[step]}!) { ${step}(input: $input) { ${answers[step]} } }`;
  return caller.gql(document, { input });
}

async function take(caller: Caller, step: InvestigationStep, input: Variables): Promise<StepAnswer> {
  const { data, errors } = await send(caller, step, input);
  expect(errors).toBeUndefined();
  return data[step] ?? expect.fail(`${step} gave no answer`);
}

/** What a joint investigation is opened with. */
export function opening(tickets: readonly Pick<TicketAnswer, "id">[], more: Variables = {}): Variables {
  return { title: "查找商家", purpose: "商家无法确定，请协查", tickets: tickets.map(({ id }) => id), ...more };
}

/** Opens a joint investigation on tickets. */
export async function open(
  caller: Caller,
  tickets: readonly Pick<TicketAnswer, "id">[],
  more: Variables = {},
): Promise<InvestigationAnswer> {
  return (await take(caller, "openInvestigation", opening(tickets, more))).investigation;
}

/** What a task is given with: to a bureau where none is named. */
export function giving({ id, version }: InvestigationAnswer, more: Variables): Variables {
  return { investigationId: id, version, question: "请核实经营者身份", dueOn: workingDayAhead(), ...more };
}

/** Gives a task of a joint investigation as it stands now. */
export async function give(caller: Caller, investigation: Pick<InvestigationAnswer, "id">, more: Variables) {
  const standing = await readInvestigation(caller, investigation);
  return (await take(caller, "giveInvestigationTask", giving(standing, more))).task;
}

/** Takes a step on a task. */
export async function takeOnTask(
  caller: Caller,
  step: "answerInvestigationTask" | "noteInvestigationAnswer" | "closeInvestigationTask" | "withdrawInvestigationTask",
  { id, version }: Pick<TaskAnswer, "id" | "version">,
  more: Variables = {},
): Promise<TaskAnswer> {
  return (await take(caller, step, { taskId: id, version, ...more })).task;
}

/** Closes a joint investigation as it stands now. */
export async function close(caller: Caller, investigation: Pick<InvestigationAnswer, "id">, more: Variables = {}) {
  const { id, version } = await readInvestigation(caller, investigation);
  const input = { investigationId: id, version, outcome: "已查明", ...more };
  return (await take(caller, "closeInvestigation", input)).investigation;
}

/** Reads a joint investigation that must be visible. */
export async function readInvestigation(caller: Caller, { id }: { id: string }): Promise<InvestigationAnswer> {
  const { investigation } = await caller.ask<{ investigation: InvestigationAnswer }>(
    `query ($id: ID!) { investigation(id: $id) { ${investigationFields} } }`,
    { id },
  );
  return investigation;
}

/** Asks for a task, whatever comes of it. */
export function askForTask(caller: Caller, { id }: { id: string }) {
  return caller.gql<{ investigationTask: TaskAnswer }>(
    `query ($id: ID!) { investigationTask(id: $id) { ${taskFields} } }`,
    { id },
  );
}

/** Reads a task that must be visible. */
export async function readTask(caller: Caller, task: { id: string }): Promise<TaskAnswer> {
  const { data, errors } = await askForTask(caller, task);
  expect(errors).toBeUndefined();
  return data.investigationTask;
}

/** The names of the parts of an extract that are shown: what is not null besides number, kind and parts. */
export function shownParts(extract: ExtractAnswer | null): string[] {
  return Object.entries(extract ?? {}).flatMap(([name, value]) =>
    value === null || ["number", "kind", "parts"].includes(name) ? [] : [name],
  );
}
