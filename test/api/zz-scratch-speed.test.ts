import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { foldAll, rebuildStatistics } from "../../src/modules/statistics/index.js";
import { asSuperuser, ownDatabase } from "../database.js";
import { makeProvince } from "../world.js";
import { verify } from "./statistics/checking.js";

test("speed", { timeout: 1_200_000 }, async () => {
  const own = await ownDatabase();
  const lines: string[] = [];
  const timed = async <R>(name: string, work: () => Promise<R>): Promise<R> => {
    const began = performance.now();
    const result = await work();
    lines.push(`${name}: ${Math.round(performance.now() - began)} ms ${JSON.stringify(result)?.slice(0, 300)}`);
    writeFileSync("/tmp/notes/scratch-speed.txt", lines.join("\n"));
    return result;
  };
  const worlds = [];
  for (let i = 0; i < 3; i += 1) worlds.push(await makeProvince({ database: own.database }));
  const per = Math.floor(Number(process.env.ROWS ?? "100000") / 3);
  try {
    await timed("insert", () => asSuperuser(own.adminUrl, async (sql) => {
      for (const world of worlds) {
        await sql.unsafe(`WITH b AS (SELECT array_agg(code ORDER BY code) AS codes, array_agg(city ORDER BY code) AS cities, array_agg(county ORDER BY code) AS counties FROM bureaus WHERE province = '${world.code.province}'),
          n AS (SELECT i, 1 + floor(random()*15)::int AS h, timestamptz '2024-01-01' + random() * interval '730 days' AS at, random() AS r FROM generate_series(1, ${per}) AS i)
          INSERT INTO tickets (province, id, number, kind, state, regime, city, county, holder, intake_city, intake_county, intake_bureau, channel, issue_class, goods_class, topics, line, respondent_name, locality, received_at, registered_at, dispatched_at, accepted_at, decided_at, closed_at, settlement_method, disputed_amount, recovered_loss)
          SELECT '${world.code.province}', (lpad(to_hex((extract(epoch FROM at)*1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid, 'N' || i, (ARRAY['CONSULTATION','COMPLAINT','COMPLAINT','REPORT'])[1 + i % 4],
            CASE WHEN r < 0.8 THEN 'CLOSED' ELSE 'SIGNED' END, 'ORDER_121', cities[h], counties[h], codes[h], cities[h], counties[h], codes[h],
            (ARRAY['PHONE','WEB','APP','LETTER'])[1 + i % 4], (ARRAY['PRICE','QUALITY','ADVERTISING','SERVICE','CONTRACT'])[1 + i % 5], (ARRAY['FOOD','MASKS','CARS',NULL,'CLOTHES','PHONES'])[1 + i % 6],
            CASE WHEN i % 20 = 0 THEN ARRAY['MASKS'] ELSE '{}' END, (ARRAY['PRICE','QUALITY',NULL,'FOOD'])[1 + i % 4], 'shop ' || (i % 5000), 'WITHIN_REACH', at, at, at + interval '3 hours', at + r * interval '5 days', CASE WHEN r < 0.8 THEN at + r * interval '40 days' END, CASE WHEN r < 0.8 THEN at + r * interval '41 days' END, CASE WHEN r < 0.5 THEN 'REFUND' END, 10000, 5000
          FROM n, b ON CONFLICT DO NOTHING`);
        await sql.unsafe(`INSERT INTO ticket_deadlines (province, ticket_id, sequence, "limit", rule, days, unit, started_from, started_at, bureau, due_on, statutory_due_on, is_provisional, state, ended_at)
          SELECT province, id, s, CASE s WHEN 1 THEN 'ACCEPTANCE' ELSE 'MEDIATION' END, 'ORDER_121', 7, 'WORKING', 'COMPETENT_RECEIPT', registered_at, holder, (registered_at + interval '9 days' * s * s)::date, (registered_at + interval '9 days' * s * s)::date, false, CASE WHEN random() < 0.9 THEN 'MET' ELSE 'MISSED' END, accepted_at
          FROM tickets, generate_series(1, 2) AS s WHERE province = '${world.code.province}'`);
      }
      await sql.unsafe("ANALYZE");
      const [row] = await sql`SELECT count(*) AS n FROM tickets`;
      return row;
    }));
    const wal = () => asSuperuser(own.adminUrl, (sql) => sql`SELECT (SELECT count(*) FROM statistic_deltas) AS deltas, (SELECT count(*) FROM statistic_cells) AS cells, pg_size_pretty(pg_total_relation_size('statistic_cells')) AS size, pg_size_pretty(pg_total_relation_size('ticket_facts')) AS facts`);
    await timed("rebuild from nothing", () => rebuildStatistics(own.database, { province: null }));
    await timed("sizes", wal);
    await timed("fold", () => foldAll(own.database));
    await timed("sizes", wal);
    await asSuperuser(own.adminUrl, (sql) => sql.unsafe("VACUUM ANALYZE"));
    await timed("verify", () => verify(own.database, null));
    await timed("rebuild of nothing wrong", () => rebuildStatistics(own.database, { province: null }));
    await asSuperuser(own.adminUrl, (sql) => sql`TRUNCATE statistic_cells`);
    await timed("rebuild of all cells", () => rebuildStatistics(own.database, { province: null }));
    await timed("verify", () => verify(own.database, null));
  } finally {
    await own.drop();
  }
});
