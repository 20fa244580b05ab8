import { may } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { toGlobalId } from "../../platform/ids.js";
import { defineLoader } from "../../platform/loaders.js";
import { type BureauRow, bureauLoader, placeOf } from "../jurisdictions/index.js";
import { isAroundTheClockAt } from "./around-the-clock.js";
import type { AssignmentRow } from "./assignment.store.js";
import { type Duty, onDutyAt } from "./duty.js";
import { DutyPerson, OnDuty } from "./duty.type.js";
import { groupedBy } from "./grouped.js";

const separator = "@";

/** Reads who is on duty; the key is a bureau's code and an instant. */
const dutyLoader = defineLoader<Duty>(async (context, keys) => {
  const asked = keys.map((key) => {
    const [bureau = "", at = ""] = key.split(separator);
    return { key, bureau, at };
  });
  const found = new Map<string, Duty>();
  await inScope(context, async (tx) => {
    for (const [at, group] of groupedBy(asked, (one) => one.at)) {
      const bureaus = group.map(({ bureau }) => bureau);
      const duties = await onDutyAt(tx, bureaus, new Date(at));
      for (const { bureau, key } of group) {
        const duty = duties.get(bureau);
        if (duty !== undefined) found.set(key, duty);
      }
    }
  });
  return found;
});

/** Reads whether an emergency asks for people around the clock; the key is a bureau's code and an instant. */
const aroundTheClockLoader = defineLoader<{ holds: boolean }>(async (context, keys) => {
  const found = new Map<string, { holds: boolean }>();
  const bureaus = new Map<string, BureauRow>();
  for (const key of keys) {
    const [code = ""] = key.split(separator);
    const bureau = await bureauLoader(context, code);
    if (bureau !== null) bureaus.set(key, bureau);
  }
  await inScope(context, async (tx) => {
    for (const [key, bureau] of bureaus) {
      const at = new Date(key.split(separator)[1] ?? "");
      found.set(key, { holds: await isAroundTheClockAt(tx, actorOf(context), placeOf(bureau), at) });
    }
  });
  return found;
});

/**
 * Who is on duty at a bureau at an instant; null where the caller may not ask about it.
 *
 * SECURITY: a bureau out of the reach of the action is as good as none, beside what the row policies hide.
 */
export async function readOnDuty(context: RequestContext, bureau: BureauRow, at: Date): Promise<OnDuty | null> {
  if (!may(actorOf(context), "duty.read", placeOf(bureau))) return null;
  const key = `${bureau.code}${separator}${at.toISOString()}`;
  const [duty, aroundTheClock] = await Promise.all([dutyLoader(context, key), aroundTheClockLoader(context, key)]);
  return duty === null ? null : toOnDuty(duty, aroundTheClock?.holds === true);
}

function toOnDuty(duty: Duty, isAroundTheClock: boolean): OnDuty {
  const { at, bureau, heads, isOfficeOpen, leaders, people, source } = duty;
  return Object.assign(new OnDuty(), {
    ...{ at, bureauCode: bureau, isOfficeOpen, source },
    isGap: isAroundTheClock && people.length + leaders.length === 0,
    people: people.map(toDutyPerson),
    leaders: leaders.map(toDutyPerson),
    heads: heads.map((id) => dutyPersonOf(id, null, true)),
  });
}

const toDutyPerson = (row: AssignmentRow): DutyPerson => dutyPersonOf(row.person, row, true);

/**
 * Somebody on duty of the API.
 *
 * @param isTelephoneTold whether the reader may ask who is on duty there
 */
export function dutyPersonOf(
  id: string,
  row: Pick<AssignmentRow, "endsAt" | "shiftName"> | null,
  isTelephoneTold: boolean,
): DutyPerson {
  return Object.assign(new DutyPerson(), {
    isTelephoneTold,
    ...{ personId: toGlobalId("Person", id), rowId: id, shift: row?.shiftName ?? null, until: row?.endsAt ?? null },
  });
}
