import { sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import type { World } from "../../world.js";

/** The telephone system of the tests. */
export const source = "exchange";

/** What became of a batch. */
export interface Recorded {
  created: number;
  updated: number;
  unchanged: number;
  stale: number;
  unapplied: { callId: string; outcome: string; revision: string }[];
}

const recording = `mutation ($input: RecordCallsInput!) { recordCalls(input: $input) {
  created updated unchanged stale unapplied { callId outcome revision } } }`;

/** Sends records, which may be refused. */
export function send(caller: Caller, calls: readonly Variables[], from = source): Promise<GraphqlResult<unknown>> {
  return caller.gql(recording, { input: { source: from, calls } });
}

/** Sends records, which must be taken. */
export async function record(caller: Caller, ...calls: readonly Variables[]): Promise<Recorded> {
  const answer = await caller.ask<{ recordCalls: Recorded }>(recording, { input: { source, calls } });
  return answer.recordCalls;
}

/** An instant so many seconds after ten o'clock of a day in China. */
export function at(seconds: number, day = "2026-11-02"): string {
  return new Date(Date.parse(`${day}T10:00:00+08:00`) + seconds * 1000).toISOString();
}

let calls = 0;

/** The identifier of a call that no other test has. */
export function newCallId(): string {
  calls += 1;
  return `c-${calls}`;
}

/** A call that waits. */
export function waiting(callId: string, more: Variables = {}): Variables {
  return { callId, revision: 1, outcome: "WAITING", offeredAt: at(0), caller: "138 1234 5678", ...more };
}

/** A call that was answered after 12 seconds, and ended after 5 minutes. */
export function answered(callId: string, more: Variables = {}): Variables {
  return {
    ...waiting(callId),
    ...{ revision: 3, outcome: "ANSWERED", answeredAt: at(12), endedAt: at(312), operatorNumber: "5001" },
    ...{ queue: "投诉举报", ...more },
  };
}

/** A caller who gave up after 40 seconds. */
export function abandoned(callId: string, more: Variables = {}): Variables {
  return { ...waiting(callId), revision: 2, outcome: "ABANDONED", endedAt: at(40), ...more };
}

/** A call as lists show it. */
export interface CallNode {
  id: string;
  source: string;
  callId: string;
  outcome: string;
  offeredAt: string;
  answeredAt: string | null;
  endedAt: string | null;
  waitingSeconds: number | null;
  talkingSeconds: number | null;
  transferredTo: string | null;
  queue: string | null;
  operatorNumber: string | null;
  callerMasked: string | null;
  bureau: { code: string };
  operator: { login: string } | null;
}

/** The fields of a call. */
export const callFields = `id source callId outcome offeredAt answeredAt endedAt waitingSeconds talkingSeconds transferredTo
  queue operatorNumber callerMasked bureau { code } operator { login }`;

const listing = `query ($filter: CallFilter, $first: Int, $after: String) { calls(filter: $filter, first: $first, after: $after) {
  totalCount nodes { ${callFields} } pageInfo { hasNextPage endCursor } } }`;

/** A page of calls. */
export interface CallPage {
  totalCount: number;
  nodes: CallNode[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Asks for a page of calls, which may be refused. */
export function list(caller: Caller, variables: Variables = {}): Promise<GraphqlResult<{ calls: CallPage }>> {
  return caller.gql(listing, variables);
}

/** The calls that somebody sees, newest first. */
export async function callsOf(caller: Caller, filter: Variables = {}): Promise<CallNode[]> {
  const { data, errors } = await list(caller, { filter, first: 100 });
  expect(errors).toBeUndefined();
  return data.calls.nodes;
}

/** The call of an operator's bureau that its telephone system calls so. */
export async function callOf(operator: Caller, callId: string): Promise<CallNode> {
  const document = `query ($source: String!, $callId: String!) { callIntake(source: $source, callId: $callId) {
    call { ${callFields} } } }`;
  return (await operator.ask<{ callIntake: { call: CallNode } }>(document, { source, callId })).callIntake.call;
}

/** Gives somebody a number at the desk. */
export async function seatAt(world: World, caller: Caller, staffNumber: string): Promise<void> {
  await world.database.asSystem("a test gives a number at the desk", (tx) =>
    tx.execute(sql`UPDATE people SET staff_number = ${staffNumber} WHERE id = ${caller.id}`),
  );
}
