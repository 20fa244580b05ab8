import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import { expectCode } from "../../api.js";
import type { World } from "../../world.js";

/** The fields of a ticket that tests look at. */
export const ticketFields = `id number kind state version regime line locality isForTracing isOverdue
  receivedAt registeredAt dispatchedAt competentReceivedAt signedAt acceptedAt decidedAt closedAt feedbackAt archivedAt
  dueOn dueLimit disputedAmount recoveredLoss fineAmount confiscatedAmount caseNumber permittedActions handlerName
  contact { name phone isAnonymous isConfidential } facts request answer
  respondent { kind name address creditCode }
  channel { code } issueClass { code name } goodsClass { code } topics { code }
  refusalGround { code } terminationGround { code } settlementMethod { code }
  holder { code } intakeBureau { code } ownerAtDispatch { code } division { code }
  linkedTicket { id kind state } duplicateOf { id }`;

interface Named {
  code: string;
}

/** A ticket as tests read it. */
export interface TicketAnswer {
  id: string;
  number: string;
  kind: string;
  state: string;
  version: number;
  regime: string;
  line: string | null;
  locality: string;
  isForTracing: boolean;
  isOverdue: boolean;
  receivedAt: string;
  dispatchedAt: string | null;
  competentReceivedAt: string | null;
  signedAt: string | null;
  closedAt: string | null;
  feedbackAt: string | null;
  archivedAt: string | null;
  dueOn: string | null;
  dueLimit: string | null;
  disputedAmount: string | null;
  recoveredLoss: string | null;
  fineAmount: string | null;
  confiscatedAmount: string | null;
  caseNumber: string | null;
  permittedActions: string[];
  handlerName: string | null;
  contact: { name: string | null; phone: string | null; isAnonymous: boolean; isConfidential: boolean };
  facts: string;
  request: string | null;
  answer: string | null;
  respondent: { kind: string; name: string | null; address: string | null; creditCode: string | null };
  channel: Named;
  issueClass: Named & { name: string };
  goodsClass: Named | null;
  topics: Named[];
  refusalGround: Named | null;
  terminationGround: Named | null;
  settlementMethod: Named | null;
  holder: Named;
  intakeBureau: Named;
  ownerAtDispatch: Named | null;
  division: Named | null;
  linkedTicket: { id: string; kind: string; state: string } | null;
  duplicateOf: { id: string } | null;
}

/** The steps on a ticket with the types of their inputs. */
const inputTypes = {
  amendTicket: "AmendTicketInput",
  submitTicket: "TicketStepInput",
  answerConsultation: "AnswerConsultationInput",
  escalateConsultation: "TicketStepInput",
  returnTicketToOperator: "ReturnTicketInput",
  reclassifyTicket: "ReclassifyTicketInput",
  splitTicket: "SplitTicketInput",
  setTicketTracing: "SetTracingInput",
  dispatchTicket: "DispatchTicketInput",
  signTicket: "TicketStepInput",
  returnTicketToCentre: "ReturnTicketInput",
  startCheck: "TicketStepInput",
  requestMaterials: "ExplainedStepInput",
  receiveMaterials: "TicketStepInput",
  acceptComplaint: "AcceptComplaintInput",
  refuseComplaint: "RefuseComplaintInput",
  startMediation: "TicketStepInput",
  suspendMediation: "ExplainedStepInput",
  resumeMediation: "TicketStepInput",
  startTesting: "TicketStepInput",
  finishTesting: "TicketStepInput",
  settleComplaint: "SettleComplaintInput",
  terminateMediation: "TerminateMediationInput",
  startVerification: "StartVerificationInput",
  fileCase: "FileCaseInput",
  declineCase: "DeclineCaseInput",
  markDuplicateReport: "MarkDuplicateInput",
  referReport: "ReferReportInput",
  closeTicket: "CloseTicketInput",
  giveFeedback: "GiveFeedbackInput",
  archiveTicket: "TicketStepInput",
} as const;

/** The name of a step's mutation. */
export type StepName = keyof typeof inputTypes;

