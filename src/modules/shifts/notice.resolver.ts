import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can, holds, may } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { orderKeyText, orderLoader, SupervisionOrder } from "../supervision/index.js";
import { keyText, Ticket, ticketLoader } from "../tickets/index.js";
import { acknowledgeDutyNotice } from "./commands/acknowledge-duty-notice.js";
import { DutyPerson } from "./duty.type.js";
import { dutyPersonOf } from "./duty.view.js";
import { nameOf } from "./duty-person.js";
import { noticedOrderId, noticedTicketId, placeOfNotice } from "./notice.change.js";
import {
  AcknowledgeDutyNoticeInput,
  DutyNotice,
  DutyNoticeConnection,
  DutyNoticePayload,
  DutyNoticesArguments,
} from "./notice.type.js";
import { pageOfNotices, seesAddressees, toNotice } from "./notice.view.js";

/** Duty notices, in the API. */
@Resolver(() => DutyNotice)
export class DutyNoticeResolver {
  @Can("duty.acknowledge")
  @Query(() => DutyNoticeConnection, {
    description:
      "Duty notices, newest first (值班通知列表): those sent to you, those of your bureau, or those about what it sent to others.",
  })
  dutyNotices(
    @Ctx() context: RequestContext,
    @Args(() => DutyNoticesArguments) wanted: DutyNoticesArguments,
  ): Promise<ConnectionValue<DutyNotice>> {
    return pageOfNotices(context, wanted);
  }

  @Can("duty.acknowledge")
  @Mutation(() => DutyNoticePayload, {
    description: "Acknowledges a duty notice that was sent to you (确认值班通知): it goes on to nobody else.",
  })
  async acknowledgeDutyNotice(
    @Ctx() context: RequestContext,
    @Arg("input", () => AcknowledgeDutyNoticeInput, { description: "What is to be done (操作参数)." })
    wanted: AcknowledgeDutyNoticeInput,
  ): Promise<DutyNoticePayload> {
    return Object.assign(new DutyNoticePayload(), { notice: toNotice(await acknowledgeDutyNotice(context, wanted)) });
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau to which it came (接收单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: DutyNotice): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that sent it (发出单位); of what came from another province the authority above.",
  })
  sender(@Ctx() context: RequestContext, @Root() { row }: DutyNotice): Loaded<Bureau> {
    return bureauLoader(context, row.sender);
  }

  @FieldResolver(() => Ticket, {
    nullable: true,
    description: "The ticket, as far as you see it (工单); null where a supervision order came.",
  })
  async ticket(@Ctx() context: RequestContext, @Root() { row }: DutyNotice): Promise<Ticket | null> {
    const { ticketId: id, ticketProvince: province } = row;
    return id === null || province === null ? null : ticketLoader(context, keyText({ province, id }));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The identifier of the ticket (工单标识); null where a supervision order came.",
  })
  ticketId(@Root() { row }: DutyNotice): string | null {
    return noticedTicketId(row);
  }

  @FieldResolver(() => SupervisionOrder, {
    nullable: true,
    description: "The supervision order, as far as you see it (督办单); null where a ticket came.",
  })
  async order(@Ctx() context: RequestContext, @Root() { row }: DutyNotice): Promise<SupervisionOrder | null> {
    const { orderId: id, province } = row;
    // SECURITY: whoever may not read orders is told that one came, and nothing of it.
    if (id === null || !holds(actorOf(context), "supervision.read")) return null;
    return orderLoader(context, orderKeyText({ province, id }));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The identifier of the supervision order (督办单标识); null where a ticket came.",
  })
  orderId(@Root() { row }: DutyNotice): string | null {
    return noticedOrderId(row);
  }

  @Weight(0, { items: 3 })
  @FieldResolver(() => [DutyPerson], {
    description: "Everybody who was told so far (已通知人员); empty for those who may not ask who is on duty there.",
  })
  addressees(@Ctx() context: RequestContext, @Root() { row }: DutyNotice): DutyPerson[] {
    const actor = actorOf(context);
    if (!seesAddressees(actor, row)) return [];
    const isTelephoneTold = may(actor, "duty.read", placeOfNotice(row));
    return row.addressees.map((id) => dutyPersonOf(id, null, isTelephoneTold));
  }

  @Weight(10)
  @FieldResolver(() => String, {
    nullable: true,
    description: "Who acknowledged it (确认人), for those who may ask who is on duty there.",
  })
  async acknowledgedByName(@Ctx() context: RequestContext, @Root() { row }: DutyNotice): Promise<string | null> {
    return seesAddressees(actorOf(context), row) ? nameOf(context, row.acknowledgedBy) : null;
  }
}
