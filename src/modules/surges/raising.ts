import { nationPlace } from "../../access/index.js";
import { nationCode, type Place } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { newRequestId } from "../../platform/ids.js";
import { write } from "../../platform/writing.store.js";
import { definePass, type PassTools } from "../jobs/index.js";
import { placeOf } from "../jurisdictions/index.js";
import { type AlertStep, type Moment, placeOfAlert, stepWritings } from "./alert.steps.js";
import { type AlertRow, lockRaising } from "./alert.store.js";
import type { SurgeAlertState } from "./alert.words.js";
import { type Evaluation, lifePolicy, raisedOf, raisingPolicy } from "./detection/index.js";
import { type NewAlert, outcomeOf } from "./looking.js";
import {
  findDepartments,
  findPlacesOf,
  findRaisableMatters,
  findRaising,
  linkParts,
  lockOwnAlert,
  lockRaisedAlert,
  type RaisableMatter,
} from "./raising.store.js";

/** An alert that was raised is over when none of its parts is left: those have had their quiet day. */
const policy = { ...lifePolicy, quietHours: 0 };

const codesOf = (parts: readonly AlertRow[]): string[] => [...new Set(parts.map(({ region }) => region))];

/**
 * What the places beneath a superior amount to: over, where so many show the same within three days of each other; quiet,
 * where none does any more. Its places take the part of counties. Pure.
 */
function evaluatePlaces(
  { sameness, superior }: RaisableMatter,
  parts: readonly AlertRow[],
  leastPlaces: number,
  at: Date,
): Evaluation {
  const raisable = parts.map(({ id, openedAt, region, state }) => {
    return { id, bureau: region, superior, matter: sameness, state: state as SurgeAlertState, openedAt };
  });
  const since = parts.reduce((earliest, part) => (part.since < earliest ? part.since : earliest), at);
  const figures = {
    ...{ windowHours: 0, since, expected: null, upper: leastPlaces, probability: null },
    count: parts.reduce((sum, { count }) => sum + count, 0),
    counties: codesOf(parts).length,
  };
  return {
    ...{ key: "", at, figures, windows: [figures], tickets: [] },
    isOver: raisedOf(raisable, { ...raisingPolicy, bureaus: leastPlaces }).length > 0,
    isQuiet: parts.length === 0,
  };
}

/** Raises a matter, tells of its growth, or ends it; one process at a time. */
async function raise(tx: Transaction, matter: RaisableMatter, moment: Moment): Promise<void> {
  await lockRaising(tx, matter.superior, matter.sameness);
  const parts = await findPlacesOf(tx, matter);
  const own = await lockOwnAlert(tx, matter);
  const latest = await lockRaisedAlert(tx, matter);
  const leastPlaces = (await findRaising(tx, matter.superior))?.leastPlaces ?? raisingPolicy.bureaus;
  const evaluation = evaluatePlaces(matter, parts, leastPlaces, moment.at);
  if (own !== null && (latest === null || latest.state === "CLOSED")) {
    if (evaluation.isOver) await join(tx, own, parts, moment);
    return;
  }
  const fresh = await freshAlert(tx, matter, parts, moment.at);
  const shape = (row: AlertRow): AlertRow => asRaised(row, parts);
  const { alert, figures, step } = outcomeOf(latest, evaluation, () => fresh, { policy, shape });
  const told = step ?? joiningOf(latest, alert, parts);
  const verb = told?.verb === "OPEN" ? "RAISE" : told?.verb;
  const steps = told === null || verb === undefined ? [] : [{ ...told, verb }];
  await write(tx, steps.length === 0 ? [figures] : stepWritings(steps, moment));
  if (alert !== null && alert.state !== "CLOSED") await linkParts(tx, alert, parts);
}

// The figures are sums of its parts; what was expected of each says nothing of all.
const asRaised = (row: AlertRow, parts: readonly AlertRow[]): AlertRow => ({
  ...row,
  ...{ counties: null, upper: null, parts: codesOf(parts).length },
});

/**
 * That one place more shows the same than was told last; null where none does.
 *
 * @param now the alert with the figures of now
 */
function joiningOf(before: AlertRow | null, now: AlertRow | null, parts: readonly AlertRow[]): AlertStep | null {
  const places = codesOf(parts).length;
  if (before === null || now === null || before.state === "CLOSED") return null;
  const isRaised = before.rule === null;
  if (places <= ((isRaised ? before.toldCounties : null) ?? before.parts)) return null;
  const told = isRaised ? { toldCount: now.count, toldCounties: places } : {};
  const after = { ...now, ...told, parts: places, version: before.version + 1 };
  return { actor: { place: placeOfAlert(before) }, verb: "JOIN", before, after, remark: null };
}

/** The superior has seen it by a rule of its own: that alert tells of the places, and no second one is made. */
async function join(tx: Transaction, own: AlertRow, parts: readonly AlertRow[], moment: Moment): Promise<void> {
  const step = joiningOf(own, own, parts);
  await write(tx, stepWritings(step === null ? [] : [step], moment));
  await linkParts(tx, own, parts);
}

async function freshAlert(
  tx: Transaction,
  { sameness, superior }: RaisableMatter,
  parts: readonly AlertRow[],
  at: Date,
): Promise<NewAlert> {
  const [first] = parts;
  const lines = new Set(parts.map(({ line }) => line));
  const line = lines.size === 1 ? (first?.line ?? null) : null;
  const kinds = parts.some((part) => part.kinds.length === 0) ? [] : parts.flatMap((part) => part.kinds);
  return {
    ...(await ownerOf(tx, superior, line, at)),
    ...{ line, rule: null, region: superior, regionCity: null, regionCounty: null, sameness },
    ...{ issueClass: first?.issueClass ?? null, goodsClass: first?.goodsClass ?? null, topic: first?.topic ?? null },
    ...{ words: first?.words ?? [], kinds: [...new Set(kinds)], parts: codesOf(parts).length },
  };
}

/** Whose a raised alert is: the department of the line, where the superior has one, else the superior itself. */
async function ownerOf(tx: Transaction, superior: string, line: string | null, at: Date): Promise<Place> {
  const departments = line === null ? [] : await findDepartments(tx, superior, line, chinaDay(at));
  const [department, ...others] = departments;
  if (department !== undefined && others.length === 0) return placeOf(department);
  return superior === nationCode ? nationPlace : { province: superior, city: null, county: null, bureau: superior };
}

/**
 * Raises what several cities of a province, or provinces of the nation, show at the same time; each matter in a transaction of
 * its own.
 *
 * @returns how many matters were looked at
 */
export async function raiseSurges({ clock, database, isStopped, province }: PassTools): Promise<number> {
  const matters = await database.asSystem("find surges to be raised", (tx) => findRaisableMatters(tx, province));
  let looked = 0;
  for (const matter of matters) {
    if (isStopped()) break;
    const moment = { at: clock.now(), requestId: newRequestId() };
    await database.asSystem("raise a surge to the superior", (tx) => raise(tx, matter, moment));
    looked += 1;
  }
  return looked;
}

/** The pass that raises surges to the superior (逐级上报). */
export const surgeRaisingPass = definePass({ name: "surge-raising", everyMilliseconds: 10_000, run: raiseSurges });
