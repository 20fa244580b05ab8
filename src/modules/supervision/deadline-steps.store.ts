import { type SQL, sql } from "drizzle-orm";
import { ticketDeadlines, tickets } from "../../../schema/index.js";
import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { place, run, statementOf } from "../../platform/statement.js";
import type { DueWanted } from "../jobs/index.js";

/** A deadline for which something is to be done, with what is needed of its ticket. */
export type DueStepRow = Pick<
  typeof ticketDeadlines.$inferSelect,
  | "province"
  | "ticketId"
  | "sequence"
  | "limit"
  | "rule"
  | "dueOn"
  | "statutoryDueOn"
  | "registeredDueOn"
  | "startedAt"
  | "nextStep"
> &
  Pick<typeof tickets.$inferSelect, "state" | "city" | "county" | "holder" | "line" | "kind" | "issueClass">;

const read = {
  province: ticketDeadlines.province,
  ticketId: ticketDeadlines.ticketId,
  sequence: ticketDeadlines.sequence,
  limit: ticketDeadlines.limit,
  rule: ticketDeadlines.rule,
  dueOn: ticketDeadlines.dueOn,
  statutoryDueOn: ticketDeadlines.statutoryDueOn,
  registeredDueOn: ticketDeadlines.registeredDueOn,
  startedAt: ticketDeadlines.startedAt,
  nextStep: ticketDeadlines.nextStep,
  state: tickets.state,
  city: tickets.city,
  county: tickets.county,
  holder: tickets.holder,
  line: tickets.line,
  kind: tickets.kind,
  issueClass: tickets.issueClass,
};

// A step on a ticket locks it before its deadlines. Here the ticket is kept from being locked and never waited for, so the
// two cannot hold each other up.
const dueRows = (condition: SQL, ending: SQL) =>
  statementOf(
    read,
    (columns) => sql`SELECT ${columns} FROM ${ticketDeadlines} JOIN ${tickets}
      ON ${tickets.province} = ${ticketDeadlines.province} AND ${tickets.id} = ${ticketDeadlines.ticketId}
      WHERE ${ticketDeadlines.state} = 'RUNNING' AND ${condition} ${ending}`,
  );

const isDue = sql`${ticketDeadlines.nextStepOn} < 'infinity' AND ${ticketDeadlines.nextStepOn} <= ${place("today")}`;
const inOrder = sql`ORDER BY ${ticketDeadlines.nextStepOn}, ${ticketDeadlines.province}, ${ticketDeadlines.ticketId},
  ${ticketDeadlines.sequence} LIMIT ${place("limit")}
  FOR UPDATE OF ${ticketDeadlines} SKIP LOCKED FOR KEY SHARE OF ${tickets} SKIP LOCKED`;

const dueEverywhere = dueRows(isDue, inOrder);
const dueInProvince = dueRows(sql`${isDue} AND ${ticketDeadlines.province} = ${place("province")}`, inOrder);

/** Locks the deadlines whose next step is due, by the index of its day; those of a ticket that is being changed are left out. */
export function claimDueSteps(tx: Transaction, { at, limit, province }: DueWanted): Promise<DueStepRow[]> {
  const today = chinaDay(at);
  return province === null
    ? run(tx, dueEverywhere, { today, limit })
    : run(tx, dueInProvince, { today, limit, province });
}

/** The key of a deadline. */
export interface DeadlineKey {
  province: string;
  ticketId: string;
  sequence: number;
}

const oneStep = dueRows(
  sql`${ticketDeadlines.province} = ${place("province")} AND ${ticketDeadlines.ticketId} = ${place("ticketId")}
    AND ${ticketDeadlines.sequence} = ${place("sequence")} AND ${ticketDeadlines.nextStep} IS NOT NULL`,
  // In the order in which a step on the ticket locks them.
  sql`FOR KEY SHARE OF ${tickets} FOR UPDATE OF ${ticketDeadlines}`,
);

/** Locks one deadline that still runs and has a step to come, whatever its day; null where it has none. */
export async function findDueStep(tx: Transaction, { province, ticketId, sequence }: DeadlineKey) {
  const [row] = await run(tx, oneStep, { province, ticketId, sequence });
  return row ?? null;
}

/** What comes next for a deadline. */
export interface NextStepRow extends DeadlineKey {
  nextStep: string | null;
  nextStepOn: string;
}

const nextSteps = statementOf(
  { sequence: ticketDeadlines.sequence },
  (columns) => sql`UPDATE ${ticketDeadlines} SET next_step = planned.next_step, next_step_on = planned.next_step_on
    FROM jsonb_populate_recordset(NULL::ticket_deadlines, ${place("rows")}::text::jsonb) AS planned
    WHERE ${ticketDeadlines.province} = planned.province AND ${ticketDeadlines.ticketId} = planned.ticket_id
      AND ${ticketDeadlines.sequence} = planned.sequence
    RETURNING ${columns}`,
);

/** Writes what comes next for deadlines, all at once. */
export async function planNextSteps(tx: Transaction, rows: readonly NextStepRow[]): Promise<void> {
  const planned = rows.map(({ province, ticketId, sequence, nextStep, nextStepOn }) => ({
    province,
    ticket_id: ticketId,
    sequence,
    next_step: nextStep,
    next_step_on: nextStepOn,
  }));
  await run(tx, nextSteps, { rows: JSON.stringify(planned) });
}
