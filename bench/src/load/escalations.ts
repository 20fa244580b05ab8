import type { Sql } from "postgres";
import { worldEnd } from "./times.js";

const end = `timestamptz '${new Date(worldEnd).toISOString()}'`;

/** Bureaus of counties, each with the next one of its city and the next province. */
const neighbours = `
  CREATE TEMP TABLE neighbour AS
  SELECT code, coalesce(lead(code) OVER beside, first_value(code) OVER beside) AS beside,
    (SELECT coalesce(min(other.code) FILTER (WHERE other.code > county.province), min(other.code))
      FROM bureaus other WHERE other.kind = 'AUTHORITY' AND other.level = 'PROVINCE' AND other.code <> county.province) AS away
  FROM bureaus county WHERE kind = 'AUTHORITY' AND level = 'COUNTY' AND city IS NOT NULL
  WINDOW beside AS (PARTITION BY city ORDER BY code)`;

/** The tickets that something happens around: about one in twenty, always the same. Those of the last weeks are open. */
const sample = `
  CREATE TEMP TABLE sample AS
  SELECT row_number() OVER (ORDER BY t.id) AS n, t.province, t.id, t.city, t.county, t.holder, t.intake_bureau, t.intake_city,
    t.intake_county, t.kind, t.state, t.handler, t.registered_by, t.closed_at, beside, away,
    least(t.dispatched_at + interval '2 days', ${end} - interval '1 hour') AS at,
    t.dispatched_at > ${end} - interval '30 days' AS is_recent
  FROM tickets t TABLESAMPLE BERNOULLI (10) REPEATABLE (315)
  JOIN neighbour ON neighbour.code = t.holder AND neighbour.beside <> t.holder
  WHERE t.dispatched_at IS NOT NULL`;

/** A version 7 identifier of an instant, always the same for the same salt. */
const identifiers = `
  CREATE FUNCTION pg_temp.id_at(at timestamptz, salt text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(salt), 1, 3) || '8' ||
      substr(md5(salt), 4, 15))::uuid
  $$`;

/** A ticket of each province, to which a ticket of another was handed over. */
const elsewhere = `
  CREATE TEMP TABLE elsewhere AS SELECT DISTINCT ON (province) province, id, holder FROM sample ORDER BY province, n`;

const orderId = "pg_temp.id_at(at, 'order' || n)";
const investigationId = "pg_temp.id_at(at, 'investigation' || n)";
/** One of some codes, in turn. */
const oneOf = (by: string, ...codes: string[]): string =>
  `(ARRAY['${codes.join("', '")}'])[1 + (${by} % ${codes.length})::int]`;

/** Orders of cities, every fifth of the province, to counties. */
const orders = `
  INSERT INTO supervision_orders (province, id, issuer, issuer_city, receiver, receiver_city, receiver_county, kind, origin,
    ground, requirement, reply_by, state, issued_at, received_at, answer, answered_at, closed_at, rises_on)
  SELECT province, ${orderId}, CASE WHEN n % 5 = 0 THEN province ELSE city END, CASE WHEN n % 5 = 0 THEN NULL ELSE city END,
    county, city, county, ${oneOf("n / 16", "ORDINARY", "ORDINARY", "LISTED")}, ${oneOf("n / 8", "AUTOMATIC", "MANUAL")},
    'OVERDUE', '请核查并按期办结', at::date + 7, state, at, CASE WHEN state <> 'ISSUED' THEN at + interval '1 day' END,
    CASE WHEN state NOT IN ('ISSUED', 'RECEIVED') THEN '已办结' END,
    CASE WHEN state NOT IN ('ISSUED', 'RECEIVED') THEN at + interval '3 days' END,
    CASE WHEN state = 'CLOSED' THEN at + interval '5 days' END,
    CASE WHEN state NOT IN ('ANSWERED', 'CLOSED') AND n / 8 % 2 = 1 THEN at::date + 8 ELSE 'infinity' END
  FROM (SELECT n, province, city, county, at, CASE WHEN NOT is_recent THEN 'CLOSED'
    ELSE ${oneOf("n / 8", "ISSUED", "RECEIVED", "ANSWERED", "SENT_BACK")} END AS state FROM sample WHERE n % 8 < 2) AS ordered`;

