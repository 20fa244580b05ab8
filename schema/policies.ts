import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, pgPolicy, pgRole } from "drizzle-orm/pg-core";
import type { PlaceColumns } from "./columns.js";

/** The role that holds the grants of the API; nobody logs in as it, and every level role inherits from it. */
export const apiRole = pgRole("lianxin_api").existing();

/** The role of the platform itself: migration of data, authentication, workers. Used only through `asSystem`. */
const systemRole = pgRole("lianxin_system").existing();

/** The level roles: one of them is set for each transaction of an actor, and decides which policies apply. */
export const levelRoles = {
  NATION: pgRole("lianxin_nation").existing(),
  PROVINCE: pgRole("lianxin_province").existing(),
  CITY: pgRole("lianxin_city").existing(),
  COUNTY: pgRole("lianxin_county").existing(),
  UNIT: pgRole("lianxin_unit").existing(),
  NATION_LINE: pgRole("lianxin_nation_line").existing(),
  PROVINCE_LINE: pgRole("lianxin_province_line").existing(),
  CITY_LINE: pgRole("lianxin_city_line").existing(),
  COUNTY_LINE: pgRole("lianxin_county_line").existing(),
} as const;

/** The name of a level role's key. */
export type LevelRole = keyof typeof levelRoles;

/** The columns in which a code of one level may stand: a row is in sight when any of them holds the actor's. */
export interface SightColumns {
  province: AnyPgColumn | AnyPgColumn[];
  city: AnyPgColumn[];
  county: AnyPgColumn[];
  bureau: AnyPgColumn[];
  /** The business line of the row, for tables that departments with a line may read. */
  line?: AnyPgColumn;
}

const region = sql.raw("current_setting('app.region')");
const ownProvince = sql.raw("current_setting('app.province')");
const ownBureau = sql.raw("current_setting('app.bureau')");
const ownLine = sql.raw("current_setting('app.line')");

const anyOf = (columns: AnyPgColumn[], value: SQL): SQL =>
  sql.join(
    columns.map((column) => sql`${sql.identifier(column.name)} = ${value}`),
    sql` OR `,
  );

const equals = (column: AnyPgColumn, value: SQL): SQL => sql`${sql.identifier(column.name)} = ${value}`;

const provincesOf = ({ province }: SightColumns): AnyPgColumn[] => (Array.isArray(province) ? province : [province]);

const sightOf = (columns: SightColumns): Record<LevelRole, SQL> => {
  const bureau = anyOf(columns.bureau, ownBureau);
  const line = columns.line === undefined ? undefined : equals(columns.line, ownLine);
  const lined = (reach: SQL): SQL => (line === undefined ? bureau : sql`(${reach} AND ${line}) OR ${bureau}`);
  const city = columns.city[0];
  const county = columns.county[0];
  if (city === undefined || county === undefined) throw new Error("a sight needs a city and a county column");
  const province = provincesOf(columns);
  return {
    NATION: sql`true`,
    PROVINCE: anyOf(province, region),
    CITY: anyOf(columns.city, region),
    COUNTY: anyOf(columns.county, region),
    UNIT: bureau,
    NATION_LINE: line === undefined ? bureau : sql`${line} OR ${bureau}`,
    PROVINCE_LINE: lined(anyOf(province, region)),
    CITY_LINE: lined(equals(city, region)),
    COUNTY_LINE: lined(equals(county, region)),
  };
};

