import { newId } from "../../platform/ids.js";
import { maskPhone } from "../../platform/masking.js";
import { callerDigest } from "../../platform/phone-digest.js";
import type { Seal, Sealed } from "../../platform/seal.js";
import type { CallInput } from "./call.inputs.js";

/** A record as it goes to the table: instants as texts, the sealed number in base64. */
export interface CallRecord {
  id: string;
  call_id: string;
  revision: number;
  outcome: string;
  offered_at: Date;
  answered_at: Date | null;
  ended_at: Date | null;
  waiting_seconds: number | null;
  talking_seconds: number | null;
  transferred_to: string | null;
  queue: string | null;
  operator_number: string | null;
  caller_digest: string | null;
  caller_masked: string | null;
  key_id: string | null;
  sealed: string | null;
}

// By the key under which the telephone system tells of it again: the number of a later record opens in the row of the first.
const ownerOf = (source: string, callId: string): string => `caller:${source}:${callId}`;

/** Opens the number of a caller. */
export function openCallerNumber(seal: Seal, sealed: Sealed, source: string, callId: string): string {
  return seal.open(sealed, ownerOf(source, callId));
}

/** A record for the table: the caller's number sealed, masked and digested, and the seconds that were not given. */
export function toRecord(seal: Seal, source: string, call: CallInput): CallRecord {
  const { answeredAt = null, endedAt = null, offeredAt, outcome } = call;
  return {
    id: newId(offeredAt),
    call_id: call.callId,
    revision: call.revision ?? call.changedAt?.getTime() ?? 0,
    outcome,
    offered_at: offeredAt,
    answered_at: answeredAt,
    ended_at: endedAt,
    waiting_seconds: call.waitingSeconds ?? secondsBetween(offeredAt, answeredAt ?? endedAt),
    talking_seconds: call.talkingSeconds ?? secondsBetween(answeredAt, endedAt),
    transferred_to: call.transferredTo?.trim() ?? null,
    queue: call.queue?.trim() ?? null,
    operator_number: call.operatorNumber ?? null,
    ...callerColumns(seal, source, call),
  };
}

function secondsBetween(from: Date | null, to: Date | null): number | null {
  return from === null || to === null ? null : Math.floor((to.getTime() - from.getTime()) / 1000);
}

function callerColumns(seal: Seal, source: string, { callId, caller }: CallInput) {
  if (caller == null) return { caller_digest: null, caller_masked: null, key_id: null, sealed: null };
  const number = caller.trim();
  const { keyId, sealed } = seal.seal(number, ownerOf(source, callId));
  return {
    caller_digest: callerDigest(seal, number),
    caller_masked: maskPhone(number),
    key_id: keyId,
    sealed: sealed.toString("base64"),
  };
}