const supervised = `
  INSERT INTO supervised_tickets (province, order_id, ticket_id)
  SELECT province, ${orderId}, id FROM sample WHERE n % 8 < 2`;

const returns = `
  INSERT INTO ticket_returns (province, city, county, bureau, ticket_id, sequence, to_bureau, to_city, to_county, reason,
    returned_on)
  SELECT province, city, county, holder, id, 4, intake_bureau, intake_city, intake_county,
    ${oneOf("n / 8", "NOT_OUR_DUTY", "MISSING_ELEMENT", "UNCLEAR", "WRONG_CLASS")}, at::date
  FROM sample WHERE n % 8 IN (2, 3)`;

const disputes = `
  INSERT INTO disputes (province, id, ticket_id, raiser, raiser_city, raiser_county, proposed, proposed_city,
    proposed_county, superior, superior_city, origin, reason, explanation, state, raised_at, negotiate_until, designated,
    ended_at, refers_on)
  SELECT province, pg_temp.id_at(at, 'dispute' || n), id, holder, city, county, beside, city, beside, city, city, 'RAISED',
    'NOT_OUR_DUTY', '经营地址不在本辖区', stands, at, at::date + 9, CASE WHEN stands = 'DESIGNATED' THEN beside END,
    CASE WHEN NOT is_recent THEN at + interval '6 days' END, CASE WHEN is_recent THEN date '2099-12-31' ELSE 'infinity' END
  FROM (SELECT sample.*, CASE WHEN is_recent THEN ${oneOf("n / 8", "NEGOTIATING", "CONTESTED", "REFERRED")}
    ELSE ${oneOf("n / 8", "AGREED", "DESIGNATED", "WITHDRAWN")} END AS stands FROM sample WHERE n % 8 = 4) AS s`;

const elevations = `
  INSERT INTO elevations (province, id, ticket_id, asker, asker_city, asker_county, superior, superior_city, reason,
    explanation, state, asked_at, decided_at)
  SELECT province, pg_temp.id_at(at, 'elevation' || n), id, holder, city, county, city, city, 'MAJOR_OR_COMPLEX',
    '案情重大复杂', CASE WHEN is_recent THEN 'PENDING' ELSE ${oneOf("n / 8", "TAKEN_UP", "REFUSED", "WITHDRAWN")} END, at,
    CASE WHEN NOT is_recent THEN at + interval '2 days' END
  FROM sample WHERE n % 8 = 5`;

const handovers = `
  INSERT INTO handovers (province, id, ticket_id, side, city, county, bureau, other_province, other_ticket, other_bureau,
    reason, explanation, handed_over_at, provinces_before)
  SELECT s.province, pg_temp.id_at(at, 'handover' || n), s.id, ${oneOf("n / 16", "FROM", "TO")}, city, county, s.holder, away,
    other.id, other.holder, 'RESPONDENT_ELSEWHERE', '被反映主体在外省', at, ARRAY[s.province]
  FROM sample s JOIN elsewhere other ON other.province = away WHERE n % 16 = 6`;

const referrals = `
  INSERT INTO referrals (province, city, county, bureau, id, ticket_id, target, ground, explanation, state, referred_at,
    replied_at)
  SELECT province, city, county, holder, pg_temp.id_at(at, 'referral' || n), id,
    ${oneOf("n / 16", "POLICE", "HEALTH", "AGRICULTURE", "TRANSPORT")}, 'SUSPECTED_CRIME', '涉嫌犯罪',
    CASE WHEN is_recent THEN 'SENT' ELSE ${oneOf("n / 16", "TAKEN", "DECLINED")} END, at,
    CASE WHEN NOT is_recent THEN at + interval '8 days' END
  FROM sample WHERE n % 16 = 14`;

