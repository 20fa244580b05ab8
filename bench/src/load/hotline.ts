import type { Sql } from "postgres";

// The readers of the plans, and the centres of their city and province, have three calls in ten; the others are spread.
const busy = ["440105", "440100-12315", "440100", "440000-12315", "440000", "100000"];

const spread = (many: string): string => `(SELECT code, province, city, county FROM bureaus WHERE code = CASE
    WHEN ${many} % 20 < 6 THEN (ARRAY['${busy.join("','")}'])[${many} % 20 + 1]
    ELSE (SELECT code FROM centres WHERE rank = ${many} % (SELECT count(*) FROM centres)) END)`;

const place = "b.province, b.city, b.county, b.code";
const placed = "province, city, county, bureau";

const sources = [
  `CREATE TEMP TABLE centres AS SELECT row_number() OVER (ORDER BY code) - 1 AS rank, code FROM bureaus WHERE kind = 'CENTRE'`,
  "CREATE UNIQUE INDEX ON centres (rank)",
  `CREATE TEMP TABLE latest AS SELECT row_number() OVER (ORDER BY received_at DESC) AS n, province, id, holder, intake_bureau,
    received_at FROM (SELECT * FROM tickets ORDER BY received_at DESC LIMIT 200000) AS t`,
  "CREATE UNIQUE INDEX ON latest (n)",
  `CREATE TEMP TABLE workers AS SELECT DISTINCT ON (bureau) bureau, id FROM people ORDER BY bureau, id`,
  "CREATE UNIQUE INDEX ON workers (bureau)",
  "ANALYZE centres, latest, workers",
];

const ofCalls = [
  `INSERT INTO calls (${placed}, id, source, call_id, revision, outcome, offered_at, answered_at, ended_at, waiting_seconds,
      talking_seconds, queue, operator_number, caller_digest, caller_masked, recorded_at, changed_at)
    SELECT ${place}, uuidv7(g.at - now()), 'pbx', g.n::text, 1, CASE WHEN g.n % 7 = 0 THEN 'ABANDONED' ELSE 'ANSWERED' END, g.at,
      CASE WHEN g.n % 7 > 0 THEN g.at + interval '12 s' END, g.at + interval '3 min', 12, CASE WHEN g.n % 7 > 0 THEN 168 END,
      'q' || g.n % 5, CASE WHEN g.n % 7 > 0 THEN 'A' || g.n % 150 END, md5((g.n * 7919 % 700000)::text),
      '138****' || lpad((g.n % 10000)::text, 4, '0'), g.at, g.at
    FROM (SELECT n, timestamptz '2026-11-22 12:00+00' - n * interval '78 s' AS at FROM generate_series(1::bigint, 400000) AS n) AS g
      JOIN LATERAL ${spread("(hashint8(g.n) & 1073741823)")} AS b ON true`,
  `INSERT INTO seats (${placed}, operator_number, state, since, source, reported_at)
    SELECT ${place}, 'A' || n, 'READY', now(), 'pbx', now() FROM bureaus AS b, generate_series(1, 150) AS n
    WHERE code IN ('${busy.join("','")}')`,
  `INSERT INTO call_tickets (province, ticket_id, call_province, call, linked_at)
    SELECT latest.province, latest.id, c.province, c.id, now()
    FROM latest JOIN (SELECT province, id, row_number() OVER (ORDER BY offered_at DESC) AS n FROM calls) AS c USING (n)
    WHERE c.province IN (latest.province, '100000')`,
];

const ofTickets = [
  `INSERT INTO corrections (province, ticket_id, id, bureau, asker, fields, reason, state, asked_at)
    SELECT province, id, uuidv7(received_at - now()), intake_bureau, holder, '{FACTS}', '地址有误', 'REQUESTED', received_at
    FROM latest WHERE n % 2 = 0`,
  `INSERT INTO entry_checks (${placed}, ticket_id, operator, entered_on, findings)
    SELECT latest.province, b.city, b.county, intake_bureau, latest.id, workers.id, (received_at AT TIME ZONE 'Asia/Shanghai')::date,
      CASE WHEN n % 5 = 0 THEN '[{"rule":"FACTS_SHORT","field":"facts"}]'::jsonb ELSE '[]' END
    FROM latest JOIN bureaus AS b ON b.code = intake_bureau LEFT JOIN workers ON workers.bureau = intake_bureau`,
  `INSERT INTO attachments (province, ticket_id, id, part, file_name, media_type, state, added_bureau, added_at, announced_bytes,
      expires_at, bytes, sha256, stored_sha256, stored_at, scan)
    SELECT province, id, uuidv7(received_at - now()), 'FACTS', '小票.pdf', 'application/pdf', 'STORED', intake_bureau, received_at, 1000,
      received_at, 1000, md5(id::text), md5(id::text), received_at, 'CLEAN' FROM latest WHERE n % 2 = 1`,
  `INSERT INTO ticket_links (province, ticket_id, other_ticket, id, kind, linked_at, bureau)
    SELECT latest.province, latest.id, other.id, gen_random_uuid(), 'RELATED', latest.received_at, latest.holder
    FROM latest JOIN latest AS other ON other.n = latest.n + 4000 WHERE latest.n % 4 = 0`,
  `INSERT INTO duty_notices (${placed}, id, cause, sender, ticket_province, ticket_id, dispatch_position, state, stage, addressees, made_at)
    SELECT latest.province, b.city, b.county, holder, uuidv7(received_at - now()), 'DISPATCHED', intake_bureau, latest.province, latest.id,
      n, CASE WHEN n % 10 = 0 THEN 'OPEN' ELSE 'OVER' END, 'ON_DUTY', ARRAY[workers.id], received_at
    FROM latest JOIN bureaus AS b ON b.code = holder JOIN workers ON workers.bureau = holder WHERE n % 2 = 0`,
];

