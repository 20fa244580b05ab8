import { authorize } from "../../../access/index.js";
import { type Place, pathOf } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { newId } from "../../../platform/ids.js";
import { startValidation } from "../../../platform/validation.js";
import { checkNotPast, findOwner, recordLimitChange } from "../bureau-limit-change.js";
import {
  type BureauLimitRow,
  findOpenLimits,
  insertBureauLimit,
  lockLimitsOf,
  updateEnd,
} from "../bureau-limits.store.js";
import type { SetBureauLimitInput } from "../deadlines.inputs.js";
import { type SetBureauLimitPayload, toBureauLimit } from "../limits.type.js";
import { checkStrictness } from "../looser-limits.js";
import { forgetRulesAfter, toRule } from "../rules-memory.js";

/** The longest text of the document by which a limit is set, in characters. */
const longestBasis = 200;

/**
 * Sets a limit of a bureau, for it and all beneath it, in place of what the same bureau had set before. It counts for what
 * begins from its first day on; deadlines that run keep the rule by which they began.
 *
 * @throws NOT_FOUND for an unknown bureau, FORBIDDEN, INVALID_INPUT for one looser than the statute or than one set above
 */
export async function setBureauLimit(
  context: RequestContext,
  input: SetBureauLimitInput,
): Promise<SetBureauLimitPayload> {
  const at = context.clock.now();
  const today = chinaDay(at);
  const validFrom = input.validFrom ?? today;
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    const place = await findOwner(tx, input.bureau ?? actor.bureau.bureau, today);

    authorize(actor, "deadline.manage", place);

    await lockLimitsOf(tx, `${input.limit}:${input.ticketKind}`);
    const open = await findOpenLimits(tx, pathOf(place), validFrom);
    checkInput(
      input,
      validFrom,
      today,
      open.filter(({ bureau }) => bureau !== place.bureau),
    );

    const replaced = await replaceOwn(
      tx,
      input,
      validFrom,
      open.filter(({ bureau }) => bureau === place.bureau),
    );
    const set = await insertBureauLimit(tx, {
      ...toRow(input, place, validFrom),
      id: newId(at),
      setAt: at,
      setBy: actor.person?.id ?? null,
    });

    await recordLimitChange(tx, context, at, set, "SET", { validFrom, replaced: replaced.map(({ id }) => id) });
    forgetRulesAfter(tx);
    return { bureauLimit: toBureauLimit(set), replaced: replaced.map(toBureauLimit) };
  });
}

function checkInput(
  { limit, ticketKind, days, unit, basis }: SetBureauLimitInput,
  validFrom: string,
  today: string,
  above: readonly BureauLimitRow[],
): void {
  const validation = startValidation();
  checkStrictness(validation, { limit, ticketKind, days, unit, validFrom }, above.map(toRule));
  validation.text("basis", basis, longestBasis, 1);
  checkNotPast(validation, "validFrom", validFrom, today);
  validation.finish();
}

// One that would have begun only later than the new one never does.
async function replaceOwn(
  tx: Transaction,
  { limit, ticketKind }: SetBureauLimitInput,
  validFrom: string,
  own: readonly BureauLimitRow[],
): Promise<BureauLimitRow[]> {
  const ended: BureauLimitRow[] = [];
  for (const row of own) {
    if (row.limit !== limit || row.ticketKind !== ticketKind) continue;
    const replaced = await updateEnd(tx, row.id, row.validFrom > validFrom ? row.validFrom : validFrom);
    if (replaced !== null) ended.push(replaced);
  }
  return ended;
}

function toRow({ limit, ticketKind, days, unit, basis }: SetBureauLimitInput, place: Place, validFrom: string) {
  return { ...place, limit, ticketKind, days, unit, basis, validFrom };
}
