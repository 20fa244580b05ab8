import { type Actor, nationCode, regionOf } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../../platform/database.js";
import { invalidInput, invalidInputs, tooLarge } from "../../../platform/errors.js";
import { record } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { type FoundBureauPayload, toBureau } from "../bureau.type.js";
import { findBureau } from "../bureaus.store.js";
import { findCompetences } from "../coverages.store.js";
import { findDivisions } from "../divisions.store.js";
import { decideFounding, type Founding, type FoundingSituation } from "../founding.js";
import {
  findBureausOfProvince,
  findHistory,
  findTaken,
  insertBureaus,
  lockProvince,
  writeHistory,
} from "../history.store.js";
import type { FoundBureauInput } from "../jurisdictions.inputs.js";
import { type BureauRow, placeOf, placesOf } from "../place.js";
import { bureauFoundedEventType } from "../reorganisation.events.js";
import { findPlannedBureaus } from "../reorganisations.store.js";
import { authorizeReorganisation } from "./plan-reorganisation.js";
import { longestBureauName } from "./rename-bureau.js";
import { longestMark } from "./split-bureau.js";

const mostDivisionsAtOnce = 100;
const longestCode = 19;

function readFounding(input: FoundBureauInput): Founding {
  const { code, kind, level, mark, name, parent } = input;
  const divisions = input.divisions ?? [];
  if (divisions.length > mostDivisionsAtOnce) throw tooLarge("divisions", divisions.length, mostDivisionsAtOnce);
  const validation = startValidation();
  validation.text("name", name, longestBureauName, 2);
  validation.text("mark", mark, longestMark, 1);
  validation.text("code", code, longestCode);
  validation.text("parent", parent, longestCode);
  for (const division of divisions) validation.text("divisions", division, longestCode);
  validation.finish();
  return { code, kind, level, name, mark, parent, line: input.line ?? null, divisions };
}

/** The bureau under which the new one is to stand. From here on no reorganisation changes the tree around it. */
async function findParent(tx: Transaction, code: string): Promise<BureauRow> {
  const unlocked = await findBureau(tx, code);
  if (unlocked === null) {
    throw invalidInput("parent", { zh: `没有单位 ${code}。`, en: `There is no bureau ${code}.` });
  }
  // Two provinces may both take a division that the nation still covers, so all foundings take turns; the nation's lock
  // comes first, always. A bureau never changes its province, so it can be read before.
  await lockProvince(tx, nationCode);
  if (unlocked.province !== nationCode) await lockProvince(tx, unlocked.province);
  return (await findBureau(tx, code)) ?? unlocked;
}

async function newRow(tx: Transaction, founding: Founding, parent: BureauRow, today: string): Promise<BureauRow> {
  const { divisions, ...named } = founding;
  const bureaus = await findBureausOfProvince(tx, parent.province);
  const place = placesOf([...bureaus, founding]).get(founding.code) ?? placeOf(parent);
  const { province, city, county } = place;
  return { ...named, province, city, county, validFrom: today, validTo: null, version: 1 };
}

async function findSituation(
  tx: Transaction,
  actor: Actor,
  founding: Founding,
  parent: BureauRow,
  on: string,
): Promise<FoundingSituation> {
  const { divisions } = founding;
  const taken = await findTaken(tx, parent.province, [founding]);
  const known = await findDivisions(tx, divisions);
  const competences = await findCompetences(
    tx,
    divisions.map((division) => ({ division, on })),
  );
  return {
    region: regionOf(actor.bureau),
    history: await findHistory(tx, parent.province, []),
    planned: await findPlannedBureaus(tx, parent.province),
    takenCodes: taken.codes,
    takenMarks: taken.marks,
    divisions: new Map(known.map((division) => [division.code, division])),
    competent: new Map(competences.map(({ division, bureau }) => [division, bureau])),
  };
}

async function recordFounding(
  tx: Transaction,
  context: RequestContext,
  row: BureauRow,
  founding: Founding,
  at: Date,
): Promise<void> {
  const { kind, level, line, parent, divisions } = founding;
  const detail = { kind, level, parent, line, divisions };
  await record(tx, actorOf(context), {
    action: "bureau.reorganise",
    subject: { type: "Bureau", id: row.code, version: row.version, place: placeOf(row) },
    at,
    requestId: context.requestId,
    detail: { ...detail, change: "found" },
    events: [{ type: bureauFoundedEventType, payload: detail }],
  });
}

/**
 * An administrator founds a bureau beneath his own (设立单位), in force from today on. Its divisions go over from a bureau
 * above it, whether that covers them of itself or by inheritance; those of any other bureau are split off or merged
 * instead. Tickets stay with who holds them.
 *
 * @throws INVALID_INPUT with all fields at fault, FORBIDDEN for a place that is not beneath the actor's bureau, TOO_LARGE
 *   for more than 100 divisions
 */
export async function foundBureau(context: RequestContext, input: FoundBureauInput): Promise<FoundBureauPayload> {
  const actor = actorOf(context);
  const founding = readFounding(input);
  const at = context.clock.now();
  const today = chinaDay(at);
  return inScope(context, async (tx) => {
    const parent = await findParent(tx, founding.parent);
    const row = await newRow(tx, founding, parent, today);
    authorizeReorganisation(actor, placeOf(row));

    await asSystemWithin(tx, actor, "a founding is judged and written for the whole province", async () => {
      const situation = await findSituation(tx, actor, founding, parent, today);
      const outcome = decideFounding(situation, founding, today);
      if (!outcome.isAccepted) throw invalidInputs(outcome.problems);
      await insertBureaus(tx, [row]);
      await writeHistory(tx, situation.history, outcome.history);
    });
    await recordFounding(tx, context, row, founding, at);
    return { bureau: toBureau(row) };
  });
}