const copies = `
  INSERT INTO ticket_copies (province, id, ticket_id, sender, sender_city, sender_county, receiver, receiver_city,
    receiver_county, parts, state, sent_at, read_at)
  SELECT province, pg_temp.id_at(at, 'copy' || n), id, holder, city, county, beside, city, beside,
    ARRAY['CLASSIFICATION', 'FACTS', 'STATE'], CASE WHEN is_recent THEN 'SENT' ELSE 'READ' END, at,
    CASE WHEN NOT is_recent THEN at + interval '1 day' END
  FROM sample WHERE n % 8 = 7`;

const investigations = `
  INSERT INTO investigations (province, city, county, bureau, id, title, purpose, state, opened_at, closed_at)
  SELECT province, city, county, holder, ${investigationId}, '涉嫌虚假宣传协查', '查明实际经营者',
    CASE WHEN is_recent THEN 'OPEN' ELSE 'CLOSED' END, at, CASE WHEN NOT is_recent THEN at + interval '20 days' END
  FROM sample WHERE n % 16 = 8`;

const investigated = `
  INSERT INTO investigated_tickets (province, investigation_id, ticket_id)
  SELECT province, ${investigationId}, id FROM sample WHERE n % 16 = 8`;

/** Of each joint investigation a task of a bureau beside it, one of a bureau of another province, and one of the police. */
const tasks = `
  INSERT INTO investigation_tasks (province, id, investigation_id, ticket_id, lead, lead_city, lead_county, partner,
    partner_province, partner_city, partner_county, partner_kind, partner_name, question, parts, due_on, state, asked_at,
    closed_at)
  SELECT province, pg_temp.id_at(at, 'task' || task || n), ${investigationId}, id, holder, city, county,
    CASE task WHEN 1 THEN beside WHEN 2 THEN away END, CASE task WHEN 1 THEN province WHEN 2 THEN away END,
    CASE task WHEN 1 THEN city END, CASE task WHEN 1 THEN beside END, CASE WHEN task < 3 THEN 'BUREAU' ELSE 'POLICE' END,
    CASE WHEN task = 3 THEN '市公安局' END, '请协查经营者身份', ARRAY['RESPONDENT', 'FACTS'], at::date + 10,
    CASE WHEN is_recent THEN 'OPEN' ELSE 'CLOSED' END, at, CASE WHEN NOT is_recent THEN at + interval '9 days' END
  FROM sample CROSS JOIN generate_series(1, 3) AS task WHERE n % 16 = 8`;

const callbacks = `
  INSERT INTO callbacks (province, ticket_id, id, bureau, round, state, tries, planned_at, due_on, called_at, grade,
    is_handlers_fault, handled_by, handled_by_city, handled_by_county)
  SELECT province, id, pg_temp.id_at(closed_at, 'callback' || n), CASE WHEN n % 4 = 0 THEN holder ELSE intake_bureau END, 1, called, 1, closed_at,
    closed_at::date + 5, CASE WHEN called = 'DONE' THEN closed_at + interval '1 day' END,
    CASE WHEN called = 'DONE' THEN ${oneOf("n / 16", "VERY_SATISFIED", "SATISFIED", "NEUTRAL", "DISSATISFIED")} END,
    CASE WHEN called = 'DONE' THEN false END, CASE WHEN called = 'DONE' THEN holder END,
    CASE WHEN called = 'DONE' THEN city END, CASE WHEN called = 'DONE' THEN county END
  FROM (SELECT sample.*, CASE WHEN is_recent THEN 'PLANNED' ELSE ${oneOf("n / 4", "DONE", "DONE", "DONE", "UNREACHED")} END
    AS called FROM sample WHERE closed_at IS NOT NULL AND n % 4 < 3) AS s`;

/** Tickets of years ago have no deadlines in the loaded world; what was to be extended must be there. */
const extended = `
  INSERT INTO ticket_deadlines (province, ticket_id, sequence, "limit", rule, days, unit, started_from, started_at, bureau,
    due_on, statutory_due_on, is_provisional, state, ended_at)
  SELECT province, id, 1, 'VERIFICATION', 'ORDER_20.VERIFICATION', 15, 'WORKING', 'COMPETENT_RECEIPT', at, holder,
    at::date + 21, at::date + 21, false, 'MET', at
  FROM sample WHERE kind = 'REPORT'
  ON CONFLICT DO NOTHING`;