const systemPolicy = () =>
  pgPolicy("system", { as: "permissive", for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` });

/**
 * Where a written row may stand: SIGHT: where its writer sees it, so that nobody writes above or beside himself even when
 * a command forgets to ask; PROVINCE: anywhere in the writer's province, for rows that leave his sight when they are
 * handed on.
 */
export type WriteReach = "SIGHT" | "PROVINCE";

/**
 * THE row policy of a tenant's table: one permissive policy per level role, an equality that an index can answer.
 * SECURITY: `current_setting` without a default fails when the setting is missing, so a forgotten context shows nothing.
 */
export const sightPolicies = (columns: SightColumns, writeReach: WriteReach) => {
  const sight = sightOf(columns);
  const inProvince = (level: LevelRole): SQL =>
    level.startsWith("NATION") ? sql`true` : anyOf(provincesOf(columns), ownProvince);
  const policies = (Object.keys(levelRoles) as LevelRole[]).map((level) =>
    pgPolicy(`sight_${level.toLowerCase()}`, {
      as: "permissive",
      for: "all",
      to: levelRoles[level],
      using: sight[level],
      withCheck: writeReach === "SIGHT" ? sight[level] : inProvince(level),
    }),
  );
  return [...policies, systemPolicy()];
};

/** The columns of one party of a matter between bureaus: its code, and the authorities above it. */
export interface PartyColumns {
  bureau: AnyPgColumn;
  city: AnyPgColumn;
  county: AnyPgColumn;
}

/**
 * The row policy of a matter between bureaus, such as a supervision order: every party sees it, and whoever stands above
 * one. It is written in the province of a party.
 */
export const partyPolicies = (province: AnyPgColumn | AnyPgColumn[], parties: readonly PartyColumns[]) =>
  sightPolicies(
    {
      province,
      city: parties.map(({ city }) => city),
      county: parties.map(({ county }) => county),
      bureau: parties.map(({ bureau }) => bureau),
    },
    "PROVINCE",
  );

/** The row policy of a table whose rows have one place in the tree: what one sees, and nothing else, one may write. */
export const placePolicies = (columns: PlaceColumns) =>
  sightPolicies(
    { province: columns.province, city: [columns.city], county: [columns.county], bureau: [columns.bureau] },
    "SIGHT",
  );

/**
 * The same for a table whose rows have a business line too: departments that watch the line see those of their region.
 *
 * @param writeReach where a row may be written: where its writer sees it, when it is not given
 */
export const linedPlacePolicies = (columns: PlaceColumns & { line: AnyPgColumn }, writeReach: WriteReach = "SIGHT") => {
  const { bureau, city, county, line, province } = columns;
  return sightPolicies({ province, city: [city], county: [county], bureau: [bureau], line }, writeReach);
};

/**
 * The row policy of a part of a ticket: it is seen by whoever sees the ticket, which the ticket's own policy decides.
 * The inner look-up is by primary key; parts are read by their ticket's id, a page at a time.
 */
export const ticketPartPolicies = (table: string, ticketId = "ticket_id") => {
  const visible = sql.raw(
    `EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ${table}.province AND tickets.id = ${table}.${ticketId})`,
  );
  return [
    pgPolicy("sight_of_ticket", { as: "permissive", for: "all", to: apiRole, using: visible, withCheck: visible }),
    systemPolicy(),
  ];
};

/**
 * The row policy of reference data that is public knowledge: everybody signed in reads it.
 * SECURITY: widened sight: the divisions of China and the directory of its bureaus are published by the state.
 */
export const publicPolicies = () => [
  pgPolicy("public_reference", { as: "permissive", for: "select", to: apiRole, using: sql`true` }),
  systemPolicy(),
];

/** The row policy of a table that only the platform itself may touch. */
export const systemOnlyPolicies = () => [systemPolicy()];

/** A second lock on inserting: the row must name the actor's own bureau in this column. */
export const insertOnlyForOwnBureau = (column: AnyPgColumn) =>
  pgPolicy("own_bureau_writes", {
    as: "restrictive",
    for: "insert",
    to: apiRole,
    withCheck: equals(column, ownBureau),
  });

/**
 * The same for a table whose rows an authority's centre writes in the name of the authority: the row must name the actor's own
 * bureau, or the authority of the region that it acts for.
 */
export const insertOnlyForOwnRegion = (column: AnyPgColumn) =>
  pgPolicy("own_bureau_writes", {
    as: "restrictive",
    for: "insert",
    to: apiRole,
    withCheck: sql`${equals(column, ownBureau)} OR ${equals(column, region)}`,
  });
