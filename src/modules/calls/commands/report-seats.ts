import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { tooLarge } from "../../../platform/errors.js";
import { toGlobalId } from "../../../platform/ids.js";
import { recordings } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { checkSource, clockAllowance, isOperatorNumber, wrongOperatorNumber } from "../call.check.js";
import { callBoardType, callEventTypes } from "../call.events.js";
import type { ReportSeatsInput } from "../seat.inputs.js";
import { mostSeats, writeSeats } from "../seat.store.js";

/** What became of a report. */
export interface ReportedSeats {
  /** How many seats do something else than before, or do it anew. */
  changed: number;
  /** The numbers at the desks of which something as late, or later, was known. */
  unchanged: readonly string[];
}

/**
 * Notes what the seats of the actor's bureau do (上报座席状态). Of each the latest stands, in whatever order reports come. One
 * entry of the audit and one event tell of a report; a report that changes nothing leaves no trace.
 *
 * @throws INVALID_INPUT with the path of each wrong value, such as seats[3].since; TOO_LARGE for more than 500
 */
export function reportSeats(context: RequestContext, input: ReportSeatsInput): Promise<ReportedSeats> {
  const at = context.clock.now();
  checkReport(input, at);
  const records = input.seats.map(({ operatorNumber, since, state }) => ({
    operator_number: operatorNumber,
    ...{ since, state },
  }));
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    authorize(actor, "call.record", actor.bureau);

    const { bureau, city, county, province } = actor.bureau;
    const place = { province, city, county, bureau };
    const changed = new Set(await writeSeats(tx, { ...place, source: input.source }, records, at));
    const unchanged = input.seats.flatMap(({ operatorNumber }) =>
      changed.has(operatorNumber) ? [] : [operatorNumber],
    );
    if (changed.size === 0) return { changed: 0, unchanged };

    await writeAndEnd(
      tx,
      recordings(actor, [
        {
          action: "call.record",
          at,
          requestId: context.requestId,
          subject: { type: callBoardType, id: toGlobalId(callBoardType, bureau), place },
          detail: { source: input.source, seats: changed.size },
          events: [{ type: callEventTypes.SEATS_REPORTED, payload: { changed: changed.size } }],
        },
      ]),
    );
    return { changed: changed.size, unchanged };
  });
}

function checkReport({ seats, source }: ReportSeatsInput, now: Date): void {
  if (seats.length > mostSeats) throw tooLarge("seats", seats.length, mostSeats);
  const check = startValidation();
  checkSource(check, source);
  if (seats.length === 0) check.add("seats", { zh: "至少需要一个座席。", en: "At least one seat is needed." });
  const seen = new Set<string>();
  seats.forEach(({ operatorNumber, since }, position) => {
    const field = (name: string) => `seats[${position}].${name}`;
    if (!isOperatorNumber(operatorNumber)) check.add(field("operatorNumber"), wrongOperatorNumber);
    if (seen.has(operatorNumber)) {
      check.add(field("operatorNumber"), {
        zh: "每次上报中一个座席只能出现一次。",
        en: "A report tells of each seat once.",
      });
    }
    seen.add(operatorNumber);
    if (since.getTime() > now.getTime() + clockAllowance || since.getUTCFullYear() < 1999) {
      check.add(field("since"), {
        zh: "起始时间须在 1999 年之后，且不晚于当前时间 5 分钟以上。",
        en: "It is after 1999, and not more than 5 minutes in the future.",
      });
    }
  });
  check.finish();
}
