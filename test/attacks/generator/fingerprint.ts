import type { Registry } from "./lookups.js";

// The sealing of the audit, the fold and the checks of the statistics are the platform's own work, done beside all requests.
const ofThePlatform: ReadonlySet<string> = new Set([
  ...["__drizzle_migrations", "audit_links", "audit_sealings"],
  // What the relay moves from one of them to another is one list of events, the view of both.
  ...["outbox_events", "event_log", "event_witnesses", "event_relay"],
  ...["duty_watermarks", "price_watermarks", "surge_counts", "surge_watch"],
  ...["statistic_cells", "statistic_deltas", "statistic_checks", "call_cells", "call_deltas"],
]);

// No bureau beneath the nation changes them.
const ofTheNation: ReadonlySet<string> = new Set(["announced_years"]);

// How far the numbers of a bureau were used tells nothing of whose ticket got one.
const numbers: ReadonlySet<string> = new Set(["number_series", "number_slots"]);

/**
 * The tickets of the neighbour that the first province handed over to it: both have their side of it, and each names the
 * other's. $1 is the first province, $2 the neighbour.
 */
const takenOver = `taken AS (
  SELECT there.ticket_id, replace(translate(encode(convert_to('Ticket:' || there.province || ':' || there.ticket_id, 'UTF8'),
    'base64'), '+/=', '-_'), E'\\n', '') AS subject
  FROM handovers there JOIN handovers here ON here.province = $1 AND here.side = 'FROM' AND here.other_province = $2
    AND here.other_ticket = there.ticket_id AND here.ticket_id = there.other_ticket
  WHERE there.province = $2 AND there.side = 'TO' AND there.other_province = $1)`;

/** The reports that the first province submitted to the nation, which is rightly told of them. */
const submitted = `submitted AS (
  SELECT rtrim(replace(translate(encode(convert_to('Report:' || province || ':' || id, 'UTF8'), 'base64'), '+/', '-_'),
    E'\\n', ''), '=') AS subject
  FROM reports WHERE province = $1 AND receiver = '100000')`;

/**
 * A sum of every table over all rows that do not belong to the first province: those of the others, and those of the
 * nation. Two equal fingerprints say that nothing of them was added, changed or removed. Of the neighbour only those rows
 * are left out that belong to a ticket which was handed over to it, and how far its numbers were used.
 */
export async function fingerprintOf({ sql, own, neighbour }: Registry): Promise<Record<string, string>> {
  const columns = await sql<{ table: string; columns: string[] }[]>`
    SELECT c.table_name AS table, array_agg(c.column_name::text) AS columns
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND (t.table_type = 'BASE TABLE' OR c.table_name = 'told_events') GROUP BY 1 ORDER BY 1`;
  const sums: Record<string, string> = {};
  for (const { table, columns: named } of columns) {
    if (ofThePlatform.has(table) || /^event_(log|witnesses)_\d+$/.test(table)) continue;
    const [row] = await sql.unsafe<{ sum: string }[]>(
      `WITH asked AS (SELECT $1::text AS own, $2::text AS neighbour), ${takenOver}, ${submitted}
       SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS sum
       FROM ${valuesOf(table)} t, asked WHERE ${conditionOf(table, named)} AND NOT (${handedOver(table, named)})`,
      [own, neighbour],
    );
    sums[table] = row?.sum ?? "";
  }
  return sums;
}

// The number of an event changes when the relay gives it its place in the log.
function valuesOf(table: string): string {
  if (table !== "told_events") return table;
  return "(SELECT province, bureau, at, type, subject_id, subject_version, payload FROM told_events)";
}

function conditionOf(table: string, columns: readonly string[]): string {
  if (columns.includes("province")) return "province IS DISTINCT FROM own";
  if (columns.includes("bureau")) return "bureau NOT IN (SELECT code FROM bureaus WHERE province = own)";
  if (ofTheNation.has(table)) return "true";
  throw new Error(`the table ${table} has neither a province nor a bureau: say here to whom its rows belong`);
}

function handedOver(table: string, columns: readonly string[]): string {
  if (numbers.has(table)) return "bureau IN (SELECT code FROM bureaus WHERE province = neighbour)";
  const ticket = table === "tickets" ? "id" : columns.includes("ticket_id") ? "ticket_id" : null;
  if (ticket !== null) return `province = neighbour AND ${ticket} IN (SELECT ticket_id FROM taken)`;
  if (!columns.includes("subject_id")) return "false";
  const told = "type = 'report.submitted' AND subject_id IN (SELECT subject FROM submitted)";
  const isOfNeighbour = "province = neighbour AND subject_id IN (SELECT subject FROM taken)";
  // Of a ticket that it was handed over the platform may suggest that it is about prices.
  const about = columns.includes("payload") ? "payload" : columns.includes("detail") ? "detail" : null;
  const suggested = `province = neighbour AND ${about}->>'ticket' IN (SELECT subject FROM taken)`;
  const isRight = about === null ? isOfNeighbour : `${isOfNeighbour} OR ${suggested}`;
  return table === "told_events" ? `${isRight} OR ${told}` : isRight;
}

/** How many tickets the neighbour was handed over, and how many of them anybody did something with afterwards. */
export async function handedOverTo({ sql, own, neighbour }: Registry): Promise<{ tickets: number; touched: number }> {
  const [row] = await sql.unsafe<{ tickets: number; touched: number }[]>(
    `WITH ${takenOver}
     SELECT count(*)::int AS tickets, count(*) FILTER (WHERE t.state NOT IN ('IN_REVIEW', 'ESCALATED') OR EXISTS (
       SELECT 1 FROM timeline_entries e WHERE e.province = t.province AND e.ticket_id = t.id
         AND (e.person IS NOT NULL OR e.client IS NOT NULL)))::int AS touched
     FROM tickets t JOIN taken ON taken.ticket_id = t.id WHERE t.province = $2`,
    [own, neighbour],
  );
  return row ?? { tickets: 0, touched: 0 };
}
