import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { answerInvestigationTask } from "./commands/answer-investigation-task.js";
import { endInvestigationTask } from "./commands/end-investigation-task.js";
import { giveInvestigationTask } from "./commands/give-investigation-task.js";
import { matterKeyOf, taskType } from "./investigation.change.js";
import { TaskViewEnum } from "./investigation.enums.js";
import {
  GiveInvestigationTaskInput,
  InvestigationAnswerInput,
  InvestigationTaskFilter,
  InvestigationTaskStepInput,
} from "./investigation.inputs.js";
import { readTaskList } from "./investigation.list.js";
import type { TaskView } from "./investigation.scope.store.js";
import { matterKeyText } from "./investigation.store.js";
import {
  GiveInvestigationTaskPayload,
  InvestigationTask,
  InvestigationTaskConnection,
  InvestigationTaskPayload,
} from "./investigation.type.js";
import { taskLoader, toInvestigation, toTask } from "./investigation.view.js";
import type { TaskRow } from "./task.store.js";

async function toPayload(context: RequestContext, step: Promise<TaskRow>): Promise<InvestigationTaskPayload> {
  return Object.assign(new InvestigationTaskPayload(), { task: toTask(context, await step) });
}

/** The root fields of the tasks of joint investigations. */
@Resolver()
export class InvestigationTaskResolver {
  @Can("investigation.read")
  @Query(() => InvestigationTask, {
    description: "A task of a joint investigation by its identifier (协查任务). One that you may not see is NOT_FOUND.",
  })
  async investigationTask(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the task (协查任务标识)." }) id: string,
  ): Promise<InvestigationTask> {
    const found = await taskLoader(context, matterKeyText(matterKeyOf(taskType, id, "id")));
    if (found === null) throw notFound("id");
    return found;
  }

  @Can("investigation.read")
  @Weight(100)
  @Query(() => InvestigationTaskConnection, {
    description: "The tasks of joint investigations that you see, newest first (协查任务列表).",
  })
  investigationTasks(
    @Ctx() context: RequestContext,
    @Arg("view", () => TaskViewEnum, {
      defaultValue: "IN_REGION",
      description: "Which part of what you see (视图).",
    })
    view: TaskView,
    @Arg("filter", () => InvestigationTaskFilter, {
      nullable: true,
      description: "What the list is narrowed by (筛选).",
    })
    filter: InvestigationTaskFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<InvestigationTask>> {
    return readTaskList(context, { view, filter: filter ?? null, first: first ?? null, after: after ?? null });
  }

  @Can("investigation.lead")
  @Mutation(() => GiveInvestigationTaskPayload, {
    description:
      "Gives a task of a joint investigation that your bureau leads to a bureau, of whatever province, or to a body outside (下达协查任务).",
  })
  async giveInvestigationTask(
    @Ctx() context: RequestContext,
    @Arg("input", () => GiveInvestigationTaskInput, { description: "The task (协查任务)." })
    input: GiveInvestigationTaskInput,
  ): Promise<GiveInvestigationTaskPayload> {
    const { task, investigation } = await giveInvestigationTask(context, input);
    return Object.assign(new GiveInvestigationTaskPayload(), {
      task: toTask(context, task),
      investigation: toInvestigation(investigation),
    });
  }

  @Can("investigation.answer")
  @Mutation(() => InvestigationTaskPayload, {
    description:
      "Answers a task that your bureau was given (回复协查任务). From then on you see nothing of the ticket any more.",
  })
  answerInvestigationTask(
    @Ctx() context: RequestContext,
    @Arg("input", () => InvestigationAnswerInput, { description: "Which task, and the answer (回复参数)." })
    input: InvestigationAnswerInput,
  ): Promise<InvestigationTaskPayload> {
    return toPayload(context, answerInvestigationTask(context, "ANSWER", input));
  }

  @Can("investigation.lead")
  @Mutation(() => InvestigationTaskPayload, {
    description: "Notes what a body outside, such as the police, answered to a task of your bureau (代录协查答复).",
  })
  noteInvestigationAnswer(
    @Ctx() context: RequestContext,
    @Arg("input", () => InvestigationAnswerInput, { description: "Which task, and the answer (代录答复参数)." })
    input: InvestigationAnswerInput,
  ): Promise<InvestigationTaskPayload> {
    return toPayload(context, answerInvestigationTask(context, "NOTE_ANSWER", input));
  }

  @Can("investigation.lead")
  @Mutation(() => InvestigationTaskPayload, {
    description: "Takes the answer to a task that your bureau gave; the task is over (了结协查任务).",
  })
  closeInvestigationTask(
    @Ctx() context: RequestContext,
    @Arg("input", () => InvestigationTaskStepInput, { description: "Which task (了结参数)." })
    input: InvestigationTaskStepInput,
  ): Promise<InvestigationTaskPayload> {
    return toPayload(context, endInvestigationTask(context, "CLOSE", input));
  }

  @Can("investigation.lead")
  @Mutation(() => InvestigationTaskPayload, {
    description: "Withdraws a task that your bureau gave and that is not answered (撤回协查任务).",
  })
  withdrawInvestigationTask(
    @Ctx() context: RequestContext,
    @Arg("input", () => InvestigationTaskStepInput, { description: "Which task (撤回参数)." })
    input: InvestigationTaskStepInput,
  ): Promise<InvestigationTaskPayload> {
    return toPayload(context, endInvestigationTask(context, "WITHDRAW", input));
  }
}
