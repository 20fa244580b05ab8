import { authorize, relationOf } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, illegalTransition, invalidInput } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { writeAndTell } from "../../../platform/telling.js";
import { type BureauRow, findBureau, isValidOn, placeOf } from "../../jurisdictions/index.js";
import { type Change, checkReason, findAndLock, notices, permittedVerbs, placeOfTicket } from "../../tickets/index.js";
import { personOf } from "../dispute.change.js";
import { elevationRecordings, pendingElevations } from "../elevation.change.js";
import type { RequestElevationInput } from "../elevation.inputs.js";
import { type ElevationRow, elevationInsertion, elevationList } from "../elevation.store.js";
import { obstacleToAsking } from "../elevation.workflow.js";
import { checkMatters } from "../matters-of-tickets.js";

/**
 * A bureau asks an authority above it to take a case up (报请提级; art. 13 of Order 121, art. 12 of Order 20). The ticket stays
 * where it is, and its limits run on.
 */
export function requestElevation(context: RequestContext, input: RequestElevationInput): Promise<ElevationRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const { actor, ticket, at } = change;
    authorize(actor, "elevation.ask", placeOfTicket(ticket));
    if (ticket.version !== input.version) throw conflict(ticket.version);
    const pending = await pendingElevations(change, ticket);
    const obstacle = obstacleToAsking(actor, ticket, pending.length > 0);
    if (obstacle !== null) throw illegalTransition(obstacle, permittedVerbs(actor, ticket));
    checkMatters("elevations", await elevationList.ofTickets(tx, [ticket]));
    const superior = checkSuperior(change, await findBureau(tx, input.superior ?? actor.bureau.parent ?? ""));
    const words = { field: "explanation", text: input.explanation, isNeeded: true } as const;
    const explanation = (await checkReason(change, "ELEVATION_REASON", "reason", input.reason, words)) ?? "";
    const elevation = { ...newElevation(change, superior), reason: input.reason, explanation };
    const step = { event: "ASKED", action: "elevation.ask", to: placeOf(superior) } as const;
    const detail = { reason: input.reason };
    await writeAndTell(tx, actor, step.to, [
      elevationInsertion(elevation),
      notices(change, [{ ticket, kind: "ELEVATION_ASKED", toBureau: superior.code, detail, remark: explanation }]),
      ...elevationRecordings(elevation, step, { actor, at, requestId: context.requestId }),
    ]);
    return elevation;
  });
}

function newElevation(change: Change, superior: BureauRow) {
  const { actor, ticket, at } = change;
  return {
    province: ticket.province,
    id: newId(at),
    ticketId: ticket.id,
    asker: actor.bureau.bureau,
    askerCity: actor.bureau.city,
    askerCounty: actor.bureau.county,
    superior: superior.code,
    superiorCity: superior.city,
    superiorCounty: superior.county,
    state: "PENDING",
    askedAt: at,
    askedBy: personOf(change),
    decidedAt: null,
    decidedBy: null,
    decisionRemark: null,
    version: 1,
  } satisfies Partial<ElevationRow>;
}

function checkSuperior({ actor, at }: Change, superior: BureauRow | null): BureauRow {
  if (superior === null || !isValidOn(superior, chinaDay(at))) {
    throw invalidInput("superior", { zh: "没有这个单位，或该单位已撤销。", en: "There is no such bureau today." });
  }
  if (superior.kind !== "AUTHORITY" || relationOf(actor.bureau, placeOf(superior)) !== "above") {
    throw invalidInput("superior", {
      zh: "只能报请上级市场监督管理部门（第121号令第十三条、第20号令第十二条）。",
      en: "Only an authority above yours can be asked to take a case up (Order 121 art. 13, Order 20 art. 12).",
    });
  }
  return superior;
}
