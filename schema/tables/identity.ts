import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { code, day, instant, placeColumns } from "../columns.js";
import { placePolicies, systemOnlyPolicies } from "../policies.js";
import { bureaus } from "./jurisdictions.js";

/** People who work at a bureau (工作人员). */
export const people = pgTable(
  "people",
  {
    id: uuid("id").primaryKey(),
    ...placeColumns(),
    /** Unique over the whole platform, such as suzhou.dispatcher; an outside issuer names people by it. */
    login: code("login").notNull(),
    name: text("name").notNull(),
    /** The number at the desk (工号), such as 5001. */
    staffNumber: text("staff_number"),
    /** The telephone of the office or of duty (工作电话), digits and hyphens; not a private number. */
    workTelephone: text("work_telephone"),
    lockedAt: instant("locked_at"),
    createdAt: instant("created_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    foreignKey({ columns: [table.bureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    uniqueIndex("people_login").on(table.login),
    index("people_province").on(table.province, table.id),
    index("people_city").on(table.city, table.id),
    index("people_county").on(table.county, table.id),
    index("people_bureau").on(table.bureau, table.id),
    ...placePolicies(table),
  ],
);

/** A role that a person holds at a bureau, from day to day (岗位). */
export const roleHoldings = pgTable(
  "role_holdings",
  {
    id: uuid("id").primaryKey(),
    ...placeColumns(),
    person: uuid("person")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    role: code("role").notNull(),
    validFrom: day("valid_from").notNull(),
    /** The first day on which it is no longer held. */
    validTo: day("valid_to"),
    withdrawnAt: instant("withdrawn_at"),
    grantedBy: uuid("granted_by"),
    grantedAt: instant("granted_at").notNull(),
  },
  (table) => [
    foreignKey({ columns: [table.bureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    check("role_holdings_validity", sql`${table.validTo} IS NULL OR ${table.validTo} > ${table.validFrom}`),
    uniqueIndex("role_holdings_once").on(table.person, table.role, table.bureau).where(sql`withdrawn_at IS NULL`),
    index("role_holdings_bureau").on(table.bureau, table.role),
    ...placePolicies(table),
  ],
);

/** A program of a bureau that signs in by client credentials (API 客户端). */
export const apiClients = pgTable(
  "api_clients",
  {
    id: uuid("id").primaryKey(),
    ...placeColumns(),
    name: text("name").notNull(),
    scopes: text("scopes").array().notNull(),
    createdBy: uuid("created_by"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    foreignKey({ columns: [table.bureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    index("api_clients_province").on(table.province, table.id),
    index("api_clients_city").on(table.city, table.id),
    index("api_clients_county").on(table.county, table.id),
    index("api_clients_bureau").on(table.bureau, table.id),
    ...placePolicies(table),
  ],
);

/** The secrets of a client, as hashes; during a rotation two are valid. */
export const apiClientSecrets = pgTable(
  "api_client_secrets",
  {
    id: uuid("id").primaryKey(),
    ...placeColumns(),
    client: uuid("client")
      .notNull()
      .references(() => apiClients.id, { onDelete: "restrict" }),
    /** SHA-256 of 256 random bits, in base64url: too many to guess, so a slow hash would add nothing but load. */
    hash: code("hash").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
  },
  (table) => [index("api_client_secrets_client").on(table.client), ...placePolicies(table)],
);

/** An OpenID issuer outside, whose tokens name people of one bureau's subtree. */
export const outsideIssuers = pgTable(
  "outside_issuers",
  {
    id: uuid("id").primaryKey(),
    ...placeColumns(),
    issuer: code("issuer").notNull(),
    jwksUrl: text("jwks_url").notNull(),
    audience: text("audience").notNull(),
    loginClaim: text("login_claim").notNull(),
    createdBy: uuid("created_by"),
    createdAt: instant("created_at").notNull(),
    removedAt: instant("removed_at"),
  },
  (table) => [
    foreignKey({ columns: [table.bureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    uniqueIndex("outside_issuers_issuer").on(table.issuer).where(sql`removed_at IS NULL`),
    index("outside_issuers_bureau").on(table.bureau),
    ...placePolicies(table),
  ],
);

/** Tokens of our own issuer that were revoked before they expired, by their identifier; the platform alone reads them. */
export const revokedTokens = pgTable(
  "revoked_tokens",
  {
    id: code("id").primaryKey(),
    ...placeColumns(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at").notNull(),
  },
  (table) => [index("revoked_tokens_expiry").on(table.expiresAt), ...systemOnlyPolicies()],
);
