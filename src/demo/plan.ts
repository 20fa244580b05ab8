import { type RegisterTicketInput, regimeOn } from "../modules/tickets/index.js";
import { chinaDay } from "../platform/clock.js";
import { type Intake, intakes, type Kept, type Target } from "./assignments.js";
import { type Course, type CourseName, courses } from "./courses.js";
import { demoBureaus } from "./demo-bureaus.js";
import { loginAt } from "./demo-people.js";
import type { Matter } from "./matter.js";
import { chooseMatter } from "./matter-choice.js";
import { questions } from "./questions.js";
import { type Random, seededRandom } from "./random.js";
import { inventForeignDivision, inventQuestion, inventRegistration, type Whereabouts } from "./registration.js";
import { type Hand, type StepFacts, type StepName, steps } from "./steps.js";
import { layOut, type TimedStep, type Timing } from "./timing.js";

/** A step of a ticket, by somebody at an instant. */
export interface PlannedStep {
  at: Date;
  login: string;
  step: StepName;
}

/** A ticket of the demo world as it will be registered, and what happens to it up to now. */
export interface PlannedTicket {
  key: string;
  registeredAt: Date;
  /** The login of the operator. */
  operator: string;
  input: RegisterTicketInput;
  steps: readonly PlannedStep[];
  /** The steps of the linked report of mixed material. */
  linkedSteps: readonly PlannedStep[];
  facts: Omit<StepFacts, "originalId">;
  /** The key of the report that this one repeats. */
  original: string | null;
}

/** One ticket to be planned. */
interface Order {
  key: string;
  intake: Intake;
  course: Course;
  target: Target | null;
  whereabouts?: Whereabouts | undefined;
  start: Date | null;
}

const day = 86_400_000;
const orderTwentyStart = Date.parse("2026-03-02T09:30:00+08:00");
/** What opens the document numbers of each bureau. */
const marks = new Map(demoBureaus().map(({ code, mark }) => [code, mark]));

/**
 * Plans the tickets of the demo world: always the same ones, laid out in the two months up to now.
 *
 * @returns those of each bureau, and all their steps, lie in the past
 */
export function planTickets(now: Date): PlannedTicket[] {
  const planned = intakes.flatMap((intake, position) => {
    const random = seededRandom(12_315 + position);
    return ordersOf(intake).flatMap((order) => planOrder(order, now, random));
  });
  // A step that lies ahead can only be one of Order 20's tickets on a machine whose clock is set back.
  const isPast = ({ steps: taken, registeredAt }: PlannedTicket) => (taken.at(-1)?.at ?? registeredAt) <= now;
  return planned.filter(isPast);
}

function ordersOf(intake: Intake): Order[] {
  const kept = intake.kept.map(({ course, whereabouts }: Kept) => ({ course, whereabouts, target: null, start: null }));
  const sent = intake.targets.flatMap((target) => target.courses.map((course) => ({ course, target, start: null })));
  const old = (intake.underOrderTwenty ?? []).map(([code, course], position) => ({
    course,
    target: intake.targets.find(({ bureau }) => bureau === code) ?? null,
    start: new Date(orderTwentyStart + position * 4 * day),
  }));
  return [...kept, ...sent, ...old].map((order, position) => ({
    ...order,
    course: courses[order.course as CourseName],
    key: `demo-${intake.bureau}-${position + 1}`,
    intake,
  }));
}

function planOrder(order: Order, now: Date, random: Random): PlannedTicket[] {
  const { course, intake, target, key } = order;
  const timing = layOut(course, order.start, now, random);
  if (course.kind === "CONSULTATION") return [planConsultation(order, timing, random)];
  const { matter, whereabouts } = chooseMatter(
    course.kind,
    target?.isPriceDepartment === true,
    order.whereabouts,
    random,
  );
  const division = divisionFor(whereabouts, target?.divisions ?? intake.divisions, random);
  const isAnonymous = course.kind === "REPORT" && random.fraction() < 0.35;
  const input = inventRegistration(key, { kind: course.kind, matter, whereabouts, division, isAnonymous }, random);
  const planned = assemble(order, input, timing, matter, random);
  if (course.isRepeated !== true) return [course.also === undefined ? planned : withReport(planned)];
  return [earlierReport(order, planned, now, random), { ...planned, original: `${key}-original` }];
}

