import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { actorAt, denied, stateOf } from "../database/actors.js";
import { testDatabase } from "../database.js";
import { makeProvince, type World } from "../world.js";

describe("whoever gets a statement past the commands", () => {
  const [id, other] = [randomUUID(), randomUUID()];

  // What each table needs besides the bureau that acts; none of these rows gets as far as the check of its ticket.
  const day = "'2026-09-21'";
  const forged = (world: World, bureau: string): Readonly<Record<string, string>> => {
    const { province, cityA, countyA1 } = world.code;
    const place = `'${province}', '${cityA}', NULL, '${bureau}'`;
    const party = `'${bureau}', '${cityA}', NULL, '${countyA1}', '${cityA}', '${countyA1}'`;
    const key = `'${province}', '${id}'`;
    return {
      supervision_orders: `(province, id, issuer, issuer_city, issuer_county, receiver, receiver_city, receiver_county, kind,
        origin, ground, requirement, reply_by, state, issued_at)
        VALUES (${key}, ${party}, 'ORDINARY', 'MANUAL', 'OVERDUE', '速办', ${day}, 'ISSUED', now())`,
      disputes: `(province, id, raiser, raiser_city, raiser_county, proposed, proposed_city, proposed_county, ticket_id,
        superior, origin, reason, explanation, state, raised_at, negotiate_until)
        VALUES (${key}, ${party}, '${other}', '${province}', 'RAISED', 'NOT_OUR_DUTY', '无', 'NEGOTIATING', now(), ${day})`,
      elevations: `(province, id, asker, asker_city, asker_county, superior, superior_city, superior_county, ticket_id, reason,
        explanation, state, asked_at) VALUES (${key}, ${party}, '${other}', 'GRAVE', '无', 'PENDING', now())`,
      ticket_copies: `(province, id, sender, sender_city, sender_county, receiver, receiver_city, receiver_county, ticket_id,
        parts, state, sent_at) VALUES (${key}, ${party}, '${other}', '{FACTS}', 'SENT', now())`,
      ticket_returns: `(province, city, county, bureau, to_bureau, to_city, to_county, ticket_id, sequence, reason,
        returned_on) VALUES (${place}, '${countyA1}', '${cityA}', '${countyA1}', '${other}', 1, 'NOT_OUR_DUTY', ${day})`,
      referrals: `(province, city, county, bureau, id, ticket_id, target, ground, explanation, state, referred_at)
        VALUES (${place}, '${id}', '${other}', 'POLICE', 'CRIME', '无', 'SENT', now())`,
      investigations: `(province, city, county, bureau, id, title, purpose, state, opened_at)
        VALUES (${place}, '${id}', '无', '无', 'OPEN', now())`,
      reports: `(province, city, county, bureau, id, kind, first_day, last_day, region, title, state, as_of, content,
        prepared_at) VALUES (${place}, gen_random_uuid(), 'DAILY', ${day}, ${day}, '${cityA}', '无', 'DRAFT', now(), '{}',
        now())`,
      entry_rules: `(province, city, county, bureau, id, rule, ticket_kind, issue_class, effect, set_at)
        VALUES (${place}, gen_random_uuid(), 'FACTS_VAGUE', '', '', 'OFF', now())`,
      emergencies: `(province, city, county, bureau, id, declaring_bureau, level, first_day, reason, is_all_seats,
        is_around_the_clock, declared_at) VALUES (${place}, gen_random_uuid(), '${bureau}', 'I', ${day}, '无', true, true, now())`,
      emergency_acknowledgements: `(province, city, county, bureau, emergency, announcement, acknowledged_at)
        VALUES (${place}, '${id}', 1, now())`,
      investigation_tasks: `(province, id, lead, lead_city, lead_county, partner, partner_city, partner_county,
        partner_province, investigation_id, partner_kind, question, parts, due_on, state, asked_at)
        VALUES (${key}, ${party}, '${province}', '${other}', 'BUREAU', '无', '{FACTS}', ${day}, 'OPEN', now())`,
    };
  };

  it("writes no matter in the name of another bureau, beneath his own or beside it", async () => {
    const world = await makeProvince();
    const actor = await actorAt(world.code.cityA);
    for (const bureau of [world.code.countyA1, world.code.cityACentre, world.code.cityB, world.code.cityA]) {
      for (const [table, values] of Object.entries(forged(world, bureau))) {
        const inserted = testDatabase().asActor(actor, (tx) => tx.execute(sql.raw(`INSERT INTO ${table} ${values}`)));
        const state = await stateOf(inserted);
        // His own is refused for its ticket alone, which is not there, where the table asks for one.
        if (bureau === world.code.cityA) expect([null, "23503"], table).toContain(state);
        else expect(state, `${table} of ${bureau}`).toBe(denied);
      }
    }
  });

  it("announces nothing of the emergency of a bureau above, though he reads it", async () => {
    const world = await makeProvince();
    const { cityA, countyA1, province } = world.code;
    const emergency = randomUUID();
    await testDatabase().asSystem("a test declares an emergency", (tx) =>
      tx.execute(
        sql.raw(`INSERT INTO emergencies (province, city, bureau, id, declaring_bureau, level, first_day, reason,
          is_all_seats, is_around_the_clock, declared_at)
          VALUES ('${province}', '${cityA}', '${cityA}', '${emergency}', '${cityA}', 'I', ${day}, '无', true, true, now())`),
      ),
    );
    const announcing = (bureau: string, number: number) =>
      actorAt(bureau).then((actor) =>
        stateOf(
          testDatabase().asActor(actor, (tx) =>
            tx.execute(
              sql.raw(`INSERT INTO emergency_announcements (province, emergency, announcement, level, is_all_seats,
                is_around_the_clock, announced_at) VALUES ('${province}', '${emergency}', ${number}, 'I', true, true, now())`),
            ),
          ),
        ),
      );
    expect(await announcing(countyA1, 2)).toBe(denied);
    expect(await announcing(cityA, 3)).toBeNull();
  });
});
