const onDay = (instant: string): string => `(${instant} AT TIME ZONE 'Asia/Shanghai')::date`;
const hours = (end: string): string => `floor(date_part('epoch', ${end} - t.registered_at) / 3600)::int`;

/** The working days up to each day, and the day of the order that follows a limit: the product says both. */
export const calendarTables = [
  "CREATE TEMP TABLE counted_day (day date PRIMARY KEY, n int NOT NULL) ON COMMIT DROP",
  `CREATE TEMP TABLE order_day ("limit" text COLLATE "C", rule text COLLATE "C", statutory_due_on date, day date)
    ON COMMIT DROP`,
];

/** Of each ticket the last run of each limit that is counted. */
const lastLimits = `
  CREATE TEMP TABLE last_limit ON COMMIT DROP AS
  SELECT DISTINCT ON (province, ticket_id, "limit") province, ticket_id, "limit", nullif(due_on, 'infinity') AS due_on,
    CASE WHEN due_on < 'infinity' AND state IN ('MET', 'MISSED') THEN state = 'MET' END AS is_met
  FROM ticket_deadlines
  WHERE state <> 'CANCELLED' AND "limit" IN ('ACCEPTANCE', 'VERIFICATION', 'MEDIATION', 'REWORK')
  ORDER BY province, ticket_id, "limit", sequence DESC`;

const ofLimit = (limit: string): string => `
  max(due_on) FILTER (WHERE "limit" = ${limit}), bool_and(is_met) FILTER (WHERE "limit" = ${limit})`;

/** The same in one row for each ticket; the limit for closing is that of the work that was begun last. */
const limitFacts = `
  CREATE TEMP TABLE limit_fact (province, ticket_id, check_due_on, is_check_met, verification_due_on, is_verification_met,
    closing_due_on, is_closing_met) ON COMMIT DROP AS
  SELECT province, ticket_id, ${["'ACCEPTANCE'", "'VERIFICATION'", "closing"].map(ofLimit).join(", ")}
  FROM (SELECT *, CASE
      WHEN bool_or("limit" = 'REWORK') OVER ticket THEN 'REWORK'
      WHEN bool_or("limit" = 'MEDIATION') OVER ticket THEN 'MEDIATION'
      WHEN bool_or("limit" = 'VERIFICATION') OVER ticket THEN 'VERIFICATION' ELSE 'ACCEPTANCE' END AS closing
    FROM last_limit WINDOW ticket AS (PARTITION BY province, ticket_id)) AS limits
  GROUP BY province, ticket_id`;

const supervisionDays = `
  CREATE TEMP TABLE supervision_day ON COMMIT DROP AS
  SELECT d.province, d.ticket_id, min(o.day) AS day
  FROM ticket_deadlines d JOIN order_day o USING ("limit", rule, statutory_due_on)
  WHERE d.state <> 'CANCELLED' AND (d.ended_at IS NULL OR ${onDay("d.ended_at")} >= o.day)
  GROUP BY d.province, d.ticket_id`;

const supervised = `
  CREATE TEMP TABLE supervised ON COMMIT DROP AS SELECT DISTINCT province, ticket_id FROM supervised_tickets`;

const graded = `
  CREATE TEMP TABLE graded ON COMMIT DROP AS
  SELECT DISTINCT ON (province, ticket_id) province, ticket_id, grade FROM callbacks WHERE grade IS NOT NULL
  ORDER BY province, ticket_id, called_at DESC`;

/** What of the facts follows from other tables than the tickets. */
export const partStatements: readonly string[] = [lastLimits, limitFacts, supervisionDays, supervised, graded];

