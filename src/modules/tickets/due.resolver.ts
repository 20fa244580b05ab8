import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { Can, isInRegion } from "../../access/index.js";
import type { Actor } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { forbidden, invalidInput } from "../../platform/errors.js";
import { scopeOf } from "../../platform/scope.js";
import { Weight } from "../../platform/weight.js";
import { addWorkingDays, calendarOf } from "../calendar/index.js";
import { bureauLoader, findBureau, placeOf } from "../jurisdictions/index.js";
import { countDue, type DueCount, type DueQuestion } from "./due.store.js";
import { DueCounts, DuePart } from "./due.type.js";
import { isCode } from "./ticket.codes.js";
import { mostDaysAhead } from "./ticket.filter.js";

/** The root field that counts what is due. */
@Resolver()
export class DueResolver {
  @Can("ticket.read")
  @Weight(200, { items: 20 })
  @Query(() => DueCounts, {
    description:
      "How many tickets are overdue and how many are due soon (临期与逾期数量), by bureau. The list of them is `tickets` with `dueWithin` or `overdue`.",
  })
  async dueCounts(
    @Ctx() context: RequestContext,
    @Arg("within", () => Int, {
      defaultValue: 3,
      description: "How many working days from today count as soon, 0 to 60 (工作日数).",
    })
    within: number,
    @Arg("bureau", () => String, {
      nullable: true,
      description: "The code of a bureau of your scope, with all beneath it (单位); yours where it is left out.",
    })
    bureau: string | null,
  ): Promise<DueCounts> {
    if (within < 0 || within > mostDaysAhead) {
      throw invalidInput("within", {
        zh: `须为 0 至 ${mostDaysAhead} 个工作日。`,
        en: `From 0 to ${mostDaysAhead} working days.`,
      });
    }
    const asOf = chinaDay(context.clock.now());
    const until = addWorkingDays(asOf, within, await calendarOf(context)).due;
    const region = await regionAsked(context, bureau ?? null);
    const counts = await inScope(context, (tx) => countDue(tx, { ...region, today: asOf, until }));
    return toDueCounts(context, { asOf, until }, region.code, counts);
  }
}

type Region = Pick<DueQuestion, "level" | "code" | "line">;

/** The region of the caller, or of a bureau of his. */
async function regionAsked(context: RequestContext, code: string | null): Promise<Region> {
  const actor = actorOf(context);
  const { reach, region, bureau, line } = scopeOf(actor.bureau);
  const own: Region = { level: reach, code: reach === "UNIT" ? bureau : region, line };
  if (code === null || code === own.code) return own;
  const found = isCode(code) ? await inScope(context, (tx) => findBureau(tx, code)) : null;
  if (found === null) {
    throw invalidInput("bureau", { zh: "没有这个单位代码。", en: "There is no such bureau." });
  }
  requireWithin(actor, code, isInRegion(actor.bureau, placeOf(found)));
  const isWhole = found.kind === "AUTHORITY" && found.level !== "STREET";
  return { level: isWhole ? (found.level as Region["level"]) : "UNIT", code, line };
}

function requireWithin(actor: Actor, code: string, isWithin: boolean): void {
  if (isWithin || code === actor.bureau.bureau) return;
  throw forbidden({
    zh: "只能统计本单位及下级单位。",
    en: "You count what your bureau and those beneath it have.",
  });
}

function toDueCounts(
  context: RequestContext,
  days: { asOf: string; until: string },
  region: string,
  counts: readonly DueCount[],
): DueCounts {
  const sum = (pick: (one: DueCount) => number): number => counts.reduce((total, one) => total + pick(one), 0);
  const inOrder = [...counts].sort(
    (one, other) =>
      other.overdue - one.overdue ||
      other.dueSoon - one.dueSoon ||
      ((one.bureau ?? "") < (other.bureau ?? "") ? -1 : 1),
  );
  return Object.assign(new DueCounts(), {
    ...days,
    overdue: sum(({ overdue }) => overdue),
    dueSoon: sum(({ dueSoon }) => dueSoon),
    byBureau: inOrder.map(({ bureau, overdue, dueSoon }) =>
      // What the region's own bureaus hold has no authority beneath.
      Object.assign(new DuePart(), { bureau: bureauLoader(context, bureau ?? region), overdue, dueSoon }),
    ),
  });
}