const extensions = `
  INSERT INTO extension_requests (province, ticket_id, id, deadline, bureau, reason, explanation, days, state, asked_at,
    due_before, decided_at)
  SELECT province, id, pg_temp.id_at(at, 'extension' || n), 1, holder, 'COMPLEX', '案情复杂，需补充检验', 15,
    CASE WHEN is_recent THEN 'PENDING' ELSE ${oneOf("n", "GRANTED", "REFUSED", "LAPSED")} END, at, at::date + 9,
    CASE WHEN NOT is_recent THEN at + interval '2 days' END
  FROM sample WHERE kind = 'REPORT'`;

const notices = `
  INSERT INTO ticket_notices (province, ticket_id, id, at, kind, state, bureau, to_bureau, detail)
  SELECT province, id, pg_temp.id_at(at, 'notice' || n), at, ${oneOf("n", "WARNING", "REMINDER")}, 'CHECKING', holder, holder,
    '{"limit": "ACCEPTANCE", "dueOn": "2026-11-20", "days": "3"}'
  FROM sample`;

const bureauLimits = `
  INSERT INTO bureau_limits (id, province, city, bureau, "limit", ticket_kind, days, unit, basis, valid_from, set_at)
  SELECT pg_temp.id_at(${end}, code || "limit"), province, code, code, "limit", kind_of_ticket, days, 'WORKING',
    '市局内部规定', '2026-12-01', ${end}
  FROM bureaus CROSS JOIN (VALUES ('ACCEPTANCE', 'COMPLAINT', 6), ('VERIFICATION', 'REPORT', 12)) AS set
    ("limit", kind_of_ticket, days)
  WHERE kind = 'AUTHORITY' AND level = 'CITY'`;

const setAside = `
  INSERT INTO set_aside_jobs (province, city, county, bureau, id, queue, payload, attempts, error_code, set_aside_at)
  SELECT province, city, county, holder, pg_temp.id_at(at, 'job' || n), 'deadline-steps', '{}', 9, 'TIMED_OUT', at
  FROM sample WHERE n % 100 = 9`;

const statements: readonly (readonly [table: string, statement: string])[] = [
  ["supervision_orders", orders],
  ["supervised_tickets", supervised],
  ["ticket_returns", returns],
  ["disputes", disputes],
  ["elevations", elevations],
  ["handovers", handovers],
  ["referrals", referrals],
  ["ticket_copies", copies],
  ["investigations", investigations],
  ["investigated_tickets", investigated],
  ["investigation_tasks", tasks],
  ["callbacks", callbacks],
  ["ticket_deadlines", extended],
  ["extension_requests", extensions],
  ["ticket_notices", notices],
  ["bureau_limits", bureauLimits],
  ["set_aside_jobs", setAside],
];

/** Fills the tables of what happens between bureaus, unless they are: so many rows that a plan says something. */
export async function ensureEscalations(sql: Sql, log: (line: string) => void): Promise<void> {
  const [found] = await sql<{ there: boolean }[]>`SELECT to_regclass('bench.escalations') IS NOT NULL AS there`;
  if (found?.there === true) return;
  log("orders, disputes, callbacks and the like");
  await sql.begin(async (tx) => {
    await tx.unsafe(neighbours);
    await tx.unsafe(identifiers);
    await tx.unsafe(sample);
    await tx.unsafe(elsewhere);
    await tx.unsafe("ANALYZE sample");
    const counts: string[] = [];
    for (const [table, statement] of statements) counts.push(`${table} ${(await tx.unsafe(statement)).count}`);
    await tx.unsafe("CREATE SCHEMA IF NOT EXISTS bench; CREATE TABLE bench.escalations ()");
    await tx.unsafe("DROP TABLE sample, neighbour, elsewhere");
    log(`  ${counts.join(", ")}`);
  });
  for (const [table] of statements) await sql.unsafe(`VACUUM (ANALYZE) ${table}`);
}