function planConsultation(order: Order, timing: Timing, random: Random): PlannedTicket {
  const question = random.pick(questions);
  const input = inventQuestion(order.key, question, random);
  const planned = assemble(order, input, timing, null, random, question.answer);
  return order.course.isAnswered === true ? { ...planned, input: { ...input, answer: question.answer } } : planned;
}

function divisionFor(whereabouts: Whereabouts, divisions: readonly string[], random: Random): string {
  if (whereabouts === "OUTSIDE_PROVINCE") return inventForeignDivision(random);
  // 南京市鼓楼区: no bureau of the demo but the province's is competent there.
  return whereabouts === "ELSEWHERE_IN_PROVINCE" ? "320106" : random.pick(divisions);
}

function assemble(
  { key, intake, target }: Order,
  input: RegisterTicketInput,
  timing: Timing,
  matter: Matter | null,
  random: Random,
  answer = "",
): PlannedTicket {
  const formerTarget = intake.targets.find((other) => other !== target && other.isPriceDepartment !== true);
  const facts = {
    target: target?.bureau ?? "",
    formerTarget: formerTarget?.bureau ?? "",
    dispatchReason: target?.dispatchReason ?? (input.kind === "CONSULTATION" ? "咨询事项由该单位主管。" : null),
    regime: regimeOn(timing.registeredAt),
    amount: amountOf(input, random),
    method: matter?.method ?? "",
    answer,
    caseNumber: inventCaseNumber(target?.bureau ?? "", timing.registeredAt, random),
  };
  const hands: Record<Hand, string | undefined> = {
    operator: loginAt(intake.bureau, "OPERATOR"),
    dispatcher: loginAt(intake.bureau, "DISPATCHER"),
    handler: loginAt(facts.target, "HANDLER"),
    formerHandler: loginAt(facts.formerTarget, "HANDLER"),
  };
  const staffed = (list: readonly TimedStep[]): PlannedStep[] =>
    list.map(({ step, at }) => ({ step, at, login: hands[steps[step].by] ?? "" }));
  const planned = { key, registeredAt: timing.registeredAt, operator: hands.operator ?? "", input, facts };
  return submitAtOnce({
    ...planned,
    steps: staffed(timing.steps),
    linkedSteps: staffed(timing.linkedSteps),
    original: null,
  });
}

// Mostly the operator passes the entry on as he registers it; a letter is first entered, then looked through.
function submitAtOnce(planned: PlannedTicket): PlannedTicket {
  const { input, steps: taken, linkedSteps } = planned;
  const isLookedThrough = ["LETTER", "WEB"].includes(input.channel) && linkedSteps.length === 0;
  if (taken[0]?.step !== "submit" || isLookedThrough) return planned;
  return { ...planned, input: { ...input, submit: true }, steps: taken.slice(1), linkedSteps: linkedSteps.slice(1) };
}

/** Invents the number of a case that a bureau files. */
export function inventCaseNumber(bureau: string, registeredAt: Date, random: Random): string {
  return `${marks.get(bureau) ?? ""}案〔${chinaDay(registeredAt).slice(0, 4)}〕第${random.between(11, 480)}号`;
}

/** What is recovered of a complaint, or the fine on a report, in 分. */
export function amountOf({ kind, disputedAmount }: RegisterTicketInput, random: Random): bigint {
  if (kind === "REPORT") return BigInt(random.between(4, 60)) * 50_000n;
  return ((disputedAmount ?? 0n) * BigInt(random.between(5, 10))) / 10n;
}

function withReport(planned: PlannedTicket): PlannedTicket {
  const also = {
    kind: "REPORT" as const,
    issueClass: "FALSE_PUBLICITY",
    facts: "同时举报该店宣传内容与实际不符，请依法查处。",
  };
  return { ...planned, input: { ...planned.input, also } };
}

// The report that another one repeats: the same person about the same respondent, some days before.
function earlierReport(order: Order, repeated: PlannedTicket, now: Date, random: Random): PlannedTicket {
  const start = new Date(repeated.registeredAt.getTime() - random.between(3, 5) * day);
  const key = `${order.key}-original`;
  const timing = layOut(courses.verifying, start, now, random);
  return assemble({ ...order, key }, { ...repeated.input, idempotencyKey: key, submit: false }, timing, null, random);
}
