import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, maskAbout, Term, Ticket, ticketLoader } from "../tickets/index.js";
import { noteReferralReply } from "./commands/note-referral-reply.js";
import { referOut } from "./commands/refer-out.js";
import { termAt } from "./matter-term.js";
import { NoteReferralReplyInput, ReferOutInput, ReferralFilter } from "./referral.inputs.js";
import { pageOfReferrals, referralsLoader } from "./referral.reading.js";
import { permittedUponReferral, type ReferralAction } from "./referral.states.js";
import { placeOfReferral, type ReferralRow } from "./referral.store.js";
import {
  Referral,
  ReferralActionEnum,
  ReferralConnection,
  ReferralPayload,
  type ReferralView,
  ReferralViewEnum,
  toReferral,
} from "./referral.type.js";

const input = { description: "What is to be done (操作参数)." };

const masked = (context: RequestContext, { province, ticketId }: ReferralRow, text: string): Promise<string> =>
  maskAbout(context, { province, id: ticketId }, text);

/** Referrals in the API. */
@Resolver(() => Referral)
export class ReferralResolver {
  @Can("referral.read")
  @Weight(100)
  @Query(() => ReferralConnection, { description: "Referrals that you see, newest first (移送列表)." })
  referrals(
    @Ctx() context: RequestContext,
    @Arg("view", () => ReferralViewEnum, { defaultValue: "IN_REGION", description: "Which of them (视图)." })
    view: ReferralView,
    @Arg("filter", () => ReferralFilter, { nullable: true, description: "What the list is narrowed by (筛选)." })
    filter: ReferralFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<Referral>> {
    return pageOfReferrals(context, view, filter ?? null, { first, after });
  }

  @Can("referral.make")
  @Weight(100)
  @Mutation(() => ReferralPayload, {
    description:
      "Refers a complaint or report that your bureau holds to the police or another body (移送; art. 42 of Order 121). The ticket goes on; referReport ends a report by its referral.",
  })
  async referOut(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReferOutInput, input) given: ReferOutInput,
  ): Promise<ReferralPayload> {
    return { referral: toReferral(await referOut(context, given)) };
  }

  @Can("referral.make")
  @Weight(100)
  @Mutation(() => ReferralPayload, { description: "Notes what a body answered to a referral, once (登记移送回复)." })
  async noteReferralReply(
    @Ctx() context: RequestContext,
    @Arg("input", () => NoteReferralReplyInput, input) given: NoteReferralReplyInput,
  ): Promise<ReferralPayload> {
    return { referral: toReferral(await noteReferralReply(context, given)) };
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that referred it (移送单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: Referral): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Ticket, { nullable: true, description: "The ticket, if you see it (工单)." })
  ticket(@Ctx() context: RequestContext, @Root() { row }: Referral): Promise<Ticket | null> {
    return ticketLoader(context, keyText({ province: row.province, id: row.ticketId }));
  }

  @FieldResolver(() => Term, { description: "The body (移送对象)." })
  target(@Ctx() context: RequestContext, @Root() { row }: Referral): Promise<Term> {
    return termAt(context, placeOfReferral(row), "REFERRAL_TARGET", row.target);
  }

  @FieldResolver(() => Term, { description: "On which ground (移送情形)." })
  ground(@Ctx() context: RequestContext, @Root() { row }: Referral): Promise<Term> {
    return termAt(context, placeOfReferral(row), "REFERRAL_GROUND", row.ground);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who referred it (移送人)." })
  async referrerName(@Ctx() context: RequestContext, @Root() { row }: Referral): Promise<string | null> {
    return row.referredBy === null ? null : ((await personNameLoader(context, row.referredBy))?.name ?? null);
  }

  @Weight(30)
  @FieldResolver(() => String, { description: "What was found, masked (移送说明, 脱敏)." })
  explanation(@Ctx() context: RequestContext, @Root() { row }: Referral): Promise<string> {
    return masked(context, row, row.explanation);
  }

  @Weight(30)
  @FieldResolver(() => String, { nullable: true, description: "What the body answered, masked (回复内容, 脱敏)." })
  reply(@Ctx() context: RequestContext, @Root() { row }: Referral): Promise<string> | null {
    return row.reply === null ? null : masked(context, row, row.reply);
  }

  @FieldResolver(() => [ReferralActionEnum], { description: "What you may do with it as it stands (可执行动作)." })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: Referral): ReferralAction[] {
    return permittedUponReferral(actorOf(context), row);
  }
}

/** What tickets tell of referrals. */
@Resolver(() => Ticket)
export class TicketReferralResolver {
  @Weight(20, { items: 1 })
  @FieldResolver(() => [Referral], {
    description: "The referrals of it by bureaus that you see, newest first (移送); 50 at most.",
  })
  async referrals(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Referral[]> {
    return ((await referralsLoader(context, keyText(row))) ?? []).map(toReferral);
  }
}
