import type { BilingualText } from "../../platform/actor.js";
import type { FieldProblem } from "../../platform/errors.js";
import type { MergePlan, Outcome, Plan, Situation, SplitPlan, Touched } from "./plan.js";
import { checkPlan } from "./plan-checks.js";
import {
  type BureauPeriodRow,
  type CoverageRow,
  childrenOf,
  coverageOn,
  type Damage,
  damageOf,
  type History,
  treeOn,
} from "./tree.js";

/** Ends what is in force on a day; something that began that very day never was. */
function ended<Row extends { validFrom: string; validTo: string | null }>(row: Row, on: string): Row[] {
  return row.validFrom === on ? [] : [{ ...row, validTo: on }];
}

type Change = (period: BureauPeriodRow) => Partial<BureauPeriodRow> | "END" | null;

function changePeriods(history: History, on: string, change: Change): BureauPeriodRow[] {
  return history.periods.flatMap((period) => {
    const isInForce = period.validFrom <= on && (period.validTo === null || on < period.validTo);
    const wanted = isInForce ? change(period) : null;
    if (wanted === null) return [period];
    if (wanted === "END") return ended(period, on);
    return [...ended(period, on), { ...period, ...wanted, validFrom: on }];
  });
}

/**
 * Hands divisions on from a day on.
 *
 * @param next answers the code of the bureau to which a coverage in force goes over; null when it stays
 */
export function changeCoverages(
  history: History,
  on: string,
  next: (coverage: CoverageRow) => string | null,
): CoverageRow[] {
  return history.coverages.flatMap((coverage) => {
    const isInForce = coverage.validFrom <= on && (coverage.validTo === null || on < coverage.validTo);
    const bureau = isInForce ? next(coverage) : null;
    return bureau === null ? [coverage] : [...ended(coverage, on), { ...coverage, bureau, validFrom: on }];
  });
}

function merged(plan: MergePlan, history: History, on: string): History {
  const from = new Set(plan.from);
  return {
    ...history,
    periods: changePeriods(history, on, ({ bureau, parent }) => {
      if (from.has(bureau)) return "END";
      return parent !== null && from.has(parent) ? { parent: plan.into } : null;
    }),
    coverages: changeCoverages(history, on, ({ bureau }) => (from.has(bureau) ? plan.into : null)),
  };
}

function split(plan: SplitPlan, history: History, on: string): History {
  const facts = history.facts.get(plan.bureau);
  const parent = treeOn(history, on).get(plan.bureau)?.parent ?? null;
  if (facts === undefined) return history;
  const newOwner = new Map(plan.newBureaus.flatMap(({ code, divisions }) => divisions.map((one) => [one, code])));
  const began = plan.newBureaus.map(({ code, name }) => ({ bureau: code, name, parent, validFrom: on, validTo: null }));
  return {
    facts: new Map([...history.facts, ...plan.newBureaus.map(({ code }) => [code, { ...facts, code }] as const)]),
    periods: [...history.periods, ...began],
    coverages: changeCoverages(history, on, ({ bureau, division }) =>
      bureau === plan.bureau ? (newOwner.get(division) ?? null) : null,
    ),
  };
}

function changed(plan: Plan, history: History, on: string): History {
  switch (plan.kind) {
    case "RENAME":
      return {
        ...history,
        periods: changePeriods(history, on, ({ bureau }) => (bureau === plan.bureau ? { name: plan.name } : null)),
      };
    case "MOVE":
      return {
        ...history,
        periods: changePeriods(history, on, ({ bureau }) =>
          bureau === plan.bureau ? { parent: plan.newParent } : null,
        ),
      };
    case "MERGE":
      return merged(plan, history, on);
    case "SPLIT":
      return split(plan, history, on);
  }
}

/** What a plan changes on its day. A target of a merger counts too: its divisions grow. */
function touchedBy(plan: Plan, history: History, on: string): Touched {
  if (plan.kind === "RENAME" || plan.kind === "MOVE") return { bureaus: [plan.bureau], divisions: [] };
  const covered = [...coverageOn(history, on)];
  if (plan.kind === "SPLIT") {
    return {
      bureaus: [plan.bureau, ...plan.newBureaus.map(({ code }) => code)],
      divisions: plan.newBureaus.flatMap(({ divisions }) => divisions),
    };
  }
  const tree = treeOn(history, on);
  return {
    bureaus: [...plan.from, plan.into, ...plan.from.flatMap((code) => childrenOf(tree, code))],
    divisions: covered.filter(([, bureau]) => plan.from.includes(bureau)).map(([division]) => division),
  };
}

/**
 * Judges a plan and, when nothing stands against it, answers the history with the plan in it. Changes nothing itself.
 *
 * @param on the day on which the plan takes effect; the tree is judged on that day and on every later one
 */
export function decide(situation: Situation, plan: Plan, on: string): Outcome {
  const { history } = situation;
  const touched = touchedBy(plan, history, on);
  const [first, ...rest] = checkPlan(situation, plan, touched, on);
  if (first !== undefined) return { isAccepted: false, problems: [first, ...rest] };
  const after = changed(plan, history, on);
  const [damage] = damageOf(history, after, on);
  if (damage !== undefined) return { isAccepted: false, problems: [damageProblem(plan, damage)] };
  return { isAccepted: true, history: after, touched };
}

/** What a change would break, in words. */
export function damageText(damage: Damage): BilingualText {
  if (damage.fault === "UNCOVERED") {
    return {
      zh: `按此方案，${damage.day} 起区划 ${damage.division} 将没有管辖单位。`,
      en: `From ${damage.day} the division ${damage.division} would be left without a bureau.`,
    };
  }
  return {
    zh: `按此方案，${damage.day} 起单位 ${damage.bureau} 在单位树中的位置将不成立（${damage.fault}）；可能与另一项已计划的调整有关。`,
    en: `From ${damage.day} the bureau ${damage.bureau} would have no sound place in the tree (${damage.fault}); another planned change may depend on it.`,
  };
}

function damageProblem(plan: Plan, damage: Damage): FieldProblem {
  return { field: plan.kind === "MERGE" ? "from" : "bureau", message: damageText(damage) };
}

/**
 * Takes a planned reorganisation out of the history again. Nothing else can have changed what it touched, because a
 * second planned change for the same bureau is refused.
 *
 * @returns the history without the plan, or the damage that this would do to other plans
 */
export function withdraw(
  history: History,
  touched: Touched,
  on: string,
): { isAccepted: true; history: History } | { isAccepted: false; message: BilingualText } {
  const bureaus = new Set(touched.bureaus);
  const divisions = new Set(touched.divisions);
  const restored = <Row extends { validFrom: string; validTo: string | null }>(row: Row): Row[] => {
    if (row.validFrom === on) return [];
    return [row.validTo === on ? { ...row, validTo: null } : row];
  };
  const after = {
    ...history,
    periods: history.periods.flatMap((row) => (bureaus.has(row.bureau) ? restored(row) : [row])),
    coverages: history.coverages.flatMap((row) => (divisions.has(row.division) ? restored(row) : [row])),
  };
  const [damage] = damageOf(history, after, on);
  return damage === undefined
    ? { isAccepted: true, history: after }
    : { isAccepted: false, message: damageText(damage) };
}
