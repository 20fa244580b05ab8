import type { Transaction } from "../../platform/database.js";
import { recordingsOf } from "../../platform/record.js";
import { write } from "../../platform/writing.store.js";
import { type DueMoment, defineDuePass } from "../jobs/index.js";
import { askedAt, type Duty, onDutyAt } from "./duty.js";
import { noticeChange } from "./notice.change.js";
import { stageFrom } from "./notice.pass.js";
import { claimDueNotices, lockParkedNotice, type NoticeRow, noticeUpdate, parkNotice } from "./notice.store.js";
import { findRosterRules } from "./roster-rules.store.js";
import { type NoticeStage, noticeStages, usualRules } from "./shift.words.js";

const minute = 60_000;

/**
 * Passes on what nobody acknowledged in time: from those on shift to whoever leads it, from him to the head, and in the end to
 * the bureau that sent the ticket or the order. Who is asked is who is on duty then; a stage without anybody is passed over.
 */
export const noticeEscalation = defineDuePass<NoticeRow, { province: string; id: string; bureau: string }>({
  name: "duty-notice-escalation",
  everyMilliseconds: 5000,
  claim: claimDueNotices,
  handle: passOn,
  park: (tx, row) => parkNotice(tx, row),
  payloadOf: ({ bureau, id, province }) => ({ province, id, bureau }),
  find: (tx, { id, province }) => lockParkedNotice(tx, { province, id }),
  bureauOf: ({ bureau }) => bureau,
});

async function passOn(tx: Transaction, rows: readonly NoticeRow[], moment: DueMoment): Promise<void> {
  const bureaus = [...new Set(rows.map(({ bureau }) => bureau))];
  const duties = await onDutyAt(tx, bureaus, moment.at);
  const rules = await findRosterRules(tx, bureaus);
  const steps = rows.map((row) => {
    const minutes = (rules.get(row.bureau) ?? usualRules).acknowledgeMinutes;
    const changes = escalationOf(row, duties.get(row.bureau), minutes, moment.at);
    const after = { ...row, ...changes, version: row.version + 1 };
    return { update: noticeUpdate(row, changes), change: noticeChange(after, "ESCALATE", { ...moment, by: null }) };
  });
  await write(tx, [...steps.map(({ update }) => update), ...recordingsOf(steps.map(({ change }) => change))]);
}

/** What follows for a notice that nobody acknowledged in time: the next stage at which somebody new is asked. Pure. */
export function escalationOf(
  { addressees, stage }: Pick<NoticeRow, "addressees" | "stage">,
  duty: Duty | undefined,
  minutes: number,
  at: Date,
): Pick<NoticeRow, "addressees" | "dueAt" | "stage"> {
  const next = noticeStages[noticeStages.indexOf(stage as NoticeStage) + 1] ?? "SENDER";
  const reached = duty === undefined ? "SENDER" : stageFrom(duty, next);
  const asked = duty === undefined ? [] : askedAt(duty, reached);
  return {
    stage: reached,
    addressees: [...new Set([...addressees, ...asked])],
    dueAt: reached === "SENDER" ? null : new Date(at.getTime() + minutes * minute),
  };
}
