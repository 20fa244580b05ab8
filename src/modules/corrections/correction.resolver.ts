import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, maskAbout, Ticket, ticketLoader } from "../tickets/index.js";
import { refuseCorrection, withdrawCorrection } from "./commands/end-correction.js";
import { makeCorrection } from "./commands/make-correction.js";
import { requestCorrection } from "./commands/request-correction.js";
import { correctionKeyOf } from "./correction.change.js";
import {
  CorrectionsArguments,
  MakeCorrectionInput,
  RefuseCorrectionInput,
  RequestCorrectionInput,
  WithdrawCorrectionInput,
} from "./correction.inputs.js";
import { findCorrection } from "./correction.store.js";
import { Correction, CorrectionConnection, CorrectionPayload } from "./correction.type.js";
import { correctionsLoader, pageOfCorrections, toCorrection, toCorrectionPayload } from "./correction.view.js";

const input = { description: "What is to be done (操作参数)." };

/** The root fields of requests for corrections, and the fields of one that are read when they are asked for. */
@Resolver(() => Correction)
export class CorrectionResolver {
  @Can("ticket.read")
  @Query(() => Correction, {
    description: "A request for a correction by its identifier (更正申请). One that you may not see is NOT_FOUND.",
  })
  async correction(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier (标识)." }) id: string,
  ): Promise<Correction> {
    const key = correctionKeyOf(id, "id");
    const row = await inScope(context, (tx) => findCorrection(tx, key));
    if (row === null) throw notFound("id");
    return toCorrection(row);
  }

  @Can("ticket.read")
  @Weight(50)
  @Query(() => CorrectionConnection, {
    description:
      "The requests for corrections that your bureau is to answer, or made, the newest first (更正申请列表).",
  })
  corrections(
    @Ctx() context: RequestContext,
    @Args(() => CorrectionsArguments) args: CorrectionsArguments,
  ): Promise<ConnectionValue<Correction>> {
    return pageOfCorrections(context, args);
  }

  @Can("correction.request")
  @Mutation(() => CorrectionPayload, {
    description:
      "Asks the bureau that registered a ticket to correct the entry (申请更正); the ticket stays where it is.",
  })
  requestCorrection(
    @Ctx() context: RequestContext,
    @Arg("input", () => RequestCorrectionInput, input) request: RequestCorrectionInput,
  ): Promise<CorrectionPayload> {
    return toCorrectionPayload(context, requestCorrection(context, request));
  }

  @Can("correction.make")
  @Mutation(() => CorrectionPayload, {
    description: "Corrects an entry as it was asked for, wherever the ticket is (更正).",
  })
  makeCorrection(
    @Ctx() context: RequestContext,
    @Arg("input", () => MakeCorrectionInput, input) correcting: MakeCorrectionInput,
  ): Promise<CorrectionPayload> {
    return toCorrectionPayload(context, makeCorrection(context, correcting));
  }

  @Can("correction.make")
  @Mutation(() => CorrectionPayload, { description: "Refuses a correction, because the entry is right (不予更正)." })
  refuseCorrection(
    @Ctx() context: RequestContext,
    @Arg("input", () => RefuseCorrectionInput, input) refusal: RefuseCorrectionInput,
  ): Promise<CorrectionPayload> {
    return toCorrectionPayload(context, refuseCorrection(context, refusal));
  }

  @Can("correction.request")
  @Mutation(() => CorrectionPayload, { description: "Withdraws a request for a correction (撤回更正申请)." })
  withdrawCorrection(
    @Ctx() context: RequestContext,
    @Arg("input", () => WithdrawCorrectionInput, input) withdrawal: WithdrawCorrectionInput,
  ): Promise<CorrectionPayload> {
    return toCorrectionPayload(context, withdrawCorrection(context, withdrawal));
  }

  @FieldResolver(() => Ticket, { nullable: true, description: "The ticket (工单)." })
  ticket(@Ctx() context: RequestContext, @Root() { row }: Correction): Promise<Ticket | null> {
    return ticketLoader(context, keyText({ province: row.province, id: row.ticketId }));
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that registered the ticket, and corrects it (登记单位).",
  })
  bureau(@Ctx() context: RequestContext, @Root() { row }: Correction): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that asked (申请单位)." })
  asker(@Ctx() context: RequestContext, @Root() { row }: Correction): Loaded<Bureau> {
    return bureauLoader(context, row.asker);
  }

  @Weight(30)
  @FieldResolver(() => String, { description: "What is wrong, masked (理由, 脱敏)." })
  reason(@Ctx() context: RequestContext, @Root() { row }: Correction): Promise<string> {
    return maskAbout(context, { province: row.province, id: row.ticketId }, row.reason);
  }

  @Weight(30)
  @FieldResolver(() => String, { nullable: true, description: "The words of the answer, masked (答复, 脱敏)." })
  answer(@Ctx() context: RequestContext, @Root() { row }: Correction): Promise<string> | null {
    return row.answer === null ? null : maskAbout(context, { province: row.province, id: row.ticketId }, row.answer);
  }
}

/** The requests for corrections of a ticket. */
@Resolver(() => Ticket)
export class TicketCorrectionResolver {
  @Weight(50, { items: 2 })
  @FieldResolver(() => [Correction], {
    description: "The requests to correct its entry (更正申请), the newest first; 20 at most.",
  })
  async corrections(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Correction[]> {
    return ((await correctionsLoader(context, keyText(row))) ?? []).map(toCorrection);
  }
}
