import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import { toGlobalId } from "../../../platform/ids.js";
import { record } from "../../../platform/record.js";
import { findOwner } from "../bureau-limit-change.js";
import { saveWarnings } from "../bureau-limits.store.js";
import { deadlineEventTypes } from "../deadlines.events.js";
import type { SetWarningsInput } from "../deadlines.inputs.js";
import { SetWarningsPayload } from "../limits.type.js";
import { forgetRulesAfter } from "../rules-memory.js";

/** How many warnings a bureau may set for each limit, and how many working days before its end the earliest may come. */
const warningBounds = { most: 5, earliest: 30 } as const;

const warningSettingsType = "WarningSettings";

/**
 * Sets how early a bureau and those beneath it are warned that a limit will be over, in place of what it had set before. It
 * counts for what begins from now on, and for the warnings that follow the next one of what runs.
 *
 * @throws NOT_FOUND for an unknown bureau, FORBIDDEN, INVALID_INPUT for wrong numbers
 */
export async function setWarnings(context: RequestContext, input: SetWarningsInput): Promise<SetWarningsPayload> {
  const at = context.clock.now();
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    const place = await findOwner(tx, input.bureau ?? actor.bureau.bureau, chinaDay(at));

    authorize(actor, "deadline.manage", place);

    const daysBefore = readDays(input.daysBefore);

    const saved = await saveWarnings(tx, { ...place, daysBefore, setAt: at, setBy: actor.person?.id ?? null });

    await record(tx, actor, {
      action: "deadline.manage",
      at,
      requestId: context.requestId,
      subject: {
        type: warningSettingsType,
        id: toGlobalId(warningSettingsType, place.bureau),
        version: saved.version,
        place,
      },
      detail: { change: "WARNINGS_SET", bureau: place.bureau, daysBefore },
      events: [{ type: deadlineEventTypes.WARNINGS_SET, payload: { bureau: place.bureau } }],
    });
    forgetRulesAfter(tx);
    return Object.assign(new SetWarningsPayload(), { daysBefore, bureauCode: place.bureau });
  });
}

function readDays(daysBefore: readonly number[]): number[] {
  const { most, earliest } = warningBounds;
  const isDistinct = new Set(daysBefore).size === daysBefore.length;
  const isWithin = daysBefore.every((days) => days >= 1 && days <= earliest);
  if (!isDistinct || !isWithin || daysBefore.length < 1 || daysBefore.length > most) {
    throw invalidInput("daysBefore", {
      zh: `daysBefore 应为 1 至 ${most} 个互不相同的数，每个在 1 至 ${earliest} 之间。`,
      en: `daysBefore must be 1 to ${most} different numbers between 1 and ${earliest}.`,
    });
  }
  return [...daysBefore].sort((one, other) => other - one);
}
