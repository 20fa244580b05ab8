import type { Sql } from "postgres";
import type { Product } from "../product.js";
import { type Copier, openCopy } from "./copy.js";
import { putBack, takeIndexes } from "./indexes.js";

const columns = [
  ...["province", "ticket_id", "received_at", "kind", "goods_class", "division", "phone", "identity", "person"],
  ...["address", "respondent_code", "respondent_name", "band1", "band2", "band3", "band4", "band5"],
];

type Seal = ReturnType<Product["createSeal"]>;

interface SourceRow {
  province: string;
  id: string;
  receivedAt: Date;
  kind: string;
  goodsClass: string | null;
  division: string | null;
  respondentName: string | null;
  facts: string;
  keyId: string | null;
  sealed: Buffer | null;
}

/**
 * Fills what tickets are found by when another is like them, unless it is there: of those that have their texts the product
 * works it out; of the older ones SQL draws numbers, names and texts from these, so that as many have them in common.
 */
export async function ensureLikeness(
  product: Product,
  sql: Sql,
  url: string,
  seal: Seal,
  log: (line: string) => void,
): Promise<void> {
  const [found] = await sql<{ there: boolean }[]>`SELECT to_regclass('bench.likeness') IS NOT NULL AS there`;
  if (found?.there === true) return;
  log("what tickets are found by");
  const taken = await takeIndexes(sql, ["ticket_likeness"]);
  const copy = await openCopy(url, "ticket_likeness", columns);
  await copyThoseWithTexts(product, sql, seal, copy);
  log(`  ${await copy.finish()} by the product`);
  await sql.unsafe("SET work_mem = '512MB'");
  for (const statement of sampleStatements) await sql.unsafe(statement);
  log(`  ${(await sql.unsafe(insertOthers)).count} by SQL`);
  await sql.unsafe("RESET work_mem");
  await putBack(sql, taken, log);
  await sql.unsafe("VACUUM (ANALYZE) ticket_likeness");
  await sql.unsafe("CREATE SCHEMA IF NOT EXISTS bench; CREATE TABLE bench.likeness (at timestamptz DEFAULT now())");
  await sql.unsafe("INSERT INTO bench.likeness DEFAULT VALUES");
}

async function copyThoseWithTexts(product: Product, sql: Sql, seal: Seal, copy: Copier): Promise<void> {
  const rows = sql<SourceRow[]>`
    SELECT t.province, t.id, t.received_at AS "receivedAt", t.kind, t.goods_class AS "goodsClass", t.division,
      t.respondent_name AS "respondentName", d.facts, c.key_id AS "keyId", c.sealed
    FROM ticket_details d JOIN tickets t ON t.province = d.province AND t.id = d.ticket_id
      LEFT JOIN ticket_contacts c ON c.province = d.province AND c.ticket_id = d.ticket_id`.cursor(2000);
  for await (const batch of rows) for (const row of batch) await copy.add(rowOf(product, seal, row));
}

function rowOf(product: Product, seal: Seal, row: SourceRow) {
  const { facts, keyId, province, respondentName, sealed, id } = row;
  const isThere = keyId !== null && sealed !== null;
  const contact = isThere ? product.openContact(seal, { keyId, sealed }, province, id) : product.noContact;
  const found = product.likenessOf(seal, row, { contact, respondentName, respondentCreditCode: null }, facts);
  return [
    ...[province, id, row.receivedAt, row.kind, row.goodsClass, row.division],
    ...[found.phone, found.identity, found.person, found.address, found.respondentCode, found.respondentName],
    ...[found.band1, found.band2, found.band3, found.band4, found.band5],
  ];
}

// One in eight of the older tickets is of somebody who has called since, the names are hashed where nobody has named them
// since, and the texts are those of others.
const sampleStatements = [
  `CREATE TEMP TABLE drawn AS SELECT row_number() OVER () - 1 AS n, phone, band1, band2, band3, band4, band5
    FROM ticket_likeness WHERE band1 IS NOT NULL LIMIT 200000`,
  "CREATE UNIQUE INDEX ON drawn (n)",
  `CREATE TEMP TABLE named AS SELECT DISTINCT ON (t.respondent_name) t.respondent_name AS name, l.respondent_name AS digest
    FROM ticket_likeness l JOIN tickets t ON t.province = l.province AND t.id = l.ticket_id
    WHERE t.respondent_name IS NOT NULL`,
  "CREATE UNIQUE INDEX ON named (name)",
  "ANALYZE drawn",
  "ANALYZE named",
];

const insertOthers = `INSERT INTO ticket_likeness (${columns.join(", ")})
  SELECT t.province, t.id, t.received_at, t.kind, t.goods_class, t.division,
    CASE WHEN t.contact_phone_masked IS NULL THEN NULL WHEN hashtext(t.id::text) % 8 = 0 THEN drawn.phone
      ELSE md5(t.id::text) || '00000000000' END,
    NULL, NULL, NULL, NULL, coalesce(named.digest, md5(t.respondent_name) || '00000000000'),
    drawn.band1, drawn.band2, drawn.band3, drawn.band4, drawn.band5
  FROM tickets t
    LEFT JOIN drawn ON drawn.n = abs(hashtext('text' || t.id::text)::bigint) % (SELECT greatest(count(*), 1) FROM drawn)
    LEFT JOIN named ON named.name = t.respondent_name
  WHERE NOT EXISTS (SELECT FROM ticket_details d WHERE d.province = t.province AND d.ticket_id = t.id)`;
