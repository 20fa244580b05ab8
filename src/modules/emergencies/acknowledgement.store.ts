import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { bureaus, emergencyAcknowledgements } from "../../../schema/index.js";
import { nationCode, type Place } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import type { EmergencyRow } from "./emergency.store.js";

/** That a subordinate took note, as it stands in its table. */
export type AcknowledgementRow = typeof emergencyAcknowledgements.$inferSelect;

/** A subordinate that is to take note, and whether it did. */
export interface SubordinateRow {
  /** The code of the authority. */
  bureau: string;
  /** The latest announcement that it took note of; null where it never did. */
  announcement: number | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
}

const isAuthorityOn = (day: string): SQL => sql`${bureaus.kind} = 'AUTHORITY' AND ${bureaus.level} <> 'STREET'
  AND ${bureaus.validFrom} <= ${day} AND (${bureaus.validTo} IS NULL OR ${bureaus.validTo} > ${day})`;

function isBeneath(code: string): SQL {
  if (code === nationCode) return sql`${bureaus.code} <> ${nationCode}`;
  return sql`(${bureaus.province} = ${code} OR ${bureaus.city} = ${code} OR ${bureaus.county} = ${code})
    AND ${bureaus.code} <> ${code}`;
}

/** The places of the authorities beneath one on a day: those whom its announcements are told. */
export async function findSubordinatePlaces(tx: Transaction, code: string, day: string): Promise<Place[]> {
  const { city, county, province } = bureaus;
  return tx
    .select({ province, city, county, bureau: bureaus.code })
    .from(bureaus)
    .where(sql`${isBeneath(code)} AND ${isAuthorityOn(day)}`);
}

/** Keeps that a subordinate took note; of an earlier announcement it says nothing any more. */
export async function saveAcknowledgement(tx: Transaction, row: AcknowledgementRow): Promise<void> {
  const { acknowledgedAt, acknowledgedBy, announcement } = row;
  await tx
    .insert(emergencyAcknowledgements)
    .values(row)
    .onConflictDoUpdate({
      target: [emergencyAcknowledgements.emergency, emergencyAcknowledgements.bureau],
      set: { acknowledgedAt, acknowledgedBy, announcement },
    });
}

/** What an authority took note of, by emergency. */
export async function findAcknowledgementsOf(
  tx: Transaction,
  bureau: string,
  ids: readonly string[],
): Promise<AcknowledgementRow[]> {
  return tx
    .select()
    .from(emergencyAcknowledgements)
    .where(and(eq(emergencyAcknowledgements.bureau, bureau), inArray(emergencyAcknowledgements.emergency, [...ids])));
}

/** Which subordinates are listed: those that took note of the latest announcement, those that did not, or all. */
export interface SubordinateConditions {
  day: string;
  isAcknowledged: boolean | null;
}

// What a bureau is told of others are those in its own region: a county learns nothing of its neighbours.
function inRegionOf({ reach, region, bureau }: Scope): SQL {
  if (reach === "NATION") return sql`true`;
  if (reach === "UNIT") return sql`${bureaus.code} = ${bureau}`;
  return sql`${{ PROVINCE: bureaus.province, CITY: bureaus.city, COUNTY: bureaus.county }[reach]} = ${region}`;
}

function subordinates(scope: Scope, emergency: EmergencyRow, { day, isAcknowledged }: SubordinateConditions): SQL {
  const hasAcknowledged = sql`coalesce(told.announcement, 0) >= ${emergency.announcement}`;
  return sql`FROM ${bureaus} LEFT JOIN emergency_acknowledgements AS told
      ON told.emergency = ${emergency.id} AND told.bureau = ${bureaus.code}
    WHERE ${isBeneath(emergency.bureau)} AND ${isAuthorityOn(day)} AND ${inRegionOf(scope)}
      ${isAcknowledged === null ? sql`` : isAcknowledged ? sql`AND ${hasAcknowledged}` : sql`AND NOT (${hasAcknowledged})`}`;
}

/** A page of the subordinates of an emergency by code, and one row more where more follow. */
export async function listSubordinates(
  tx: Transaction,
  scope: Scope,
  emergency: EmergencyRow,
  conditions: SubordinateConditions,
  { after, first }: PageRequest,
): Promise<SubordinateRow[]> {
  const rows = await tx.execute<{ [Name in keyof SubordinateRow]: SubordinateRow[Name] } & { at: string | null }>(sql`
    SELECT ${bureaus.code} AS bureau, told.announcement, told.acknowledged_at::text AS at,
      told.acknowledged_by AS "acknowledgedBy"
    ${subordinates(scope, emergency, conditions)} AND ${bureaus.code} > ${after?.key ?? ""}
    ORDER BY ${bureaus.code} LIMIT ${first + 1}`);
  return rows.map(({ acknowledgedBy, announcement, at, bureau }) => {
    return { bureau, announcement, acknowledgedBy, acknowledgedAt: at === null ? null : new Date(at) };
  });
}

/** How many subordinates there are, up to one more than lists count. */
export async function countSubordinates(
  tx: Transaction,
  scope: Scope,
  emergency: EmergencyRow,
  conditions: SubordinateConditions,
): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`SELECT count(*)::int AS count FROM (
    SELECT 1 ${subordinates(scope, emergency, conditions)} LIMIT ${countLimit + 1}) AS found`);
  return row?.count ?? 0;
}
