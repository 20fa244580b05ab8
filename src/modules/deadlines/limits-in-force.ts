import { pathOf } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { isUuid } from "../../platform/ids.js";
import { defineLoader } from "../../platform/loaders.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { together } from "../../platform/together.js";
import { isValidOn } from "../jurisdictions/index.js";
import { findBureauLimits, findOpenLimits, findWarnings } from "./bureau-limits.store.js";
import type { LimitsArguments } from "./deadlines.inputs.js";
import { limits } from "./limit.js";
import { type BureauLimit, bureauLimitType, Limits, toBureauLimit, toLimitRule } from "./limits.type.js";
import { warningsInForce } from "./rules-memory.js";
import { limitRules } from "./statutes.js";

/** The limits in force on a day for the bureau of the caller, those of the orders and those that bureaus have set. */
export async function readLimits(context: RequestContext, wanted: LimitsArguments): Promise<Limits> {
  const on = wanted.on ?? chinaDay(context.clock.now());
  const { ticketKind, regime } = wanted;
  const path = pathOf(actorOf(context).bureau);
  const [own, warnings] = await inScope(context, (tx) =>
    together([findOpenLimits(tx, path, on), findWarnings(tx, path)]),
  );
  const rules = limitRules
    .filter((rule) => ticketKind == null || rule.kinds.includes(ticketKind))
    .filter((rule) => (rule.order !== null && regime != null ? rule.order === regime : isValidOn(rule, on)))
    .sort((one, other) => limits.indexOf(one.limit) - limits.indexOf(other.limit));
  const inForce = own
    .filter((row) => isValidOn(row, on) && (ticketKind == null || row.ticketKind === ticketKind))
    .sort((one, other) => path.indexOf(one.bureau) - path.indexOf(other.bureau));
  return Object.assign(new Limits(), {
    rules: rules.map(toLimitRule),
    bureauLimits: inForce.map(toBureauLimit),
    warningDays: [...warningsInForce(path, warnings)],
  });
}

/** Reads limits of bureaus by their ids; null for one that is not visible. */
export const bureauLimitLoader = defineLoader<BureauLimit>(async (context, ids) => {
  const rows = await readInScope(context, (tx) => findBureauLimits(tx, ids));
  return new Map(rows.map((row) => [row.id, toBureauLimit(row)]));
});

/** The readers of the module's nodes. */
export const deadlinesNodeReaders: Readonly<Record<string, NodeReader>> = {
  [bureauLimitType]: async (context, parts) => {
    const [id, ...rest] = parts;
    return id === undefined || rest.length > 0 || !isUuid(id) ? null : bureauLimitLoader(context, id);
  },
};
