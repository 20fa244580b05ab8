import { expect } from "vitest";
import { callbackDraw } from "../../../src/modules/callbacks/index.js";
import { chinaDay, settableClock, systemClock } from "../../../src/platform/clock.js";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import { jobTools } from "../../jobs.js";
import type { World } from "../../world.js";
import type { TicketAnswer } from "../tickets/driving.js";

/** The fields of a callback that tests look at. */
export const callbackFields = `id round state tries plannedAt dueOn isOverdue calledAt grade isHandlersFault version
  remark callerName permittedActions bureau { code } handledBy { code } ticket { id state version }`;

/** A callback as tests read it. */
export interface CallbackAnswer {
  id: string;
  round: number;
  state: string;
  tries: number;
  plannedAt: string;
  dueOn: string;
  isOverdue: boolean;
  calledAt: string | null;
  grade: string | null;
  isHandlersFault: boolean | null;
  version: number;
  remark: string | null;
  callerName: string | null;
  permittedActions: string[];
  bureau: { code: string };
  handledBy: { code: string } | null;
  ticket: { id: string; state: string; version: number } | null;
}

type Answer<Field extends string> = GraphqlResult<Record<Field, { callback: CallbackAnswer; isReopened: boolean }>>;

/** Sends planCallback, whatever comes of it. */
export function sendPlan(caller: Caller, { id }: Pick<TicketAnswer, "id">): Promise<Answer<"planCallback">> {
  return caller.gql(
    `mutation ($input: PlanCallbackInput!) { planCallback(input: $input) { callback { ${callbackFields} } } }`,
    { input: { ticketId: id } },
  );
}

/** Plans a callback that must succeed. */
export async function plan(caller: Caller, ticket: Pick<TicketAnswer, "id">): Promise<CallbackAnswer> {
  const { data, errors } = await sendPlan(caller, ticket);
  expect(errors).toBeUndefined();
  return data.planCallback.callback;
}

/** Sends recordCallback, whatever comes of it. */
export function sendRecord(
  caller: Caller,
  { id, version }: Pick<CallbackAnswer, "id" | "version">,
  more: Variables,
): Promise<Answer<"recordCallback">> {
  return caller.gql(
    `mutation ($input: RecordCallbackInput!) {
      recordCallback(input: $input) { isReopened callback { ${callbackFields} } } }`,
    { input: { callbackId: id, version, ...more } },
  );
}

/** Records a grade that must be taken. */
export async function record(
  caller: Caller,
  callback: Pick<CallbackAnswer, "id" | "version">,
  more: Variables,
): Promise<{ callback: CallbackAnswer; isReopened: boolean }> {
  const { data, errors } = await sendRecord(caller, callback, more);
  expect(errors).toBeUndefined();
  return data.recordCallback;
}

/** Sends recordUnreached, whatever comes of it. */
export function sendUnreached(
  caller: Caller,
  { id, version }: Pick<CallbackAnswer, "id" | "version">,
  more: Variables = {},
): Promise<Answer<"recordUnreached">> {
  return caller.gql(
    `mutation ($input: RecordUnreachedInput!) { recordUnreached(input: $input) { callback { ${callbackFields} } } }`,
    { input: { callbackId: id, version, ...more } },
  );
}

/** Dissatisfied through the handler's fault. */
export const fault = { grade: "DISSATISFIED", isHandlersFault: true, remark: "承办人没有联系过当事人" };

/** Whoever leads the hotline of city A. */
export const manager = (world: World): Caller => world.as("cityACentre.shiftManager");

const ruleFields = "consultationShare complaintShare reportShare withinDays drawnUntil version bureau { code }";

/** The rule of a bureau as tests read it. */
export interface RuleAnswer {
  consultationShare: number;
  complaintShare: number;
  reportShare: number;
  withinDays: number;
  drawnUntil: string;
  version: number;
  bureau: { code: string };
}

/** A rule by which everything is called back. */
export const everything = { consultationShare: 100, complaintShare: 100, reportShare: 100, withinDays: 5 };

/** Sends setCallbackRule, whatever comes of it. */
export function sendRule(
  caller: Caller,
  rule: Variables,
): Promise<GraphqlResult<{ setCallbackRule: { rule: RuleAnswer } }>> {
  return caller.gql(
    `mutation ($input: SetCallbackRuleInput!) { setCallbackRule(input: $input) { rule { ${ruleFields} } } }`,
    { input: rule },
  );
}

/** Sets a rule that must be taken. */
export async function setRule(caller: Caller, rule: Variables): Promise<RuleAnswer> {
  const { data, errors } = await sendRule(caller, rule);
  expect(errors).toBeUndefined();
  return data.setCallbackRule.rule;
}

/** Reads the rule of a bureau; that of the caller where none is named. */
export function askForRule(
  caller: Caller,
  bureau: string | null = null,
): Promise<GraphqlResult<{ callbackRule: RuleAnswer | null }>> {
  return caller.gql(`query ($bureau: String) { callbackRule(bureau: $bureau) { ${ruleFields} } }`, { bureau });
}

/** The callbacks of a ticket, as somebody sees them. */
export async function callbacksOf(caller: Caller, { id }: Pick<TicketAnswer, "id">): Promise<CallbackAnswer[]> {
  const { ticket } = await caller.ask<{ ticket: { callbacks: CallbackAnswer[] } }>(
    `query ($id: ID!) { ticket(id: $id) { callbacks { ${callbackFields} } } }`,
    { id },
  );
  return ticket.callbacks;
}

/** Draws the callbacks of one province as if so many days had passed. */
export function drawAfter(world: World, days: number) {
  // At noon: in the first quarter of an hour of a day the closings of the day before may still be on their way.
  const day = chinaDay(new Date(systemClock.now().getTime() + days * 86_400_000));
  const clock = settableClock(new Date(`${day}T12:00:00+08:00`));
  return callbackDraw.run({ ...jobTools(undefined, clock), province: world.code.province });
}
