import { sql } from "drizzle-orm";
import { ticketDetails, tickets } from "../../../schema/index.js";
import { ticketKeyOf } from "../../../src/modules/tickets/index.js";
import { newId } from "../../../src/platform/ids.js";
import type { Unit, World } from "../../world.js";

/** A ticket that is to come in. */
export interface Coming {
  at: Date;
  /** The county that handles it; the centre of the city A where it is left out. */
  county?: Unit;
  goodsClass?: string | null;
  issueClass?: string;
  line?: string | null;
  topics?: readonly string[];
  kind?: string;
  respondent?: string;
  text?: string;
  /** False: nobody knows in which county the respondent is. */
  isPlaced?: boolean;
}

const copied = sql.raw(
  "SELECT attname AS name FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped AND attgenerated = ''",
);

/**
 * Lets tickets come in at given instants, like one that was registered: many at once, without the way through the API.
 *
 * @param like a ticket of the city A
 */
export async function letComeIn(world: World, like: string, coming: readonly Coming[]): Promise<void> {
  const { code, database } = world;
  const rows = coming.map(({ at, county, goodsClass = null, issueClass = "PRICE", line = "PRICE", ...more }) => ({
    id: newId(at),
    at: at.toISOString(),
    ...(county === undefined
      ? { province: code.province, city: code.cityA, county: null, holder: code.cityACentre }
      : {
          province: code.province,
          city: county.includes("B") ? code.cityB : code.cityA,
          county: code[county],
          holder: code[county],
        }),
    ...{ goodsClass, issueClass, line, topics: more.topics ?? [], kind: more.kind ?? "COMPLAINT" },
    ...{ respondent: more.respondent ?? "平安大药房", text: more.text ?? "口罩太贵" },
    isPlaced: more.isPlaced ?? true,
  }));
  const values: Readonly<Record<string, string>> = {
    ...{ id: "given.id", number: "given.id::text", received_at: "given.at", registered_at: "given.at" },
    ...{ city: "given.city", county: "given.county", holder: "given.holder", kind: "given.kind", line: "given.line" },
    ...{ goods_class: `given."goodsClass"`, issue_class: `given."issueClass"`, respondent_name: "given.respondent" },
    division: `CASE WHEN given."isPlaced" THEN tickets.division END`,
    topics: "ARRAY(SELECT jsonb_array_elements_text(given.topics))",
  };
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS given (id uuid, at timestamptz, city text,
    county text, holder text, "goodsClass" text, "issueClass" text, line text, topics jsonb, kind text, respondent text,
    text text, "isPlaced" boolean)`;
  await database.asSystem("let tickets come in for a test", async (tx) => {
    const names = await tx.execute<{ name: string }>(sql`${copied} AND attrelid = 'tickets'::regclass`);
    const columns = names.map(({ name }) => name);
    const list = (texts: readonly string[]) => sql.raw(texts.join(", "));
    await tx.execute(sql`INSERT INTO ${tickets} (${list(columns)})
      SELECT ${list(columns.map((name) => values[name] ?? `tickets.${name}`))} FROM ${tickets}, ${given}
      WHERE tickets.province = ${code.province} AND tickets.id = ${ticketKeyOf(like).id}`);
    await tx.execute(sql`INSERT INTO ${ticketDetails} (province, ticket_id, facts, jurisdiction_facts, search_text, grams)
      SELECT ${code.province}, given.id, given.text, '{}', given.text, '{}' FROM ${given}`);
  });
}