const columns: Readonly<Record<string, string>> = {
  province: "t.province",
  ticket_id: "t.id",
  city: "t.city",
  county: "t.county",
  holder: "t.holder",
  city_then: "t.city",
  county_then: "t.county",
  holder_then: "t.holder",
  intake_city: "t.intake_city",
  intake_county: "t.intake_county",
  intake_bureau: "t.intake_bureau",
  previous_city: "t.previous_city",
  previous_county: "t.previous_county",
  previous_holder: "t.previous_holder",
  kind: "t.kind",
  line: "coalesce(t.line, '')",
  channel: "t.channel",
  issue_class: "t.issue_class",
  goods_class: "coalesce(t.goods_class, '')",
  topics: `CASE WHEN cardinality(t.topics) < 2 THEN t.topics
    ELSE ARRAY(SELECT topic FROM unnest(t.topics) AS topic ORDER BY topic COLLATE "C") END`,
  state: "t.state",
  respondent: "coalesce(t.respondent_name, '')",
  registered_on: "registration.day",
  registered_hour: "date_part('hour', t.registered_at AT TIME ZONE 'Asia/Shanghai')",
  dispatched_on: "dispatch.day",
  accepted_on: "acceptance.day",
  closed_on: "closing.day",
  check_due_on: "l.check_due_on",
  is_check_met: "l.is_check_met",
  verification_due_on: "l.verification_due_on",
  is_verification_met: "l.is_verification_met",
  closing_due_on: "l.closing_due_on",
  is_closing_met: "l.is_closing_met",
  supervision_due_on: "s.day",
  is_supervised: "o.ticket_id IS NOT NULL",
  is_to_dispatch: `t.dispatched_at IS NOT NULL
    OR CASE WHEN t.kind = 'CONSULTATION' THEN t.state = 'ESCALATED' ELSE t.lead_from IS NULL END`,
  outcome: `CASE WHEN t.settlement_method IS NOT NULL THEN 'SETTLED'
    WHEN t.termination_ground IS NOT NULL THEN 'TERMINATED'
    WHEN t.refusal_ground IS NOT NULL THEN 'REFUSED'
    WHEN t.decided_at IS NULL THEN CASE WHEN t.closed_at IS NOT NULL THEN 'HANDED_OVER' END
    WHEN t.kind = 'CONSULTATION' THEN 'ANSWERED'
    WHEN t.duplicate_of IS NOT NULL THEN 'DUPLICATE'
    WHEN t.case_number IS NULL THEN 'NOT_FILED' ELSE 'CASE_FILED' END`,
  is_turned_into_case: "t.turned_into IS NOT NULL",
  is_returned: "t.returns > 0",
  grade: "g.grade",
  disputed_amount: "coalesce(t.disputed_amount, 0)",
  recovered_loss: "coalesce(t.recovered_loss, 0)",
  fine_amount: "coalesce(t.fine_amount, 0)",
  confiscated_amount: "coalesce(t.confiscated_amount, 0)",
  hours_to_dispatch: hours("t.dispatched_at"),
  hours_to_acceptance: hours("t.accepted_at"),
  hours_to_closing: hours("t.closed_at"),
  working_days_to_dispatch: "dispatch.n - registration.n",
  working_days_to_acceptance: "acceptance.n - registration.n",
  working_days_to_closing: "closing.n - registration.n",
};

const named = (name: string, instant: string): string =>
  `LEFT JOIN counted_day AS ${name} ON ${name}.day = ${onDay(`t.${instant}`)}`;

/** The facts of all tickets at once, in the order in which the tickets lie, which is that of their receipt. */
export const insertFacts = `
  INSERT INTO ticket_facts (${Object.keys(columns).join(", ")})
  SELECT ${Object.values(columns).join(", ")}
  FROM tickets t
  ${named("registration", "registered_at")} ${named("dispatch", "dispatched_at")}
  ${named("acceptance", "accepted_at")} ${named("closing", "closed_at")}
  LEFT JOIN limit_fact l ON l.province = t.province AND l.ticket_id = t.id
  LEFT JOIN supervision_day s ON s.province = t.province AND s.ticket_id = t.id
  LEFT JOIN supervised o ON o.province = t.province AND o.ticket_id = t.id
  LEFT JOIN graded g ON g.province = t.province AND g.ticket_id = t.id`;
