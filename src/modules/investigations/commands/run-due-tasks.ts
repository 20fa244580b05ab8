import { chinaDay } from "../../../platform/clock.js";
import type { Transaction } from "../../../platform/database.js";
import { recordingsOf } from "../../../platform/record.js";
import { write } from "../../../platform/writing.store.js";
import { type DueMoment, defineDuePass } from "../../jobs/index.js";
import { noticesOf } from "../../tickets/index.js";
import { toRecorded, withStates } from "../investigation.change.js";
import { placeOfLead } from "../investigation.states.js";
import { findTicketStates } from "../investigation.store.js";
import { noticeOfTask, toldOfTask } from "../task.change.js";
import { claimDueTasks, endReminding, lockOverdueTask, type TaskRow } from "../task.store.js";

/**
 * Reminds of tasks whose day is over and which are not answered, once, on the day after it: the partner, or the lead where
 * the partner is outside. The platform does it for the lead, at whose place it stands in the audit.
 */
async function remind(tx: Transaction, tasks: readonly TaskRow[], { at, requestId }: DueMoment): Promise<void> {
  const noted = tasks.map((task) => ({ task, notices: noticeOfTask(task, "INVESTIGATION_TASK_REMINDED") }));
  const states = await findTicketStates(
    tx,
    noted.flatMap(({ notices }) => notices.map(({ ticket }) => ticket)),
  );
  await endReminding(tx, tasks);
  await write(tx, [
    noticesOf(
      at,
      noted.flatMap(({ task, notices }) =>
        withStates(notices, states).map((notice) => ({ actor: { place: placeOfLead(task) }, notice })),
      ),
    ),
    ...recordingsOf(
      tasks.map((task) => ({
        actor: { place: placeOfLead(task) },
        change: toRecorded(at, requestId, toldOfTask(task, "REMIND", "ticket.platform")),
      })),
    ),
  ]);
}

/** The pass that reminds of tasks by itself. */
export const runDueTasks = defineDuePass<TaskRow, { province: string; id: string; lead: string }>({
  name: "remind-of-investigation-tasks",
  everyMilliseconds: 60_000,
  bureauOf: ({ lead }) => lead,
  claim: (tx, { at, limit, province }) => claimDueTasks(tx, chinaDay(at), limit, province),
  handle: remind,
  park: (tx, task) => endReminding(tx, [task]),
  payloadOf: ({ province, id, lead }) => ({ province, id, lead }),
  find: (tx, key, { at }) => lockOverdueTask(tx, key, chinaDay(at)),
});
