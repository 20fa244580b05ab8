import { sql } from "drizzle-orm";
import { type AnyPgColumn, foreignKey, pgPolicy } from "drizzle-orm/pg-core";
import { apiRole, systemOnlyPolicies } from "../policies.js";
import { bureaus } from "./jurisdictions.js";

/** A condition that a column names the actor's own bureau. */
const own = (column: string) => sql.raw(`${column} = current_setting('app.bureau')`);

/**
 * The row policy of what a bureau keeps to itself of its roster.
 *
 * SECURITY: who wants to swap, who is ill, and why a roster was changed, is the bureau's own: those above it see the roster
 * that came of it, and nothing of this.
 */
export const ownPolicies = () => [
  pgPolicy("own_bureau", {
    as: "permissive",
    for: "all",
    to: apiRole,
    using: own("bureau"),
    withCheck: own("bureau"),
  }),
  ...systemOnlyPolicies(),
];

/** The bureau that a row of a roster belongs to. */
export const ofBureau = (bureau: AnyPgColumn) =>
  foreignKey({ columns: [bureau], foreignColumns: [bureaus.code] }).onDelete("restrict");
