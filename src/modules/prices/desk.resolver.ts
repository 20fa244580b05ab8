import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Ticket, ticketLoader } from "../tickets/index.js";
import { setPriceDesk } from "./commands/set-price-desk.js";
import { SetPriceDeskInput } from "./desk.inputs.js";
import { requireDesk } from "./desk.js";
import { type DeskRow, findDesk } from "./desk.store.js";
import { PriceDesk, PriceDigest, PriceDigestConnection, SetPriceDeskPayload } from "./desk.type.js";
import type { DigestContent } from "./digest.js";
import { contentOf, readDigestList } from "./digest.view.js";
import { PriceNote } from "./note.type.js";
import { noteLoader } from "./note.view.js";
import { type CaseGroup, toGroups } from "./triage.js";
import { PriceCaseGroup } from "./triage.type.js";

function toDesk(row: DeskRow | null): PriceDesk {
  const { digestAt = null, digestHour = null, version = 0, words = [] } = row ?? {};
  return Object.assign(new PriceDesk(), { digestAt, digestHour, version, words });
}

const groups =
  (by: "GOODS" | "PLACE" | "RESPONDENT", pick: (content: DigestContent) => readonly CaseGroup[]) =>
  (context: RequestContext, digest: PriceDigest): Promise<PriceCaseGroup[]> =>
    toGroups(context, by, pick(contentOf(digest)));

const byGoods = groups("GOODS", ({ goods }) => goods);
const byPlace = groups("PLACE", ({ places }) => places);
const byRespondent = groups("RESPONDENT", ({ respondents }) => respondents);

/** The desk and its digests in the API. */
@Resolver(() => PriceDigest)
export class PriceDeskResolver {
  @Can("price.read")
  @Query(() => PriceDesk, {
    description: "How your price desk works (价格监督台设置). A bureau without a price desk is FORBIDDEN.",
  })
  async priceDesk(@Ctx() context: RequestContext): Promise<PriceDesk> {
    const desk = requireDesk(actorOf(context));
    return toDesk(await inScope(context, (tx) => findDesk(tx, desk)));
  }

  @Can("price.read")
  @Weight(50)
  @Query(() => PriceDigestConnection, {
    description: "The daily digests of your price desk, the latest first (价格监督日报列表).",
  })
  priceDigests(
    @Ctx() context: RequestContext,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<PriceDigest>> {
    return readDigestList(context, { first, after });
  }

  @Can("price.manage")
  @Mutation(() => SetPriceDeskPayload, {
    description: "Sets the hour of the digest of your price desk, and words of its own (设置价格监督台).",
  })
  async setPriceDesk(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetPriceDeskInput, { description: "What is to be set (设置参数)." }) input: SetPriceDeskInput,
  ): Promise<SetPriceDeskPayload> {
    return { desk: toDesk(await setPriceDesk(context, input)) };
  }

  @Weight(20, { items: 10 })
  @FieldResolver(() => [PriceCaseGroup], { description: "By goods, the 50 largest groups (按商品)." })
  byGoods(@Ctx() context: RequestContext, @Root() digest: PriceDigest): Promise<PriceCaseGroup[]> {
    return byGoods(context, digest);
  }

  @Weight(20, { items: 10 })
  @FieldResolver(() => [PriceCaseGroup], { description: "By place, the 50 largest groups (按地点)." })
  byPlace(@Ctx() context: RequestContext, @Root() digest: PriceDigest): Promise<PriceCaseGroup[]> {
    return byPlace(context, digest);
  }

  @Weight(20, { items: 10 })
  @FieldResolver(() => [PriceCaseGroup], {
    description: "By respondent, the 50 largest groups, by the names that the tickets showed (按被投诉举报人).",
  })
  byRespondent(@Ctx() context: RequestContext, @Root() digest: PriceDigest): Promise<PriceCaseGroup[]> {
    return byRespondent(context, digest);
  }

  @Weight(50, { items: 10 })
  @FieldResolver(() => [Ticket], {
    description: "The open key cases then, of those that you still see; 100 at most (重点案件).",
  })
  async keyCases(@Ctx() context: RequestContext, @Root() digest: PriceDigest): Promise<Ticket[]> {
    const read = await Promise.all(contentOf(digest).keyCases.map((key) => ticketLoader(context, key)));
    return read.filter((ticket) => ticket !== null);
  }

  @Weight(50, { items: 10 })
  @FieldResolver(() => [PriceNote], {
    description:
      "The questions that nobody had answered then, of those that you still see; 100 at most (待答复的询问).",
  })
  async openQuestions(@Ctx() context: RequestContext, @Root() digest: PriceDigest): Promise<PriceNote[]> {
    const read = await Promise.all(contentOf(digest).openQuestions.map((key) => noteLoader(context, key)));
    return read.filter((note) => note !== null);
  }
}
