import { holds, may } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { asSystemWithin } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid } from "../../platform/ids.js";
import { readIdPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { startValidation } from "../../platform/validation.js";
import type { SetAsideJobsArguments } from "./job.inputs.js";
import { type SetAsideJob, setAsideJobType, toSetAsideJob } from "./job.type.js";
import { type QueueFigures, withSetAside } from "./queue-state.js";
import { countOpenSetAside, findQueueStates } from "./queue-state.store.js";
import {
  countSetAsideJobs,
  findSetAsideJob,
  type SetAsideJobRow,
  type SetAsideKey,
  searchSetAsideJobs,
} from "./set-aside.store.js";

const latestFirst = "latest";

/**
 * A page of the jobs of the caller's own region that were set aside, the latest first.
 *
 * @throws INVALID_INPUT for a page or a filter that is not sound, TOO_LARGE for a page of more than 100
 */
export async function pageOfSetAsideJobs(
  context: RequestContext,
  args: SetAsideJobsArguments,
): Promise<ConnectionValue<SetAsideJob>> {
  const actor = actorOf(context);
  const { isRetried = null, queue = null } = args.filter ?? {};
  const check = startValidation();
  check.text("filter.queue", queue, 60);
  check.finish();
  const page = readIdPage(args, latestFirst);
  const criteria = { isRetried, queue };
  const rows = await inScope(context, (tx) => searchSetAsideJobs(tx, actor, criteria, page));
  const count = () => inScope(context, (tx) => countSetAsideJobs(tx, actor, criteria));
  const found = toPage(rows, page, latestFirst, ({ id }) => ({ key: id, id }));
  return toConnection(found, page.after !== null, count, toSetAsideJob);
}

/**
 * The queues with their counts.
 *
 * SECURITY: widened sight: how many jobs wait, run and fail is counted over all provinces, which tells nothing of any of
 * them; those set aside are counted in the caller's own scope.
 */
export function readJobQueues(context: RequestContext): Promise<QueueFigures[]> {
  const actor = actorOf(context);
  return inScope(context, async (tx) => {
    const setAside = await countOpenSetAside(tx);
    const states = await asSystemWithin(tx, actor, "count the jobs of each queue", () => findQueueStates(tx));
    return withSetAside(states, setAside);
  });
}

/**
 * The key of a job out of its global identifier.
 *
 * @throws NOT_FOUND for an identifier of another type, or for none of ours
 */
export function setAsideKeyOf(globalId: string, field: string): SetAsideKey {
  const key = fromGlobalId(globalId);
  const [province = "", id = "", ...rest] = key?.parts ?? [];
  if (key?.type !== setAsideJobType || rest.length > 0 || !isUuid(id)) throw notFound(field);
  return { province, id };
}

/** The reader of this module's nodes, for those who may read jobs. */
export const jobNodeReaders: Readonly<Record<string, NodeReader>> = {
  [setAsideJobType]: async (context, [province = "", id = "", ...rest]) => {
    const actor = actorOf(context);
    if (rest.length > 0 || !isUuid(id) || !holds(actor, "job.read")) return null;
    const row = await inScope(context, (tx) => findSetAsideJob(tx, actor, { province, id }));
    return row === null ? null : toSetAsideJob(row);
  },
};

/** What the caller may do with a job: have it tried again, where nobody did yet. */
export function permittedJobActions(context: RequestContext, row: SetAsideJobRow): string[] {
  return row.retriedAt === null && may(actorOf(context), "job.retry", row) ? ["job.retry"] : [];
}
