import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, maskAbout, Term, Ticket, ticketLoader } from "../tickets/index.js";
import { ticketKeyOfMatter } from "./dispute.view.js";
import { ElevationActionEnum } from "./elevation.enums.js";
import { askerOf } from "./elevation.store.js";
import { Elevation } from "./elevation.type.js";
import { elevationsOfTicketLoader, permittedForElevation } from "./elevation.view.js";
import type { ElevationAction } from "./elevation.workflow.js";
import { termAt } from "./matter-term.js";

/** The fields of a request to take a case up that are read when they are asked for. */
@Resolver(() => Elevation)
export class ElevationFieldResolver {
  @FieldResolver(() => Ticket, { nullable: true, description: "The ticket, if you see it (工单)." })
  ticket(@Ctx() context: RequestContext, @Root() { row }: Elevation): Promise<Ticket | null> {
    return ticketLoader(context, keyText(ticketKeyOfMatter(row)));
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that asked (报请单位)." })
  asker(@Ctx() context: RequestContext, @Root() { row }: Elevation): Loaded<Bureau> {
    return bureauLoader(context, row.asker);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The superior that was asked (上级部门)." })
  superior(@Ctx() context: RequestContext, @Root() { row }: Elevation): Loaded<Bureau> {
    return bureauLoader(context, row.superior);
  }

  @FieldResolver(() => Term, { description: "Why (原因)." })
  reason(@Ctx() context: RequestContext, @Root() { row }: Elevation): Promise<Term> {
    return termAt(context, askerOf(row), "ELEVATION_REASON", row.reason);
  }

  @Weight(30)
  @FieldResolver(() => String, { description: "Why a superior should handle it, masked (理由, 脱敏)." })
  explanation(@Ctx() context: RequestContext, @Root() { row }: Elevation): Promise<string> {
    return maskAbout(context, ticketKeyOfMatter(row), row.explanation);
  }

  @Weight(30)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The words with which it ended, masked (决定说明, 脱敏).",
  })
  decisionRemark(@Ctx() context: RequestContext, @Root() { row }: Elevation): Promise<string> | null {
    return row.decisionRemark === null ? null : maskAbout(context, ticketKeyOfMatter(row), row.decisionRemark);
  }

  @Weight(20)
  @FieldResolver(() => [ElevationActionEnum], {
    description: "What you may do with it as it and its ticket stand (可执行动作).",
  })
  permittedActions(@Ctx() context: RequestContext, @Root() elevation: Elevation): Promise<ElevationAction[]> {
    return permittedForElevation(context, elevation);
  }
}

/** The requests to take a ticket up. */
@Resolver(() => Ticket)
export class ElevationsOfTicketResolver {
  @Weight(20, { items: 2 })
  @FieldResolver(() => [Elevation], {
    description: "The requests that a superior take it up, if you see them, newest first (提级申请).",
  })
  async elevations(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Elevation[]> {
    return (await elevationsOfTicketLoader(context, keyText(row))) ?? [];
  }
}
