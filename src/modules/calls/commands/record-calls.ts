import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { toGlobalId } from "../../../platform/ids.js";
import { recordings } from "../../../platform/record.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { checkBatch } from "../call.check.js";
import { callBoardType, callEventTypes } from "../call.events.js";
import type { CallInput, RecordCallsInput } from "../call.inputs.js";
import { findRevisions, writeRecords } from "../call.recording.store.js";
import { toRecord } from "../call.sealing.js";
import type { UnappliedOutcome } from "../call.words.js";

/** A record that changed nothing. */
export interface UnappliedRecord {
  callId: string;
  outcome: UnappliedOutcome;
  /** The revision that is recorded. */
  revision: number;
}

/** What became of a batch. */
export interface RecordedBatch {
  created: number;
  updated: number;
  unapplied: readonly UnappliedRecord[];
}

/**
 * Records calls of the actor's bureau (登记话务记录). Of each call the latest revision stands, in whatever order and however
 * often they come: what is late, repeated or corrected is taken by the same rule, and what is not later than what is recorded
 * changes nothing. One entry of the audit and one event tell of a batch; a batch that changes nothing leaves no trace.
 *
 * @throws INVALID_INPUT, with nothing recorded; TOO_LARGE for more than 1,000 records
 */
export function recordCalls(context: RequestContext, input: RecordCallsInput): Promise<RecordedBatch> {
  const at = context.clock.now();
  checkBatch(input, at);
  const records = input.calls.map((call) => toRecord(context.seal, input.source, call));
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    authorize(actor, "call.record", actor.bureau);

    const from = { ...actor.bureau, source: input.source };
    const applied = await writeRecords(tx, from, records, at);
    const created = applied.filter((one) => one.created).length;
    const updated = applied.length - created;
    const unapplied = await unappliedOf(input.calls, new Set(applied.map((one) => one.call_id)), (callIds) =>
      findRevisions(tx, from, callIds),
    );
    if (applied.length === 0) return { created, updated, unapplied };

    const counts = { created, updated, ...daysOf(input.calls) };
    await writeAndEnd(tx, [
      ...recordings(actor, [
        {
          action: "call.record",
          at,
          requestId: context.requestId,
          subject: { type: callBoardType, id: toGlobalId(callBoardType, actor.bureau.bureau), place: placeOf(from) },
          detail: { source: input.source, ...counts },
          events: [{ type: callEventTypes.RECORDED, payload: counts }],
        },
      ]),
    ]);
    return { created, updated, unapplied };
  });
}

const placeOf = ({
  bureau,
  city,
  county,
  province,
}: {
  bureau: string;
  city: string | null;
  county: string | null;
  province: string;
}) => ({
  ...{ province, city, county, bureau },
});

// The days in China on which the calls of the batch came in: what is counted by days need not look at others.
function daysOf(calls: readonly CallInput[]): { firstDay: string; lastDay: string } {
  const times = calls.map(({ offeredAt }) => offeredAt.getTime());
  return { firstDay: chinaDay(new Date(Math.min(...times))), lastDay: chinaDay(new Date(Math.max(...times))) };
}

async function unappliedOf(
  calls: readonly CallInput[],
  applied: ReadonlySet<string>,
  read: (callIds: readonly string[]) => Promise<ReadonlyMap<string, number>>,
): Promise<UnappliedRecord[]> {
  const others = calls.filter(({ callId }) => !applied.has(callId));
  if (others.length === 0) return [];
  const revisions = await read(others.map(({ callId }) => callId));
  return others.map(({ callId, changedAt, revision }) => {
    const given = revision ?? changedAt?.getTime() ?? 0;
    const kept = revisions.get(callId) ?? given;
    return { callId, outcome: kept === given ? "UNCHANGED" : "STALE", revision: kept };
  });
}
