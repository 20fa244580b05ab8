import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { illegalTransition, notFound } from "../../../platform/errors.js";
import { record } from "../../../platform/record.js";
import { jobEventTypes } from "../job.events.js";
import type { RetryJobInput } from "../job.inputs.js";
import { setAsideJobType } from "../job.type.js";
import { defineQueue, type JobPayload } from "../queue.js";
import { setAsideKeyOf } from "../reading.js";
import { sendJob } from "../send-job.js";
import { findSetAsideJobForChange, markRetried, type SetAsideJobRow } from "../set-aside.store.js";

/**
 * Sends a job anew that was set aside, with all its tries. It stays in the list with the day and the person; where it
 * fails for good again, it is set aside as another one.
 *
 * @throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION where it was sent anew already
 */
export async function retryJob(context: RequestContext, input: RetryJobInput): Promise<SetAsideJobRow> {
  const actor = actorOf(context);
  const key = setAsideKeyOf(input.id, "id");
  return inScope(context, async (tx) => {
    const found = await findSetAsideJobForChange(tx, actor, key);
    if (found === null) throw notFound("id");
    authorize(actor, "job.retry", found);
    if (found.retriedAt !== null) throw illegalTransition(alreadyRetried, []);
    const now = context.clock.now();
    const row = await markRetried(tx, found, { retriedAt: now, retriedBy: actor.person?.id ?? null });
    // Of a queue the name is all that sending needs; what stands in the table was a payload.
    const queue = defineQueue({ name: row.queue, work: () => Promise.resolve() });
    await sendJob(tx, actor, queue, row.payload as JobPayload, { key: `retry:${row.id}` });
    await record(tx, actor, {
      action: "job.retry",
      subject: { type: setAsideJobType, id: row.id, place: row },
      at: now,
      requestId: context.requestId,
      detail: { queue: row.queue },
      events: [{ type: jobEventTypes.RETRIED, payload: { queue: row.queue } }],
    });
    return row;
  });
}

const alreadyRetried = {
  zh: "该任务已重新提交，不能再次重试；如再次失败，将另行列为搁置任务。",
  en: "This job was sent anew already; where it fails again it is set aside as another one.",
};
