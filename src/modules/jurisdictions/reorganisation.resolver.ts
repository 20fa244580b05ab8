import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, FoundBureauPayload } from "./bureau.type.js";
import { cancelReorganisation } from "./commands/cancel-reorganisation.js";
import { foundBureau } from "./commands/found-bureau.js";
import { mergeBureaus } from "./commands/merge-bureaus.js";
import { moveBureau } from "./commands/move-bureau.js";
import { renameBureau } from "./commands/rename-bureau.js";
import { splitBureau } from "./commands/split-bureau.js";
import {
  CancelReorganisationInput,
  FoundBureauInput,
  MergeBureausInput,
  MoveBureauInput,
  RenameBureauInput,
  SplitBureauInput,
} from "./jurisdictions.inputs.js";
import { bureauLoader } from "./loaders.js";
import {
  CancelReorganisationPayload,
  MergeBureausPayload,
  MoveBureauPayload,
  NewBureauShare,
  RenameBureauPayload,
  Reorganisation,
  ReorganisationConnection,
  ReorganisationStateEnum,
  SplitBureauPayload,
} from "./reorganisation.type.js";
import { bureausMerged, newBureausOf, pageOfReorganisations, subjectOf } from "./reorganisation-reading.js";
import type { ReorganisationState } from "./reorganisations.store.js";

const inputText = "What is asked for (请求参数).";

/** Reorganisations: the list, the mutations that plan and withdraw them, and the founding of bureaus. */
@Resolver()
export class ReorganisationResolver {
  @Can("bureau.reorganise")
  @Query(() => ReorganisationConnection, {
    description: "The reorganisations of the administrator's own region, the latest first (机构调整查询).",
  })
  reorganisations(
    @Ctx() context: RequestContext,
    @Arg("state", () => ReorganisationStateEnum, { nullable: true, description: "Only those in this state (状态)." })
    state?: ReorganisationState | null,
    @Arg("first", () => Int, { nullable: true, description: "How many items the page holds, at most 100 (每页条数)." })
    first?: number | null,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
    after?: string | null,
  ): Promise<ConnectionValue<Reorganisation>> {
    return pageOfReorganisations(context, { state }, { first, after });
  }

  @Can("bureau.reorganise")
  @Weight(1000)
  @Mutation(() => FoundBureauPayload, {
    description: "Founds a bureau beneath one's own, from today on; tickets stay where they are (设立单位).",
  })
  foundBureau(
    @Ctx() context: RequestContext,
    @Arg("input", () => FoundBureauInput, { description: inputText }) input: FoundBureauInput,
  ): Promise<FoundBureauPayload> {
    return foundBureau(context, input);
  }

  @Can("bureau.reorganise")
  @Weight(1000)
  @Mutation(() => RenameBureauPayload, { description: "Gives a bureau beneath one's own another name (单位更名)." })
  renameBureau(
    @Ctx() context: RequestContext,
    @Arg("input", () => RenameBureauInput, { description: inputText }) input: RenameBureauInput,
  ): Promise<RenameBureauPayload> {
    return renameBureau(context, input);
  }

  @Can("bureau.reorganise")
  @Weight(5000)
  @Mutation(() => MoveBureauPayload, {
    description: "Puts a bureau beneath one's own under another superior of the province (隶属调整).",
  })
  moveBureau(
    @Ctx() context: RequestContext,
    @Arg("input", () => MoveBureauInput, { description: inputText }) input: MoveBureauInput,
  ): Promise<MoveBureauPayload> {
    return moveBureau(context, input);
  }

  @Can("bureau.reorganise")
  @Weight(5000)
  @Mutation(() => MergeBureausPayload, {
    description:
      "Lets bureaus beneath one's own end and go over into another, with all that stands beneath them (单位合并).",
  })
  mergeBureaus(
    @Ctx() context: RequestContext,
    @Arg("input", () => MergeBureausInput, { description: inputText }) input: MergeBureausInput,
  ): Promise<MergeBureausPayload> {
    return mergeBureaus(context, input);
  }

  @Can("bureau.reorganise")
  @Weight(5000)
  @Mutation(() => SplitBureauPayload, {
    description: "Founds bureaus beside one beneath one's own and gives them some of its divisions (单位分立).",
  })
  splitBureau(
    @Ctx() context: RequestContext,
    @Arg("input", () => SplitBureauInput, { description: inputText }) input: SplitBureauInput,
  ): Promise<SplitBureauPayload> {
    return splitBureau(context, input);
  }

  @Can("bureau.reorganise")
  @Mutation(() => CancelReorganisationPayload, {
    description: "Withdraws a reorganisation before its day (撤销机构调整).",
  })
  cancelReorganisation(
    @Ctx() context: RequestContext,
    @Arg("input", () => CancelReorganisationInput, { description: inputText }) input: CancelReorganisationInput,
  ): Promise<CancelReorganisationPayload> {
    return cancelReorganisation(context, input);
  }
}

/** The nested fields of a reorganisation. */
@Resolver(() => Reorganisation)
export class ReorganisationFieldResolver {
  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that it is about; of a merger, the one that goes on (调整单位).",
  })
  bureau(@Root() reorganisation: Reorganisation, @Ctx() context: RequestContext): Loaded<Bureau> {
    return bureauLoader(context, subjectOf(reorganisation.plan));
  }

  @FieldResolver(() => String, { nullable: true, description: "The new name, of a renaming (新名称)." })
  newName(@Root() { plan }: Reorganisation): string | null {
    return plan.kind === "RENAME" ? plan.name : null;
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The new superior, of a move (新上级)." })
  newParent(@Root() { plan }: Reorganisation, @Ctx() context: RequestContext): Loaded<Bureau> {
    return plan.kind === "MOVE" ? bureauLoader(context, plan.newParent) : null;
  }

  @Weight(0, { items: 3 })
  @FieldResolver(() => [Bureau], { description: "The bureaus that end, of a merger (被合并单位); at most 20." })
  mergedBureaus(@Root() { plan }: Reorganisation, @Ctx() context: RequestContext): Promise<Bureau[]> {
    return bureausMerged(context, plan);
  }

  @Weight(0, { items: 3 })
  @FieldResolver(() => [NewBureauShare], { description: "The new bureaus, of a split (分立后单位); at most 20." })
  newBureaus(@Root() { plan }: Reorganisation, @Ctx() context: RequestContext): Promise<NewBureauShare[]> {
    return newBureausOf(context, plan);
  }
}
