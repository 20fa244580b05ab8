import type { RequestContext } from "../../platform/context.js";
import { actorOf } from "../../platform/context.js";
import type { LoggedEvent, OpenLiveSource } from "../../platform/live-source.js";
import { noticeKeyOfParts, noticeType, readNotice } from "../shifts/index.js";
import { DutyNoticeChange } from "./duty-notices.type.js";
import { likenessOf } from "./likeness.js";
import { cursorOf, readAfter } from "./place-in-log.js";
import { subjectOf } from "./subject.js";

/**
 * Opens a subscription to what becomes of the duty notices that the reader sees: those sent to him, and those of bureaus about
 * whose duty he may ask.
 *
 * @throws INVALID_INPUT for a wrong cursor, CURSOR_EXPIRED
 */
export const openDutyNoticeChanges: OpenLiveSource = async (context, args) => {
  const isMine = args.mine === true;
  const person = actorOf(context).person?.id ?? null;
  return {
    // What is sent to a person is told to nobody else, whatever roles they share.
    likeness: likenessOf(context, "dutyNoticeChanges", { isMine, person }),
    after: await readAfter(context, args.after),
    concerns: ({ subjectType }) => subjectType === noticeType,
    toPayloads: (reading, events) =>
      Promise.all(events.map((event) => toChange(reading, event, isMine ? (person ?? "") : null))),
  };
};

async function toChange(
  context: RequestContext,
  event: LoggedEvent,
  addressee: string | null,
): Promise<DutyNoticeChange | null> {
  const key = noticeKeyOfParts(subjectOf(event).parts);
  const notice = key === null ? null : await readNotice(context, key);
  // SECURITY: of a notice that the reader does not see nothing is told, not even that there is one.
  if (notice === null || (addressee !== null && !notice.row.addressees.includes(addressee))) return null;
  const { at, position, type } = event;
  return Object.assign(new DutyNoticeChange(), {
    ...{ cursor: cursorOf(context, position), at, eventType: type, notice },
  });
}
