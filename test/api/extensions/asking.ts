import { expect } from "vitest";
import { extensionLapses } from "../../../src/modules/extensions/index.js";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import { jobTools } from "../../jobs.js";
import type { Stage } from "../../stage.js";
import type { World } from "../../world.js";
import type { TicketAnswer } from "../tickets/driving.js";

/** The fields of a request that tests look at. */
export const requestFields = `id state limit days dueBefore dueAfter decidedAt version explanation decisionRemark
  askerName deciderName permittedActions reason { code name } bureau { code } ticket { id version dueOn dueLimit }`;

/** A request as tests read it. */
export interface RequestAnswer {
  id: string;
  state: string;
  limit: string;
  days: number;
  dueBefore: string;
  dueAfter: string | null;
  decidedAt: string | null;
  version: number;
  explanation: string;
  decisionRemark: string | null;
  askerName: string | null;
  deciderName: string | null;
  permittedActions: string[];
  reason: { code: string; name: string };
  bureau: { code: string };
  ticket: { id: string; version: number; dueOn: string | null; dueLimit: string | null };
}

/** What requests usually say. */
export const reasoned = { reason: "COMPLEX", explanation: "案情复杂，需要进一步核实" };

/** The mutations on a request. */
export type Decision = "grantExtension" | "refuseExtension" | "withdrawExtension";

type Answer<Field extends string> = GraphqlResult<Record<Field, { extensionRequest: RequestAnswer }>>;

/** Sends requestExtension, whatever comes of it. */
export function sendAsk(
  caller: Caller,
  { id, version }: Pick<TicketAnswer, "id" | "version">,
  more: Variables = {},
): Promise<Answer<"requestExtension">> {
  return caller.gql(
    `mutation ($input: RequestExtensionInput!) {
      requestExtension(input: $input) { extensionRequest { ${requestFields} } } }`,
    { input: { ticketId: id, version, ...reasoned, ...more } },
  );
}

/** Asks for an extension that can be asked for. */
export async function askFor(
  caller: Caller,
  ticket: Pick<TicketAnswer, "id" | "version">,
  more: Variables = {},
): Promise<RequestAnswer> {
  const { data, errors } = await sendAsk(caller, ticket, more);
  expect(errors).toBeUndefined();
  return data.requestExtension.extensionRequest;
}

const inputTypes: Readonly<Record<Decision, string>> = {
  grantExtension: "GrantExtensionInput",
  refuseExtension: "RefuseExtensionInput",
  withdrawExtension: "WithdrawExtensionInput",
};

/** Sends a decision, whatever comes of it. */
export function sendDecision(
  caller: Caller,
  decision: Decision,
  { id, version }: Pick<RequestAnswer, "id" | "version">,
  more: Variables = {},
): Promise<Answer<Decision>> {
  const usual = decision === "refuseExtension" ? { remark: "理由不充分" } : {};
  return caller.gql(
    `mutation ($input: ${inputTypes[decision]}!) { ${decision}(input: $input) { extensionRequest { ${requestFields} } } }`,
    { input: { requestId: id, version, ...usual, ...more } },
  );
}

/** Takes a decision that must be taken. */
export async function decide(
  caller: Caller,
  decision: Decision,
  request: Pick<RequestAnswer, "id" | "version">,
  more: Variables = {},
): Promise<RequestAnswer> {
  const { data, errors } = await sendDecision(caller, decision, request, more);
  expect(errors).toBeUndefined();
  return data[decision].extensionRequest;
}

/** Reads a request again. */
export async function readRequest(caller: Caller, { id }: Pick<RequestAnswer, "id">): Promise<RequestAnswer> {
  const data = await caller.ask<{ extensionRequest: RequestAnswer }>(
    `query ($id: ID!) { extensionRequest(id: $id) { ${requestFields} } }`,
    { id },
  );
  return data.extensionRequest;
}

/** A deadline as tests read it. */
export interface DeadlineAnswer {
  limit: string;
  state: string;
  dueOn: string | null;
  extendedDays: number;
}

/** What of a ticket tells of its requests, as somebody sees it. */
export async function askAbout(caller: Caller, { id }: Pick<TicketAnswer, "id">) {
  const { ticket } = await caller.ask<{
    ticket: {
      mayRequestExtension: boolean;
      extensionRequests: { id: string; state: string }[];
      deadlines: DeadlineAnswer[];
      timeline: { verb: string; text: string; remark: string | null }[];
    };
  }>(
    `query ($id: ID!) { ticket(id: $id) { mayRequestExtension extensionRequests { id state }
      deadlines { limit state dueOn extendedDays } timeline { verb text remark } } }`,
    { id },
  );
  return ticket;
}

/** The people of county A1 who ask and decide. */
export const people = (world: World) => ({
  handler: world.as("countyA1.handler"),
  head: world.as("countyA1.head"),
});

/** Writes down what lapsed in one province, at the time of the stage. */
export function runLapses(stage: Stage, world: World) {
  return extensionLapses.run({ ...jobTools(undefined, stage.clock), province: world.code.province });
}
