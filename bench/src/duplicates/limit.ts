import postgres from "postgres";
import { type BenchActor, contextOf } from "../page/actors.js";
import type { Product } from "../product.js";
import type { Stage, TypedEntry } from "./entries.js";

type Seal = ReturnType<Product["createSeal"]>;

/** What can be had at best: one statement by hand, which reads the newest tickets of the same number, name and texts. */
export interface Limit {
  find(entry: TypedEntry, stage: Stage): Promise<number>;
  close(): Promise<void>;
}

const scopes: Readonly<Record<BenchActor["level"], string>> = {
  county: "t.county = $1",
  city: "t.city = $1",
  province: "t.province = $1",
  nation: "true OR t.province = $1",
};

/** Opens the limit for an actor, under the same row policies. */
export function openLimit(product: Product, seal: Seal, url: string, actor: BenchActor): Limit {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  const context = contextOf(actor);
  const find = async (entry: TypedEntry, stage: Stage): Promise<number> => {
    const keys = keysOf(product, seal, entry, stage);
    const parts = Object.keys(keys).map(
      (column, place) => `(SELECT province, ticket_id FROM ticket_likeness
        WHERE province = ANY($2) AND ${column} = $${place + 3} AND received_at > now() - interval '90 days'
        ORDER BY received_at DESC LIMIT 20)`,
    );
    const text = `SELECT t.id, t.number, t.state, t.respondent_name, d.facts FROM (${parts.join(" UNION ")}) AS found
      JOIN tickets t ON t.province = found.province AND t.id = found.ticket_id AND (${scopes[actor.level]})
      JOIN ticket_details d ON d.province = found.province AND d.ticket_id = found.ticket_id LIMIT 20`;
    const provinces = [actor.level === "nation" ? "440000" : actor.province];
    const rows = await client.begin(async (tx) => {
      await tx.unsafe(context);
      return tx.unsafe(text, [actor.region, provinces, ...Object.values(keys)] as never[], { prepare: true });
    });
    return rows.length;
  };
  return { find, close: () => client.end({ timeout: 5 }) };
}

function keysOf(product: Product, seal: Seal, entry: TypedEntry, stage: Stage): Record<string, string | number> {
  const { phone, respondentName } = product.likenessKeys(seal, {
    contact: { ...product.noContact, phone: entry.phone },
    respondentName: entry.respondent,
    respondentCreditCode: null,
  });
  const number = { phone: phone ?? "" };
  if (stage === "number") return number;
  const both = { ...number, respondent_name: respondentName ?? "" };
  if (stage === "respondent") return both;
  const bands = product.likenessBands(entry.facts).map((band, place) => [`band${place + 1}`, band ?? 0] as const);
  return { ...both, ...Object.fromEntries(bands) };
}