const ofBureaus = [
  `INSERT INTO proposals (${placed}, id, idempotency_key, input_hash, channel, issue_class, words, state, holder, received_at)
    SELECT ${place}, uuidv7(-n * interval '150 s'), n::text, '', 'PHONE', 'QUALITY', '建议延长热线时间', 'RECEIVED', b.code,
      now() - n * interval '150 s' FROM generate_series(1, 200000) AS n JOIN LATERAL ${spread("n")} AS b ON true`,
  `INSERT INTO emergencies (${placed}, id, declaring_bureau, level, first_day, last_day, reason, is_all_seats, is_around_the_clock,
      declared_at, ended_at, ended_on)
    SELECT ${place}, uuidv7(-n * interval '30 d'), b.code, 'III', '2026-01-01', '2026-01-05', '台风', false, false, now(), now(), '2026-01-05'
    FROM generate_series(1, 6) AS n, bureaus AS b WHERE b.kind = 'AUTHORITY'`,
  `INSERT INTO shift_assignments (${placed}, id, person, shift_code, shift_name, day, starts_at, ends_at, break_minutes, is_leader,
      published_at, made_at)
    SELECT ${place}, uuidv7(-n * interval '1 d'), p.id, 'DAY', '白班', date '2026-12-01' - n, (date '2026-12-01' - n) + time '00:30',
      (date '2026-12-01' - n) + time '09:00', 60, false, now(), now()
    FROM people AS p JOIN bureaus AS b ON b.code = p.bureau, generate_series(1, 40) AS n
    WHERE b.province IN ('440000', '100000')`,
  `INSERT INTO roster_changes (${placed}, id, at, verb, day, shift_code, person)
    SELECT ${placed}, id, starts_at, 'ASSIGNED', day, shift_code, person FROM shift_assignments`,
  `INSERT INTO leaves (${placed}, id, person, kind, first_day, last_day, state, asked_at)
    SELECT ${placed}, id, person, 'SICK', day, day, 'APPROVED', starts_at FROM shift_assignments`,
  `INSERT INTO shift_swaps (${placed}, id, asker, asked, given, state, asked_at)
    SELECT ${placed}, id, person, person, id, 'APPROVED', starts_at FROM shift_assignments`,
  `INSERT INTO imports (${placed}, id, idempotency_key, file_name, format, bytes, header_row, state, requested_at, columns, rows, reasons,
      progressed_at, ended_at)
    SELECT ${place}, uuidv7(-n * interval '50 min'), n::text, '旧台账.csv', 'CSV', 1, 1, 'DONE', now(), '{编号,内容}', 100000, '[]', now(), now()
    FROM generate_series(1, 3000) AS n, bureaus AS b WHERE b.code IN ('${busy.join("','")}')`,
  `INSERT INTO import_problems (province, import_id, row, position, code, "column")
    SELECT province, id, n, 1, CASE WHEN n = 99999 THEN 'NOT_A_PHONE' ELSE 'MISSING' END, '内容'
    FROM (SELECT DISTINCT ON (bureau) province, id FROM imports ORDER BY bureau, id DESC) AS latest, generate_series(1, 100000) AS n`,
];

const ofKnowledge = [
  `INSERT INTO knowledge_documents (${placed}, id, kind, sort_key, state, published, last_published, in_use_since, created_at, changed_at)
    SELECT ${place}, gen_random_uuid(), 'QUESTION', '3:1:' || lpad(n::text, 9, '0'), 'PUBLISHED', 1, 1, 1, now(), now()
    FROM generate_series(1, 48000) AS n JOIN LATERAL (SELECT * FROM bureaus WHERE code =
      (ARRAY['100000','100000','440000','440100','440105','320000'])[n % 6 + 1]) AS b ON true`,
  `INSERT INTO knowledge_versions (${placed}, document_id, number, kind, state, title, body, keywords, issue_classes, topics, valid_from, cited,
      authors, written_at, published_at)
    SELECT ${placed}, id, 1, kind, 'PUBLISHED', '问题' || sort_key, '答复', '{}', '{PRICE}', '{}', '2026-01-01', '{}', '{}', now(), now()
    FROM knowledge_documents AS d WHERE NOT EXISTS (SELECT FROM knowledge_versions AS v WHERE v.document_id = d.id)`,
];

/**
 * Fills what a hotline's floor has (calls, seats, corrections, rosters, knowledge and the like) so that the plans of its lists say
 * something, unless it is there. The rows are alike and are counted in no statistics.
 */
export async function ensureHotline(sql: Sql, log: (line: string) => void): Promise<void> {
  const [found] = await sql<{ there: boolean }[]>`SELECT to_regclass('bench.hotline') IS NOT NULL AS there`;
  if (found?.there === true) return;
  log("the hotline's floor: calls, rosters, knowledge and what else is listed");
  await sql.begin(async (tx) => {
    // Neither the deltas of statistics nor the keys of each row: the rows are drawn from those that are there.
    await tx.unsafe("SET LOCAL session_replication_role = replica; SET LOCAL work_mem = '256MB'");
    for (const text of [...sources, ...ofCalls, ...ofTickets, ...ofBureaus, ...ofKnowledge]) await tx.unsafe(text);
    await tx.unsafe("CREATE SCHEMA IF NOT EXISTS bench; CREATE TABLE bench.hotline (at timestamptz DEFAULT now())");
  });
  await sql.unsafe("VACUUM (ANALYZE)");
  log("  done");
}
