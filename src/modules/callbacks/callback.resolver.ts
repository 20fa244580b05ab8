import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import { inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import { fromGlobalId } from "../../platform/ids.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { callbackKeyOfParts, callbackType } from "./callback.change.js";
import {
  CallbacksArguments,
  PlanCallbackInput,
  RecordCallbackInput,
  RecordUnreachedInput,
  SatisfactionArguments,
  SetCallbackRuleInput,
} from "./callback.inputs.js";
import { pageOfCallbacks } from "./callback.list.js";
import { findCallback } from "./callback.store.js";
import {
  Callback,
  CallbackConnection,
  CallbackRule,
  PlanCallbackPayload,
  RecordCallbackPayload,
  RecordUnreachedPayload,
  SatisfactionCounts,
  SetCallbackRulePayload,
} from "./callback.type.js";
import { toCallback } from "./callback.view.js";
import { readCallbackRule, toCallbackRule } from "./callback-rule.js";
import { planCallback } from "./commands/plan-callback.js";
import { recordCallback } from "./commands/record-callback.js";
import { recordUnreached } from "./commands/record-unreached.js";
import { setCallbackRule } from "./commands/set-callback-rule.js";
import { readSatisfaction } from "./satisfaction.js";

const input = { description: "What is to be done (操作参数)." };

/** The root fields of callbacks. */
@Resolver()
export class CallbackResolver {
  @Can("callback.read")
  @Query(() => Callback, { description: "A callback by its identifier (回访). One that you may not see is NOT_FOUND." })
  async callback(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the callback (回访标识)." }) id: string,
  ): Promise<Callback> {
    const given = fromGlobalId(id);
    const key = given?.type === callbackType ? callbackKeyOfParts(given.parts) : null;
    const row = key === null ? null : await inScope(context, (tx) => findCallback(tx, key));
    if (row === null) throw notFound("id");
    return toCallback(context, row);
  }

  @Can("callback.read")
  @Weight(50)
  @Query(() => CallbackConnection, { description: "The callbacks of a bureau (回访列表)." })
  callbacks(
    @Ctx() context: RequestContext,
    @Args(() => CallbacksArguments) wanted: CallbacksArguments,
  ): Promise<ConnectionValue<Callback>> {
    return pageOfCallbacks(context, wanted);
  }

  @Can("callback.read")
  @Query(() => CallbackRule, {
    nullable: true,
    description: "Which closed tickets a bureau calls back (回访规则); null where it has no rule.",
  })
  callbackRule(
    @Ctx() context: RequestContext,
    @Arg("bureau", () => String, {
      nullable: true,
      description: "The code of the bureau, in your reach (单位代码); your own where it is missing.",
    })
    bureau: string | null | undefined,
  ): Promise<CallbackRule | null> {
    return readCallbackRule(context, bureau ?? null);
  }

  @Can("callback.read")
  @Weight(400)
  @Query(() => SatisfactionCounts, {
    description: "The grades of callbacks by the bureau that handled, of a region and some days (满意度统计).",
  })
  satisfactionCounts(
    @Ctx() context: RequestContext,
    @Args(() => SatisfactionArguments) wanted: SatisfactionArguments,
  ): Promise<SatisfactionCounts> {
    return readSatisfaction(context, wanted);
  }

  @Can("callback.plan")
  @Mutation(() => SetCallbackRulePayload, {
    description: "Sets which closed tickets your bureau calls back (设置回访规则; art. 26 of Order 121).",
  })
  async setCallbackRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetCallbackRuleInput, input) rule: SetCallbackRuleInput,
  ): Promise<SetCallbackRulePayload> {
    return { rule: toCallbackRule(await setCallbackRule(context, rule)) };
  }

  @Can("callback.plan")
  @Mutation(() => PlanCallbackPayload, { description: "Plans a callback on one closed ticket (安排回访)." })
  async planCallback(
    @Ctx() context: RequestContext,
    @Arg("input", () => PlanCallbackInput, input) plan: PlanCallbackInput,
  ): Promise<PlanCallbackPayload> {
    return { callback: toCallback(context, await planCallback(context, plan)) };
  }

  @Can("callback.make")
  @Mutation(() => RecordCallbackPayload, {
    description:
      "Notes what the citizen said (记录回访结果). Dissatisfied through the handler's fault, the ticket is done again, once.",
  })
  async recordCallback(
    @Ctx() context: RequestContext,
    @Arg("input", () => RecordCallbackInput, input) made: RecordCallbackInput,
  ): Promise<RecordCallbackPayload> {
    const { callback, isReopened } = await recordCallback(context, made);
    return { callback: toCallback(context, callback), isReopened };
  }

  @Can("callback.make")
  @Mutation(() => RecordUnreachedPayload, {
    description: "Notes a try that reached nobody; after the third the callback is given up (记录未接通).",
  })
  async recordUnreached(
    @Ctx() context: RequestContext,
    @Arg("input", () => RecordUnreachedInput, input) tried: RecordUnreachedInput,
  ): Promise<RecordUnreachedPayload> {
    return { callback: toCallback(context, await recordUnreached(context, tried)) };
  }
}
