import { isInRegion, requireHolding } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { scopeOf } from "../../platform/scope.js";
import { startValidation } from "../../platform/validation.js";
import { requireCountedDay } from "../calendar/index.js";
import { findBureau, placeOf } from "../jurisdictions/index.js";
import { findParts, findTickets, isCode, keyText, type TicketParts, type TicketRow } from "../tickets/index.js";
import type { ConcentrationsInput } from "./concentration.inputs.js";
import { type Counted, type CountedGroup, countGroups } from "./concentration.store.js";

/** The most days that are counted at once. */
export const mostDays = 366;

const usualDays = 90;
const dayMilliseconds = 86_400_000;

/** The start of a day in China. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

/** The days that are counted. */
export interface CountedDays {
  from: string;
  to: string;
}

function daysOf(input: ConcentrationsInput, now: Date): CountedDays {
  if (input.from != null) requireCountedDay("input.from", input.from);
  if (input.to != null) requireCountedDay("input.to", input.to);
  const to = input.to ?? chinaDay(now);
  const from = input.from ?? chinaDay(new Date(startOfDay(to).getTime() - (usualDays - 1) * dayMilliseconds));
  const days = (startOfDay(to).getTime() - startOfDay(from).getTime()) / dayMilliseconds + 1;
  const validation = startValidation();
  if (days < 1) validation.add("input.from", { zh: "开始日不能晚于结束日。", en: "The period ends before it begins." });
  if (days > mostDays) {
    validation.add("input.from", { zh: `期间最多 ${mostDays} 天。`, en: `A period has ${mostDays} days at most.` });
  }
  if (input.least < 2 || input.least > 1000) {
    validation.add("input.least", { zh: "起始件数为 2 至 1000。", en: "2 to 1,000 tickets make a group." });
  }
  if (input.first < 1 || input.first > 100) {
    validation.add("input.first", { zh: "条数为 1 至 100。", en: "1 to 100 groups are shown." });
  }
  validation.finish();
  return { from, to };
}

/**
 * A bureau of the actor's region, as the place where tickets are handled; null for all that he sees.
 *
 * @throws NOT_FOUND for a bureau that is not in the region
 */
async function regionOf(context: RequestContext, code: string | null): Promise<Counted["region"]> {
  const { bureau } = actorOf(context);
  if (code === null) return null;
  const found = isCode(code) ? await inScope(context, (tx) => findBureau(tx, code)) : null;
  if (found === null || !(code === bureau.bureau || isInRegion(bureau, placeOf(found)))) throw notFound("input.region");
  if (found.kind !== "AUTHORITY" || found.level === "STREET") return { level: "UNIT", code };
  return found.level === "NATION" ? null : { level: found.level, code };
}

/** A group, with its newest ticket as far as the actor sees it. */
export interface ReadGroup extends CountedGroup {
  ticket: TicketRow | null;
  parts: TicketParts | null;
}

/** The groups found. */
export interface ReadConcentrations {
  counted: Counted;
  days: CountedDays;
  asOf: Date;
  groups: readonly ReadGroup[];
}

/**
 * Counts of what the tickets in the actor's scope are many.
 *
 * @throws INVALID_INPUT; NOT_FOUND for a region out of sight
 */
export async function readConcentrations(
  context: RequestContext,
  input: ConcentrationsInput,
): Promise<ReadConcentrations> {
  const actor = actorOf(context);
  requireHolding(actor, "concentration.read");
  const asOf = context.clock.now();
  const days = daysOf(input, asOf);
  const counted: Counted = {
    by: input.by,
    from: startOfDay(days.from),
    until: new Date(startOfDay(days.to).getTime() + dayMilliseconds),
    kind: input.kind ?? null,
    region: await regionOf(context, input.region ?? null),
  };
  const groups = await inScope(context, async (tx) => {
    const found = await asSystemWithin(tx, actor, "count of what tickets are many", () =>
      countGroups(tx, scopeOf(actor.bureau), counted, input),
    );
    return withNewest(tx, context, found);
  });
  return { counted, days, asOf, groups };
}

async function withNewest(
  tx: Transaction,
  context: RequestContext,
  groups: readonly CountedGroup[],
): Promise<ReadGroup[]> {
  const keys = groups.map(({ province, newest }) => ({ province, id: newest }));
  const rows = await findTickets(tx, scopeOf(actorOf(context).bureau), keys);
  const parts = await findParts(tx, rows);
  const byKey = new Map(rows.map((row) => [keyText(row), row]));
  return groups.map((group) => {
    const key = keyText({ province: group.province, id: group.newest });
    return { ...group, ticket: byKey.get(key) ?? null, parts: parts.get(key) ?? null };
  });
}
