import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { DayScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, maskAbout, Term, Ticket, ticketLoader } from "../tickets/index.js";
import { wordOf } from "./case.view.js";
import { acceptPriceSuggestion } from "./commands/accept-price-suggestion.js";
import { refusePriceSuggestion } from "./commands/refuse-price-suggestion.js";
import { type SuggestionAction, SuggestionActionEnum } from "./suggestion.enums.js";
import {
  AcceptPriceSuggestionInput,
  PriceSuggestionsArguments,
  RefusePriceSuggestionInput,
} from "./suggestion.inputs.js";
import { readSuggestionList } from "./suggestion.list.js";
import { mostDays, readQuality } from "./suggestion.quality.js";
import { permittedSuggestionActions } from "./suggestion.rights.js";
import {
  PriceSuggestion,
  PriceSuggestionConnection,
  PriceSuggestionPayload,
  PriceSuggestionQuality,
} from "./suggestion.type.js";
import { passagesOf, textOf, ticketKeyOfSuggestion, toSuggestion } from "./suggestion.view.js";

const input = { description: "What is decided (操作参数)." };

const ticketOf = (context: RequestContext, { row }: PriceSuggestion): Promise<Ticket | null> =>
  ticketLoader(context, keyText(ticketKeyOfSuggestion(row)));

const nameOf = async (context: RequestContext, person: string | null): Promise<string | null> =>
  person === null ? null : ((await personNameLoader(context, person))?.name ?? null);

/** Suggestions in the API. */
@Resolver(() => PriceSuggestion)
export class PriceSuggestionResolver {
  @Can("price.read")
  @Weight(100)
  @Query(() => PriceSuggestionConnection, {
    description:
      "The suggestions upon tickets of your region, the latest first (价格案件建议列表): for price desks, and for those who hold the tickets.",
  })
  priceSuggestions(
    @Ctx() context: RequestContext,
    @Args(() => PriceSuggestionsArguments) asked: PriceSuggestionsArguments,
  ): Promise<ConnectionValue<PriceSuggestion>> {
    return readSuggestionList(context, asked);
  }

  @Can("price.read")
  @Weight(5000)
  @Query(() => PriceSuggestionQuality, {
    description:
      "How good suggestions are (建议质量): precision and recall on the labelled texts, and what people decided on those of your region.",
  })
  priceSuggestionQuality(
    @Ctx() context: RequestContext,
    @Arg("from", () => DayScalar, {
      nullable: true,
      description: `The first day of the decisions that are counted (开始日); 30 days where it is left out, ${mostDays} at most.`,
    })
    from: string | null,
    @Arg("to", () => DayScalar, { nullable: true, description: "The last day (结束日); today where it is left out." })
    to: string | null,
  ): Promise<PriceSuggestionQuality> {
    return readQuality(context, from ?? null, to ?? null);
  }

  @Can("price.suggest")
  @Mutation(() => PriceSuggestionPayload, {
    description:
      "Accepts a suggestion (采纳建议): a dispatcher of the bureau that holds the ticket reclassifies it thereby; a price desk asks him to.",
  })
  async acceptPriceSuggestion(
    @Ctx() context: RequestContext,
    @Arg("input", () => AcceptPriceSuggestionInput, input) wanted: AcceptPriceSuggestionInput,
  ): Promise<PriceSuggestionPayload> {
    return { suggestion: toSuggestion(context, await acceptPriceSuggestion(context, wanted)) };
  }

  @Can("price.suggest")
  @Mutation(() => PriceSuggestionPayload, {
    description: "Refuses a suggestion for a reason (不采纳建议). The ticket stays as it is.",
  })
  async refusePriceSuggestion(
    @Ctx() context: RequestContext,
    @Arg("input", () => RefusePriceSuggestionInput, input) wanted: RefusePriceSuggestionInput,
  ): Promise<PriceSuggestionPayload> {
    return { suggestion: toSuggestion(context, await refusePriceSuggestion(context, wanted)) };
  }

  @FieldResolver(() => Ticket, { nullable: true, description: "The ticket, if you see it (工单)." })
  ticket(@Ctx() context: RequestContext, @Root() suggestion: PriceSuggestion): Promise<Ticket | null> {
    return ticketOf(context, suggestion);
  }

  @Weight(30)
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The masked text in which the words stand, in small letters and one line, while the suggestion is undecided and if you see the ticket (脱敏文本); null otherwise.",
  })
  text(@Ctx() context: RequestContext, @Root() { row }: PriceSuggestion): Promise<string | null> {
    return textOf(context, row);
  }

  @Weight(30)
  @FieldResolver(() => [String], {
    description:
      "The passages in which the words stand, masked, while the suggestion is undecided (上下文摘录); of a report (举报) that you do not see the words alone.",
  })
  excerpts(@Ctx() context: RequestContext, @Root() { row }: PriceSuggestion): Promise<string[]> {
    return passagesOf(context, row);
  }

  @Weight(0, { items: 2 })
  @FieldResolver(() => [Term], { description: "The topics that the rules propose (建议主题)." })
  topics(@Ctx() context: RequestContext, @Root() { row }: PriceSuggestion): Promise<Term[]> {
    return Promise.all(row.topics.map((code) => wordOf(context, "TOPIC", code)));
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that handles the ticket (承办单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: PriceSuggestion): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau whose price desk asked for the reclassification (提请单位).",
  })
  askedBy(@Ctx() context: RequestContext, @Root() { row }: PriceSuggestion): Loaded<Bureau> {
    return row.askedBureau === null ? null : bureauLoader(context, row.askedBureau);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who asked for it there (提请人)." })
  askedByName(@Ctx() context: RequestContext, @Root() { row }: PriceSuggestion): Promise<string | null> {
    return nameOf(context, row.askedBy);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that accepted or refused it (决定单位)." })
  decidedBy(@Ctx() context: RequestContext, @Root() { row }: PriceSuggestion): Loaded<Bureau> {
    return row.decidedBureau === null ? null : bureauLoader(context, row.decidedBureau);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who accepted or refused it (决定人)." })
  decidedByName(@Ctx() context: RequestContext, @Root() { row }: PriceSuggestion): Promise<string | null> {
    return nameOf(context, row.decidedBy);
  }

  @Weight(30)
  @FieldResolver(() => String, { nullable: true, description: "Why it was refused, masked (不采纳理由, 脱敏)." })
  reason(@Ctx() context: RequestContext, @Root() { row }: PriceSuggestion): Promise<string> | null {
    return row.reason === null ? null : maskAbout(context, ticketKeyOfSuggestion(row), row.reason);
  }

  @Weight(10)
  @FieldResolver(() => [SuggestionActionEnum], {
    description: "What you may do with it as it stands (可执行动作), by the rules that the commands refuse by.",
  })
  async permittedActions(
    @Ctx() context: RequestContext,
    @Root() suggestion: PriceSuggestion,
  ): Promise<SuggestionAction[]> {
    const ticket = await ticketOf(context, suggestion);
    return permittedSuggestionActions(actorOf(context), suggestion.row, ticket?.row ?? null);
  }
}
