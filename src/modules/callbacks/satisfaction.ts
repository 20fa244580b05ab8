import { authorize } from "../../access/index.js";
import { regionOf } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { readPeriod } from "../calendar/index.js";
import { type BureauRow, findBureau, placeOf } from "../jurisdictions/index.js";
import type { SatisfactionArguments } from "./callback.inputs.js";
import { BureauSatisfaction, GradeCounts, SatisfactionCounts } from "./callback.type.js";
import { countGrades, type GradesOfBureau } from "./satisfaction.store.js";

/** How many bureaus are listed of those that were graded. */
const mostBureaus = 200;

/**
 * The grades of callbacks by the bureau that handled, of a region and some days in China.
 *
 * @throws NOT_FOUND for an unknown region, FORBIDDEN for one out of reach, INVALID_INPUT for days out of order or too many
 */
export async function readSatisfaction(
  context: RequestContext,
  { region, from, to }: SatisfactionArguments,
): Promise<SatisfactionCounts> {
  const period = readPeriod(from, to);
  const found = await inScope(context, async (tx) => {
    const bureau = await findRegion(tx, context, region ?? null);
    const criteria = { region: bureau, from: period.beginning, until: period.end };
    // SECURITY: widened sight: the region was authorised, and nothing but numbers by bureau leaves. Asked of each callback
    // whether its ticket is in sight, the count of a province's year would take longer than a statement may.
    const grades = await asSystemWithin(tx, actorOf(context), "count the grades of a region", () =>
      countGrades(tx, criteria),
    );
    return { bureau, grades };
  });
  const counted = found.grades
    .map((grades) => ({ bureauCode: grades.bureau, counts: toCounts([grades]) }))
    .sort((one, other) => other.counts.graded - one.counts.graded || (one.bureauCode < other.bureauCode ? -1 : 1));
  return Object.assign(new SatisfactionCounts(), {
    from,
    to,
    asOf: context.clock.now(),
    total: toCounts(found.grades),
    bureaus: counted.slice(0, mostBureaus).map((one) => Object.assign(new BureauSatisfaction(), one)),
    bureauCount: counted.length,
    regionCode: found.bureau.code,
  });
}

// A centre counts the region of its authority, as it sees its tickets; a department or street office what it handled itself.
async function findRegion(tx: Transaction, context: RequestContext, region: string | null): Promise<BureauRow> {
  const actor = actorOf(context);
  const { kind } = actor.bureau;
  const own = kind === "AUTHORITY" || kind === "CENTRE" ? regionOf(actor.bureau) : actor.bureau.bureau;
  const bureau = await findBureau(tx, region ?? own);
  if (bureau === null) throw notFound("region");
  authorize(actor, "callback.read", placeOf(bureau));
  return bureau;
}

/** Adds grades up. The share of the satisfied is rounded to four decimals; nobody's grades give none. */
export function toCounts(grades: readonly Omit<GradesOfBureau, "bureau">[]): GradeCounts {
  const sum = (name: keyof Omit<GradesOfBureau, "bureau">): number =>
    grades.reduce((total, one) => total + one[name], 0);
  const verySatisfied = sum("verySatisfied");
  const satisfied = sum("satisfied");
  const neutral = sum("neutral");
  const dissatisfied = sum("dissatisfied");
  const graded = verySatisfied + satisfied + neutral + dissatisfied;
  return Object.assign(new GradeCounts(), {
    graded,
    verySatisfied,
    satisfied,
    neutral,
    dissatisfied,
    handlersFault: sum("handlersFault"),
    satisfactionRate: graded === 0 ? null : Math.round(((verySatisfied + satisfied) / graded) * 10_000) / 10_000,
  });
}
