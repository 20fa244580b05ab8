import { Field, Int, ObjectType } from "type-graphql";
import { toGlobalId } from "../../platform/ids.js";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import type { QueueFigures } from "./queue-state.js";
import type { SetAsideJobRow } from "./set-aside.store.js";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const setAsideJobType = "SetAsideJob";

/** A job that used up its tries. */
@ObjectType({
  description:
    "A job that used up its tries and was set aside (搁置任务): nobody tries it again until an administrator says so.",
  implements: Node,
  simpleResolvers: true,
})
export class SetAsideJob implements Node {
  id: string;

  @Field(() => String, { description: "The queue (任务队列), such as deadline-steps." })
  queue: string;

  @Field(() => String, { description: "What it is about (任务内容): ids and codes alone, as JSON." })
  payload: string;

  @Field(() => Int, { description: "How often it was tried (尝试次数)." })
  attempts: number;

  @Field(() => String, {
    description: "The code of the last error (错误代码), or the SQLSTATE of the database; the log has more of it.",
  })
  errorCode: string;

  @Field(() => InstantScalar, { description: "When it was set aside (搁置时间)." })
  setAsideAt: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When it was sent anew (重试时间). Where it failed again it stands as another one.",
  })
  retriedAt: Date | null;

  /** The codes and ids from which further fields are resolved. */
  bureauCode: string;
  retriedByRowId: string | null;
  row: SetAsideJobRow;
}

/** A page of jobs that were set aside. */
export const { Connection: SetAsideJobConnection } = connectionTypes(
  () => SetAsideJob,
  "SetAsideJob",
  "jobs that were set aside (搁置任务)",
);

/** A queue of jobs and how many there are in each state. */
@ObjectType({
  description:
    "A queue of jobs that run by themselves (任务队列), with the counts of the whole platform and, of those set aside, of your own region.",
  simpleResolvers: true,
})
export class JobQueue {
  @Field(() => String, { description: "The name (队列名称), such as deadline-steps." })
  name: string;

  @Field(() => Int, { description: "Jobs that wait for their first try (等待数)." })
  waiting: number;

  @Field(() => Int, { description: "Jobs that are being tried (执行数)." })
  active: number;

  @Field(() => Int, { description: "Jobs that failed and wait for another try (待重试数)." })
  retrying: number;

  @Field(() => Int, { description: "Jobs of your region that were set aside and not sent anew (搁置数)." })
  setAside: number;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When the first of those that are due became so (最早等待时间); null where none waits.",
  })
  oldestDueAt: Date | null;
}

/** The answer of retryJob. */
@ObjectType({ description: "The answer of retryJob (重试任务结果).", simpleResolvers: true })
export class RetryJobPayload {
  @Field(() => SetAsideJob, { description: "The job as it is now (搁置任务)." })
  setAsideJob: SetAsideJob;
}

/** The object of the API for a row. */
export function toSetAsideJob(row: SetAsideJobRow): SetAsideJob {
  return Object.assign(new SetAsideJob(), {
    id: toGlobalId(setAsideJobType, row.province, row.id),
    queue: row.queue,
    payload: JSON.stringify(row.payload),
    attempts: row.attempts,
    errorCode: row.errorCode,
    setAsideAt: row.setAsideAt,
    retriedAt: row.retriedAt,
    bureauCode: row.bureau,
    retriedByRowId: row.retriedBy,
    row,
  });
}

/** The object of the API for the figures of a queue. */
export function toJobQueue({ active, name, oldestDueAt, retrying, setAside, waiting }: QueueFigures): JobQueue {
  return Object.assign(new JobQueue(), { active, name, oldestDueAt, retrying, setAside, waiting });
}
