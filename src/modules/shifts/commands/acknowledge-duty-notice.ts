import { authorize, may } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, forbidden, illegalTransition, notFound } from "../../../platform/errors.js";
import { recordingsOf } from "../../../platform/record.js";
import { scopeOf } from "../../../platform/scope.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { noticeChange, placeOfNotice } from "../notice.change.js";
import { lockNotice, type NoticeRow, noticeUpdate } from "../notice.store.js";
import type { AcknowledgeDutyNoticeInput } from "../notice.type.js";
import { noticeKeyOf, seesNotice } from "../notice.view.js";

/**
 * Whoever a duty notice was sent to acknowledges it (确认值班通知), or whoever leads the shifts of the bureau: it goes on to nobody.
 *
 * @throws NOT_FOUND; FORBIDDEN to whom it was not sent; CONFLICT; ILLEGAL_TRANSITION where it is not open any more
 */
export function acknowledgeDutyNotice(context: RequestContext, input: AcknowledgeDutyNoticeInput): Promise<NoticeRow> {
  const actor = actorOf(context);
  const key = noticeKeyOf(input.noticeId, "noticeId");
  return inScope(context, async (tx) => {
    const notice = await lockNotice(tx, scopeOf(actor.bureau), key);
    if (notice === null || !seesNotice(actor, notice)) throw notFound("noticeId");
    const place = placeOfNotice(notice);
    authorize(actor, "duty.acknowledge", place);
    const person = actor.person?.id ?? null;
    const isAddressee = person !== null && notice.addressees.includes(person);
    if (!isAddressee && !may(actor, "shift.manage", place)) throw forbidden(notSent);
    if (notice.version !== input.version) throw conflict(notice.version);
    if (notice.state !== "OPEN") {
      throw illegalTransition({ zh: "该通知已确认或已失效。", en: "It was acknowledged, or is over." }, []);
    }
    const at = context.clock.now();
    const changes = { state: "ACKNOWLEDGED", dueAt: null, acknowledgedAt: at, acknowledgedBy: person };
    const after: NoticeRow = { ...notice, ...changes, version: notice.version + 1 };
    const change = noticeChange(after, "ACKNOWLEDGE", { at, by: actor, requestId: context.requestId });
    await writeAndEnd(tx, [noticeUpdate(notice, changes), ...recordingsOf([change])]);
    return after;
  });
}

const notSent = {
  zh: "该通知未发给您，请由值守人员或热线管理确认。",
  en: "It was not sent to you: those on duty, or whoever leads the shifts, acknowledge it.",
};