/** All steps on a ticket. */
export const stepNames = Object.keys(inputTypes) as StepName[];

/** The document of a step. */
export function stepDocument(step: StepName): string {
  const linked = step === "splitTicket" ? `linkedTicket { ${ticketFields} }` : "";
  return `mutation ($input: ${inputTypes[step]}!) { ${step}(input: $input) { ticket { ${ticketFields} } ${linked} } }`;
}

/** What else a step needs, where it needs more than the ticket and its version. */
const usual: Partial<Record<StepName, Variables>> = {
  answerConsultation: { answer: "可凭小票退货" },
  returnTicketToOperator: { reason: "MISSING_ELEMENT" },
  splitTicket: { part: { kind: "REPORT", issueClass: "PRICE", facts: "哄抬价格" } },
  setTicketTracing: { isForTracing: true, reason: "NAME_UNKNOWN" },
  returnTicketToCentre: { reason: "NOT_OUR_DUTY" },
  requestMaterials: { explanation: "请提供小票" },
  refuseComplaint: {
    ground: "ORDER_121_NOT_WITHIN_COMPETENCE",
    explanation: "不属于本部门职责",
    otherRoutes: ["LAWSUIT"],
  },
  suspendMediation: { explanation: "申请回避" },
  settleComplaint: { method: "REFUND", recoveredLoss: "380.00" },
  terminateMediation: { ground: "ORDER_121_NO_AGREEMENT", explanation: "双方无法达成一致" },
  fileCase: { caseNumber: "苏市监处罚〔2026〕7号" },
  declineCase: { reason: "NO_EVIDENCE", explanation: "没有证据" },
  referReport: { target: "POLICE", explanation: "涉嫌犯罪" },
  giveFeedback: { method: "PHONE", explanation: "已电话告知" },
};

/** The input of a step with what it usually needs. */
export function stepInput(
  step: StepName,
  ticket: Pick<TicketAnswer, "id" | "version">,
  more: Variables = {},
): Variables {
  return { ticketId: ticket.id, version: ticket.version, ...usual[step], ...more };
}

/** Sends a step, whatever comes of it. */
export function send(
  caller: Caller,
  step: StepName,
  ticket: Pick<TicketAnswer, "id" | "version">,
  more: Variables = {},
): Promise<GraphqlResult<Record<string, { ticket: TicketAnswer; linkedTicket: TicketAnswer }>>> {
  return caller.gql(stepDocument(step), { input: stepInput(step, ticket, more) });
}

/** Takes a step that must succeed. */
export async function take(
  caller: Caller,
  step: StepName,
  ticket: Pick<TicketAnswer, "id" | "version">,
  more: Variables = {},
): Promise<TicketAnswer> {
  const { data, errors } = await send(caller, step, ticket, more);
  expect(errors).toBeUndefined();
  return data[step]?.ticket ?? expect.fail(`${step} gave no ticket`);
}

/** A key that nobody used. */
export const freshKey = (): string => randomBytes(12).toString("hex");

/** A complaint on overpriced masks in the county A1. */
export function complaint(world: World, more: Variables = {}): Variables {
  return {
    idempotencyKey: freshKey(),
    channel: "PHONE",
    kind: "COMPLAINT",
    issueClass: "PRICE",
    contact: { name: "王小明", phone: "13812345678" },
    respondent: { name: "平安大药房", businessDivision: world.division.countyA1 },
    facts: "口罩价格太贵，一包卖400元",
    request: "退还差价",
    submit: true,
    ...more,
  };
}

/** A report on the same. */
export function report(world: World, more: Variables = {}): Variables {
  return {
    ...complaint(world),
    kind: "REPORT",
    respondent: { name: "平安大药房", actDivision: world.division.countyA1 },
    facts: "哄抬口罩价格",
    request: null,
    ...more,
  };
}

/** A question. */
export function consultation(more: Variables = {}): Variables {
  return {
    idempotencyKey: freshKey(),
    channel: "PHONE",
    kind: "CONSULTATION",
    issueClass: "PRICE",
    facts: "口罩限价是多少",
    ...more,
  };
}

