import type { Sql } from "postgres";
import type { Product } from "../product.js";

/** An entry as it is typed, taken from a ticket that is there: what was typed before, told again. */
export interface TypedEntry {
  phone: string;
  respondent: string;
  division: string | null;
  facts: string;
  issueClass: string;
  goodsClass: string | null;
}

/** How far an entry is typed when like tickets are looked for. */
export const stages = ["number", "respondent", "whole"] as const;

/** How far an entry is typed. */
export type Stage = (typeof stages)[number];

/** The variables of the product's query at a stage. */
export function variablesOf(entry: TypedEntry, stage: Stage): object {
  const contact = { phone: entry.phone };
  if (stage === "number") return { input: { contact } };
  const respondent = { name: entry.respondent, division: entry.division };
  if (stage === "respondent") return { input: { contact, respondent } };
  const { facts, goodsClass, issueClass } = entry;
  return { input: { kind: "COMPLAINT", contact, respondent, facts, goodsClass, issueClass } };
}

interface EntryRow extends Omit<TypedEntry, "phone"> {
  province: string;
  id: string;
  keyId: string;
  sealed: Buffer;
}

/** Takes entries from the latest tickets of a region, spread over the last weeks. */
export async function readEntries(
  product: Product,
  sql: Sql,
  seal: ReturnType<Product["createSeal"]>,
  condition: string,
  count: number,
): Promise<TypedEntry[]> {
  const rows = await sql<EntryRow[]>`
    SELECT t.province, t.id, t.respondent_name AS respondent, t.division, d.facts, t.issue_class AS "issueClass",
      t.goods_class AS "goodsClass", c.key_id AS "keyId", c.sealed
    FROM (SELECT * FROM tickets WHERE ${sql.unsafe(condition)} AND kind = 'COMPLAINT' AND respondent_name IS NOT NULL
        ORDER BY received_at DESC LIMIT 20000) t
      JOIN ticket_details d ON d.province = t.province AND d.ticket_id = t.id
      JOIN ticket_contacts c ON c.province = t.province AND c.ticket_id = t.id
    ORDER BY md5(t.id::text) LIMIT ${count}`;
  return rows.map(({ id, keyId, province, sealed, ...entry }) => {
    const { phone } = product.openContact(seal, { keyId, sealed }, province, id);
    return { ...entry, phone: phone ?? "13800000000" };
  });
}
