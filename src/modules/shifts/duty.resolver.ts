import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import type { RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { Loaded } from "../../platform/loaders.js";
import { InstantScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import { requireCountedDay } from "../calendar/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { Ticket } from "../tickets/index.js";
import { bureauAsked } from "./bureau-asked.js";
import { DutyPerson, OnDuty } from "./duty.type.js";
import { readOnDuty } from "./duty.view.js";
import { dutyPersonLoader, nameOf } from "./duty-person.js";

/** Who is on duty, in the API. */
@Resolver(() => OnDuty)
export class OnDutyResolver {
  @Can("duty.read")
  @Weight(200)
  @Query(() => OnDuty, {
    description:
      "Who is on duty at a bureau (值守情况): your own, or one of the region that yours acts for. Another is NOT_FOUND.",
  })
  async onDuty(
    @Ctx() context: RequestContext,
    @Arg("bureau", () => String, {
      nullable: true,
      description: "The code of a bureau that you may ask about (单位); your own where it is left out.",
    })
    bureau: string | null,
    @Arg("at", () => InstantScalar, { nullable: true, description: "An instant (时间); now where it is left out." })
    at: Date | null,
  ): Promise<OnDuty> {
    const instant = at ?? context.clock.now();
    requireCountedDay("at", chinaDay(instant));
    const found = await readOnDuty(context, await bureauAsked(context, "duty.read", bureau), instant);
    if (found === null) throw notFound("bureau");
    return found;
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau (单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { bureauCode }: OnDuty): Loaded<Bureau> {
    return bureauLoader(context, bureauCode);
  }
}

/** Who somebody on duty is, in the API. */
@Resolver(() => DutyPerson)
export class DutyPersonFieldResolver {
  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name (姓名)." })
  name(@Ctx() context: RequestContext, @Root() { rowId }: DutyPerson): Promise<string | null> {
    return nameOf(context, rowId);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The number at the desk (工号)." })
  async staffNumber(@Ctx() context: RequestContext, @Root() { rowId }: DutyPerson): Promise<string | null> {
    return (await dutyPersonLoader(context, rowId))?.staffNumber ?? null;
  }

  @Weight(10)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The work telephone (工作电话), for those who may ask who is on duty at the bureau.",
  })
  async workTelephone(
    @Ctx() context: RequestContext,
    @Root() { isTelephoneTold, rowId }: DutyPerson,
  ): Promise<string | null> {
    return isTelephoneTold ? ((await dutyPersonLoader(context, rowId))?.workTelephone ?? null) : null;
  }
}

/** Who is on duty at a bureau. */
@Resolver(() => Bureau)
export class BureauDutyFieldResolver {
  @Weight(100)
  @FieldResolver(() => OnDuty, {
    nullable: true,
    description: "Who is on duty there now (当前值守); null for a bureau that you may not ask about.",
  })
  onDuty(@Ctx() context: RequestContext, @Root() bureau: Bureau): Promise<OnDuty | null> {
    return readOnDuty(context, bureau, context.clock.now());
  }
}

/** Who is on duty where a ticket is held. */
@Resolver(() => Ticket)
export class TicketDutyFieldResolver {
  @Weight(100)
  @FieldResolver(() => OnDuty, {
    nullable: true,
    description:
      "Who is on duty now at the bureau that holds it (承办单位当前值守); null for one that you may not ask about.",
  })
  async holderOnDuty(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<OnDuty | null> {
    const holder = await bureauLoader(context, row.holder);
    return holder === null ? null : readOnDuty(context, holder, context.clock.now());
  }
}
