import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Person, personLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { retryJob } from "./commands/retry-job.js";
import { RetryJobInput, SetAsideJobsArguments } from "./job.inputs.js";
import {
  JobQueue,
  RetryJobPayload,
  SetAsideJob,
  SetAsideJobConnection,
  toJobQueue,
  toSetAsideJob,
} from "./job.type.js";
import { pageOfSetAsideJobs, permittedJobActions, readJobQueues } from "./reading.js";

/** Jobs in the API, for administrators. */
@Resolver(() => SetAsideJob)
export class JobsResolver {
  @Can("job.read")
  @Query(() => SetAsideJobConnection, {
    description: "The jobs of your region that used up their tries, the latest first (搁置任务查询).",
  })
  setAsideJobs(
    @Ctx() context: RequestContext,
    @Args(() => SetAsideJobsArguments) wanted: SetAsideJobsArguments,
  ): Promise<ConnectionValue<SetAsideJob>> {
    return pageOfSetAsideJobs(context, wanted);
  }

  @Can("job.read")
  @Weight(2000, { items: 20 })
  @Query(() => [JobQueue], {
    description: "The queues of jobs that run by themselves, with how many wait, run and fail (任务队列查询).",
  })
  async jobQueues(@Ctx() context: RequestContext): Promise<JobQueue[]> {
    return (await readJobQueues(context)).map(toJobQueue);
  }

  @Can("job.retry")
  @Mutation(() => RetryJobPayload, {
    description: "Has a job tried again that was set aside, with all its tries (重试任务).",
  })
  async retryJob(
    @Ctx() context: RequestContext,
    @Arg("input", () => RetryJobInput, { description: "What is asked for (请求参数)." }) input: RetryJobInput,
  ): Promise<RetryJobPayload> {
    return { setAsideJob: toSetAsideJob(await retryJob(context, input)) };
  }

  @FieldResolver(() => Bureau, { description: "The bureau whose matter it is (所属单位)." })
  bureau(@Ctx() context: RequestContext, @Root() job: SetAsideJob): Loaded<Bureau> {
    return bureauLoader(context, job.bureauCode);
  }

  @FieldResolver(() => Person, {
    nullable: true,
    description: "The administrator who had it sent anew (重试人); null for one whom you do not see.",
  })
  retriedBy(@Ctx() context: RequestContext, @Root() job: SetAsideJob): Promise<Person | null> | null {
    return job.retriedByRowId === null ? null : personLoader(context, job.retriedByRowId);
  }

  @FieldResolver(() => [String], {
    description: "What you may do with it now (可执行操作): job.retry, where it was not sent anew.",
  })
  permittedActions(@Ctx() context: RequestContext, @Root() job: SetAsideJob): string[] {
    return permittedJobActions(context, job.row);
  }
}
