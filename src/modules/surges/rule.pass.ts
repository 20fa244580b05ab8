import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { type Writing, write } from "../../platform/writing.store.js";
import { currentCalendar, type WorkingCalendar } from "../calendar/index.js";
import { type DueMoment, defineDuePass } from "../jobs/index.js";
import { findBureaus } from "../jurisdictions/index.js";
import { stepWritings } from "./alert.steps.js";
import { type AlertRow, lockLatestAlertsOf } from "./alert.store.js";
import { countOn, evaluateBaseline, readSeries } from "./baseline.js";
import { type SurgeRule as DetectionRule, type Evaluation, evaluateThreshold, lifePolicy } from "./detection/index.js";
import { lookAt } from "./looking.js";
import { detectionRuleOf } from "./rule.check.js";
import { claimDueRules, lockRuleThatIsOn, type RuleRow, ruleLook } from "./rule.store.js";
import type { SurgeGrouping } from "./rule.words.js";
import { keyIn, levelOf, narrowed, samenessOf, type Watched, watchedOf } from "./watched.js";
import { findSought } from "./watched.store.js";

/** How often a rule is looked at where nothing came in that it watches, in milliseconds: alerts fade and wake by time. */
const idleMilliseconds = 300_000;

/** How many tickets of a window a threshold looks at: the newest. More than that is over any threshold. */
const mostInWindow = 20_000;

const hourMilliseconds = 3_600_000;

interface Look {
  tx: Transaction;
  rule: RuleRow;
  watched: Watched;
  moment: DueMoment;
  calendar: WorkingCalendar;
}

interface Found {
  evaluations: readonly Evaluation[];
  /** What the look leaves of the rule. */
  rule: Partial<RuleRow>;
}

/** Looks at the counts of rules and tells what follows: all that a rule leaves behind commits with its next instant. */
async function handle(tx: Transaction, rules: readonly RuleRow[], moment: DueMoment): Promise<void> {
  const calendar = await currentCalendar(tx);
  const regions = await findBureaus(tx, [...new Set(rules.map(({ region }) => region))]);
  const levels = new Map(regions.map((bureau) => [bureau.code, levelOf(bureau)]));
  const writings: (Writing | null)[] = [];
  // One after the other: each reads what may be thousands of tickets, and a transaction has one connection.
  for (const rule of rules) {
    const watched = watchedOf(rule, levels.get(rule.region) ?? "UNIT");
    writings.push(...(await writingsOfLook({ tx, rule, watched, moment, calendar })));
  }
  await write(tx, writings);
}

async function writingsOfLook(look: Look): Promise<readonly (Writing | null)[]> {
  const { moment, rule, tx } = look;
  const { at } = moment;
  const closedSince = new Date(at.getTime() - lifePolicy.reopenHours * hourMilliseconds);
  const latest = latestByKey(rule, await lockLatestAlertsOf(tx, rule, closedSince));
  const detection = detectionRuleOf(rule);
  const found = await evaluate(look, detection, latest);
  const looked = lookAt(rule, latest, found.evaluations);
  const next = found.rule.lookAt ?? new Date(at.getTime() + idleMilliseconds);
  return [
    ...stepWritings(looked.steps, moment),
    ...looked.figures,
    ruleLook(rule, { lookedAt: at, lookAt: next, ...found.rule }),
  ];
}

/** The latest alerts of what the rule watches today; those of what it watched before it was changed are its no more. */
function latestByKey(rule: RuleRow, rows: readonly AlertRow[]): Map<string, AlertRow> {
  const groupedBy = rule.groupedBy as SurgeGrouping;
  const keyed = rows.map((row): [string, AlertRow] => [keyIn(row, groupedBy), row]);
  return new Map(keyed.filter(([key, { sameness }]) => samenessOf(narrowed(rule, groupedBy, key)) === sameness));
}

async function evaluate(look: Look, detection: DetectionRule, latest: ReadonlyMap<string, AlertRow>): Promise<Found> {
  const { calendar, moment, rule, tx, watched } = look;
  const { at } = moment;
  if (detection.kind === "THRESHOLD") {
    const from = new Date(at.getTime() - detection.windowHours * hourMilliseconds);
    const sought = { watched, groupedBy: rule.groupedBy as SurgeGrouping, from, to: at };
    const facts = (await findSought(tx, sought, mostInWindow)).map(({ county, id, key, receivedAt }) => {
      return { id, at: receivedAt, county, product: key, respondent: "" };
    });
    return { evaluations: evaluateThreshold(facts, detection, at, [...latest.keys()]), rule: {} };
  }
  const counted = await countOn(tx, rule, watched, at);
  if (counted.countedUntil !== null && counted.countedUntil < chinaDay(at)) {
    return { evaluations: [], rule: { ...counted, lookAt: at } };
  }
  const series = await readSeries(tx, { ...rule, ...counted }, at);
  const open = [...latest].map(([key, { openedAt, state }]): [string, Date | null] => [
    key,
    state === "CLOSED" ? null : openedAt,
  ]);
  const evaluations = evaluateBaseline({ series, rule: detection, at, calendar, watched: new Map(open) });
  return { evaluations, rule: counted };
}

const dayMilliseconds = 86_400_000;

/**
 * The pass that looks at the counts of rules: of those whose tickets came in at once, of all others every few minutes. The
 * steps of alerts, their history and events, and the next look commit together, so nothing is told twice whichever process
 * dies; the row of the rule is locked meanwhile, so that one process looks at it.
 */
export const surgeRulesPass = defineDuePass<RuleRow, { province: string; id: string; bureau: string }>({
  name: "surge-rules",
  everyMilliseconds: 5000,
  batchSize: 20,
  claim: claimDueRules,
  handle,
  park: (tx, rule) => {
    const later = new Date((rule.lookAt ?? rule.changedAt).getTime() + dayMilliseconds);
    return write(tx, [ruleLook(rule, { lookAt: later })]);
  },
  payloadOf: ({ bureau, id, province }) => ({ province, id, bureau }),
  bureauOf: ({ bureau }) => bureau,
  find: (tx, key) => lockRuleThatIsOn(tx, key),
});
