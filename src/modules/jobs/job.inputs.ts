import { ArgsType, Field, ID, InputType, Int } from "type-graphql";

/** Which jobs that were set aside are asked for. */
@InputType({ description: "Which jobs are listed (搁置任务筛选条件); all conditions hold together." })
export class SetAsideJobFilter {
  @Field(() => String, { nullable: true, description: "The queue (任务队列), such as deadline-steps." })
  queue?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether they were sent anew (是否已重试); both where it is missing.",
  })
  isRetried?: boolean | null;
}

/** The arguments of setAsideJobs. */
@ArgsType()
export class SetAsideJobsArguments {
  @Field(() => SetAsideJobFilter, { nullable: true, description: "Which jobs; all where it is missing (筛选条件)." })
  filter?: SetAsideJobFilter | null;

  @Field(() => Int, { nullable: true, description: "How many items the page holds, at most 100 (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
  after?: string | null;
}

/** What retryJob takes. */
@InputType({ description: "A job to be tried again (重试任务)." })
export class RetryJobInput {
  @Field(() => ID, { description: "The global identifier of the job that was set aside (搁置任务标识)." })
  id: string;
}
