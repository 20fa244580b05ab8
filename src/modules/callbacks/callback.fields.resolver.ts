import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, Ticket, ticketLoader } from "../tickets/index.js";
import { placeOfCallback, ticketKeyOfCallback } from "./callback.change.js";
import { CallbackActionEnum } from "./callback.enums.js";
import { BureauSatisfaction, Callback, CallbackRule, SatisfactionCounts } from "./callback.type.js";
import { callbacksLoader, maskedRemark } from "./callback.view.js";
import { type CallbackAction, permittedActions } from "./callback.workflow.js";

/** The fields of a callback that are read when they are asked for. */
@Resolver(() => Callback)
export class CallbackFieldResolver {
  @FieldResolver(() => Ticket, { nullable: true, description: "The ticket (工单)." })
  ticket(@Ctx() context: RequestContext, @Root() { row }: Callback): Promise<Ticket | null> {
    return ticketLoader(context, keyText(ticketKeyOfCallback(row)));
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that calls (回访单位): the one that registered the ticket.",
  })
  bureau(@Ctx() context: RequestContext, @Root() { row }: Callback): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that handled the ticket, whom the grade is about (承办单位); null without a grade.",
  })
  handledBy(@Ctx() context: RequestContext, @Root() { row }: Callback): Loaded<Bureau> {
    return row.handledBy === null ? null : bureauLoader(context, row.handledBy);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who called (回访人)." })
  async callerName(@Ctx() context: RequestContext, @Root() { row }: Callback): Promise<string | null> {
    return row.calledBy === null ? null : ((await personNameLoader(context, row.calledBy))?.name ?? null);
  }

  @Weight(30)
  @FieldResolver(() => String, {
    nullable: true,
    description: "What the citizen said, with personal data masked (备注, 脱敏).",
  })
  remark(@Ctx() context: RequestContext, @Root() callback: Callback): Promise<string | null> {
    return maskedRemark(context, callback);
  }

  @FieldResolver(() => [CallbackActionEnum], {
    description: "What you may do with it as it stands (可执行动作), by the rules that the commands refuse by.",
  })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: Callback): CallbackAction[] {
    return permittedActions(actorOf(context), { state: row.state, place: placeOfCallback(row) });
  }
}

/** What a ticket knows of its callbacks. */
@Resolver(() => Ticket)
export class TicketCallbackResolver {
  @Weight(20, { items: 2 })
  @FieldResolver(() => [Callback], { description: "Its callbacks, by their rounds (回访)." })
  async callbacks(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Callback[]> {
    return (await callbacksLoader(context, keyText(row))) ?? [];
  }
}

/** The bureau of a rule. */
@Resolver(() => CallbackRule)
export class CallbackRuleFieldResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau whose rule it is (单位)." })
  bureau(@Ctx() context: RequestContext, @Root() rule: CallbackRule): Loaded<Bureau> {
    return bureauLoader(context, rule.bureauCode);
  }
}

/** The region of grades that were counted. */
@Resolver(() => SatisfactionCounts)
export class SatisfactionFieldResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau whose region was counted (统计范围)." })
  region(@Ctx() context: RequestContext, @Root() counts: SatisfactionCounts): Loaded<Bureau> {
    return bureauLoader(context, counts.regionCode);
  }
}

/** The bureau that grades are about. */
@Resolver(() => BureauSatisfaction)
export class BureauSatisfactionFieldResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that handled the tickets (承办单位)." })
  bureau(@Ctx() context: RequestContext, @Root() grades: BureauSatisfaction): Loaded<Bureau> {
    return bureauLoader(context, grades.bureauCode);
  }
}