/** What a registration answers. */
export interface RegistrationAnswer {
  ticket: TicketAnswer;
  linkedTicket: TicketAnswer | null;
  isRepeated: boolean;
}

const registration = `mutation ($input: RegisterTicketInput!) {
  registerTicket(input: $input) { ticket { ${ticketFields} } linkedTicket { ${ticketFields} } isRepeated } }`;

/** Sends a registration, whatever comes of it. */
export function sendRegistration(
  caller: Caller,
  input: Variables,
): Promise<GraphqlResult<{ registerTicket: RegistrationAnswer }>> {
  return caller.gql(registration, { input });
}

/** Makes a registration that must succeed. */
export async function registerAll(caller: Caller, input: Variables): Promise<RegistrationAnswer> {
  const { data, errors } = await sendRegistration(caller, input);
  expect(errors).toBeUndefined();
  return data.registerTicket;
}

/** Makes a registration that must succeed, of one ticket. */
export async function register(caller: Caller, input: Variables): Promise<TicketAnswer> {
  return (await registerAll(caller, input)).ticket;
}

/** Reads a ticket that must be visible. */
export async function read(caller: Caller, { id }: Pick<TicketAnswer, "id">): Promise<TicketAnswer> {
  const { ticket } = await caller.ask<{ ticket: TicketAnswer }>(
    `query ($id: ID!) { ticket(id: $id) { ${ticketFields} } }`,
    { id },
  );
  return ticket;
}

/** Expects that a caller does not see a ticket at all. */
export async function expectUnseen(caller: Caller, { id }: Pick<TicketAnswer, "id">): Promise<void> {
  expectCode(await caller.gql(`query ($id: ID!) { ticket(id: $id) { number } }`, { id }), "NOT_FOUND", "id");
}

/** The people who usually act on a ticket of city A and county A1. */
export function staff(world: World) {
  return {
    operator: world.as("cityACentre.operator"),
    dispatcher: world.as("cityACentre.dispatcher"),
    handler: world.as("countyA1.handler"),
  };
}

/** The steps of the county that lead to a state, from the signature on. */
const ways = {
  SIGNED: [],
  CHECKING: ["startCheck"],
  AWAITING_MATERIALS: ["startCheck", "requestMaterials"],
  ACCEPTED: ["startCheck", "acceptComplaint"],
  REFUSED: ["startCheck", "refuseComplaint"],
  MEDIATING: ["startCheck", "acceptComplaint", "startMediation"],
  SUSPENDED: ["startCheck", "acceptComplaint", "startMediation", "suspendMediation"],
  TESTING: ["startCheck", "acceptComplaint", "startMediation", "startTesting"],
  SETTLED: ["startCheck", "acceptComplaint", "startMediation", "settleComplaint"],
  TERMINATED: ["startCheck", "acceptComplaint", "startMediation", "terminateMediation"],
  CLOSED: ["startCheck", "acceptComplaint", "startMediation", "settleComplaint", "closeTicket"],
} as const satisfies Record<string, readonly StepName[]>;

/** A state that `complaintIn` leads to. */
export type DrivenState = keyof typeof ways;

/** A new complaint at the county A1, in a state. */
export async function complaintIn(world: World, state: DrivenState, more: Variables = {}): Promise<TicketAnswer> {
  const { operator, dispatcher, handler } = staff(world);
  let ticket = await register(operator, complaint(world, more));
  ticket = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
  ticket = await take(handler, "signTicket", ticket);
  for (const step of ways[state]) ticket = await take(handler, step, ticket);
  return ticket;
}

/** A new report at the county A1, being verified. */
export async function reportInVerification(world: World, more: Variables = {}): Promise<TicketAnswer> {
  const { operator, dispatcher, handler } = staff(world);
  let ticket = await register(operator, report(world, more));
  ticket = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
  ticket = await take(handler, "signTicket", ticket);
  return take(handler, "startVerification", ticket);
}
