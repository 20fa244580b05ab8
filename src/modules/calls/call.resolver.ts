import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Person, personLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { CallsArguments, RecordCallsInput } from "./call.inputs.js";
import { pageOfCalls } from "./call.list.js";
import { Call, CallConnection, RecordCallsPayload, UnappliedCall } from "./call.type.js";
import { callKeyOf, callKeyText, callLoader } from "./call.view.js";
import type { UnappliedOutcome } from "./call.words.js";
import { recordCalls } from "./commands/record-calls.js";

/** Calls in the API. */
@Resolver(() => Call)
export class CallResolver {
  @Can("call.record")
  @Weight(1000, { arguments: { "input.calls": 40 } })
  @Mutation(() => RecordCallsPayload, {
    description:
      "Records calls of your bureau, as a telephone system tells them (登记话务记录), 1 to 1,000 at once. Of each call the latest revision stands, in whatever order and however often they come, so a batch may be sent again at any time.",
  })
  async recordCalls(
    @Ctx() context: RequestContext,
    @Arg("input", () => RecordCallsInput, { description: "The records (话务记录)." }) records: RecordCallsInput,
  ): Promise<RecordCallsPayload> {
    const { created, unapplied, updated } = await recordCalls(context, records);
    const count = (wanted: UnappliedOutcome) => unapplied.filter(({ outcome }) => outcome === wanted).length;
    return Object.assign(new RecordCallsPayload(), {
      ...{ created, updated, unchanged: count("UNCHANGED"), stale: count("STALE") },
      unapplied: unapplied.map(({ callId, outcome, revision }) =>
        Object.assign(new UnappliedCall(), { callId, outcome, revision: String(revision) }),
      ),
    });
  }

  @Can("call.read")
  @Query(() => Call, { description: "A call by its identifier (来电). One that you may not see is NOT_FOUND." })
  async call(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the call (来电全局标识)." }) id: string,
  ): Promise<Call> {
    const found = await callLoader(context, callKeyText(callKeyOf(id, "id")));
    if (found === null) throw notFound("id");
    return found;
  }

  @Can("call.read")
  @Weight(100)
  @Query(() => CallConnection, {
    description: "The calls that bureaus of your region took, newest first (来电列表).",
  })
  calls(
    @Ctx() context: RequestContext,
    @Args(() => CallsArguments) wanted: CallsArguments,
  ): Promise<ConnectionValue<Call>> {
    return pageOfCalls(context, wanted);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that took it (接听单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: Call): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Person, {
    nullable: true,
    description:
      "Whose number at the desk it was when the call was recorded (话务员); null where nobody of the bureau had it, and for somebody whom you do not see.",
  })
  operator(@Ctx() context: RequestContext, @Root() { row }: Call): Loaded<Person> {
    return row.operator === null ? null : personLoader(context, row.operator);
  }
}
