import type { Actor } from "../../platform/actor.js";
import { afterCommit, asSystemWithin, identityOf, type Transaction } from "../../platform/database.js";
import { createMemory } from "../../platform/loaders.js";
import { together } from "../../platform/together.js";
import type { TicketKind } from "../dictionaries/index.js";
import { type BureauLimitRow, findOpenLimits, findWarnings, type WarningSettingsRow } from "./bureau-limits.store.js";
import { type BureauLimitRule, noBureauRules, type RulesInForce, usualWarningDays } from "./deadline.rules.js";
import type { DayUnit, Limit } from "./limit.js";

/** How long a process goes on with the limits of bureaus that it knows, in milliseconds: so late may it learn of one set elsewhere. */
export const rulesLifetime = 2000;

/** What one bureau has set. */
interface RulesOfBureau {
  readonly limits: readonly BureauLimitRule[];
  readonly warningDays: readonly number[] | null;
}

const memory = createMemory<RulesOfBureau>(10_000, rulesLifetime);

// Old tickets begin their deadlines on days long past, so what has ended is in force for them still.
const theFirstDay = "2000-01-01";

/**
 * What the bureaus of a path have set, for the tickets that the last of them holds. It is remembered of each bureau, so that
 * a step of a ticket needs no statement.
 *
 * SECURITY: widened sight: a rule is in force for whoever the ticket is handed to, whether or not the actor sees what that
 * bureau has set; nothing of it is shown. It is read as the platform, so nothing else may run in the transaction meanwhile.
 *
 * @param actor the actor whose transaction it is; null in a transaction of the platform
 * @param path the codes from the nation down to the bureau that holds the ticket
 */
export async function rulesFor(tx: Transaction, actor: Actor | null, path: readonly string[]): Promise<RulesInForce> {
  const identity = identityOf(tx);
  const held = memory.of(identity);
  const missing = path.filter((code) => !held.values.has(code));
  if (missing.length === 0) return inForce(path.map((code) => held.values.get(code)));
  const { generation } = held;
  const read = () => readRules(tx, missing);
  const found = await (actor === null ? read() : asSystemWithin(tx, actor, "limits hold for every holder", read));
  const rules = inForce(path.map((code) => held.values.get(code) ?? found.get(code)));
  const remembered = memory.of(identity);
  // What was read before a change must not be kept after it.
  if (remembered.generation === generation) for (const [code, of] of found) remembered.values.set(code, of);
  return rules;
}

/** To be called by whoever writes limits or warnings: this process reads them anew when the change has committed. */
export function forgetRulesAfter(tx: Transaction): void {
  afterCommit(tx, (database) => memory.forget(database));
}

async function readRules(tx: Transaction, codes: readonly string[]): Promise<Map<string, RulesOfBureau>> {
  const [limits, warnings] = await together([findOpenLimits(tx, codes, theFirstDay), findWarnings(tx, codes)]);
  return new Map(
    codes.map((code) => [
      code,
      {
        limits: limits.filter(({ bureau }) => bureau === code).map(toRule),
        warningDays: warnings.find(({ bureau }) => bureau === code)?.daysBefore ?? null,
      },
    ]),
  );
}

/** A limit of a bureau, as far as it decides. */
export function toRule({
  id,
  bureau,
  limit,
  ticketKind,
  days,
  unit,
  validFrom,
  validTo,
}: BureauLimitRow): BureauLimitRule {
  return {
    id,
    bureau,
    limit: limit as Limit,
    ticketKind: ticketKind as TicketKind,
    days,
    unit: unit as DayUnit,
    validFrom,
    validTo,
  };
}

function inForce(path: readonly (RulesOfBureau | undefined)[]): RulesInForce {
  const bureauLimits = path.flatMap((bureau) => bureau?.limits ?? []);
  const warningDays = path.findLast((bureau) => bureau?.warningDays != null)?.warningDays ?? usualWarningDays;
  if (bureauLimits.length === 0 && warningDays === usualWarningDays) return noBureauRules;
  return { bureauLimits, warningDays };
}

/** The warnings in force by the settings of a path: those of the bureau nearest to its end. */
export function warningsInForce(path: readonly string[], settings: readonly WarningSettingsRow[]): readonly number[] {
  const nearest = path.findLast((code) => settings.some(({ bureau }) => bureau === code));
  return settings.find(({ bureau }) => bureau === nearest)?.daysBefore ?? usualWarningDays;
}

/** How early is warned on each of several paths, in their order. In a transaction of the platform; one statement. */
export async function warningDaysOf(
  tx: Transaction,
  paths: readonly (readonly string[])[],
): Promise<(readonly number[])[]> {
  const settings = await findWarnings(tx, [...new Set(paths.flat())]);
  return paths.map((path) => warningsInForce(path, settings));
}
