import { dayAfter } from "../modules/calendar/index.js";
import { type RegisterTicketInput, regimeOn } from "../modules/tickets/index.js";
import { centreOf } from "./demo-bureaus.js";
import { loginAt } from "./demo-people.js";
import { type FigureCourse, figureCourses } from "./figures-courses.js";
import { figureMatters, figureQuestions } from "./figures-matters.js";
import type { FigureCity, Portion, SubjectName } from "./figures-portion.js";
import type { Matter } from "./matter.js";
import type { GoodsQuestion } from "./ordinary-matters.js";
import { amountOf, inventCaseNumber, type PlannedTicket } from "./plan.js";
import { type Random, seededRandom } from "./random.js";
import { inventQuestion, inventRegistration } from "./registration.js";
import { type Hand, steps } from "./steps.js";
import { layOut } from "./timing.js";

const hour = 3_600_000;

/** Within so many hours of the layout's day a ticket comes that is done on the same day. */
const hoursOfEarlyCalls = 12.8;

/** The parts of a city's tickets, each of which is loaded once: those of the published figures, and those before them. */
export const figureParts = ["figures", "ordinary"] as const;

/** A part of a city's tickets. */
export type FigurePart = (typeof figureParts)[number];

/** What a part is planned from: its portions, and the seed of its chance. */
const parts = {
  figures: ({ portions, code }: FigureCity) => ({ portions, seed: Number(code) }),
  ordinary: ({ ordinary, code }: FigureCity) => ({ portions: ordinary, seed: Number(code) + 1 }),
} as const satisfies Record<FigurePart, object>;

/** The key of the first ticket of a part: where it was registered, all of them were. */
export const firstKeyOf = (part: FigurePart, city: string): string => keyOf(part, city, 1);

const keyOf = (part: FigurePart, city: string, position: number): string => `${part}-${city}-${position}`;

/** A planned ticket of a city, and whether the city supervises it. */
export interface PlannedFigure extends PlannedTicket {
  isSupervised: boolean;
}

/**
 * Plans the tickets of a city that show what its centre published, or those of the ordinary times before: the same ones each
 * time, in the order of their registration.
 */
export function planFigures(city: FigureCity, part: FigurePart): PlannedFigure[] {
  const { portions, seed } = parts[part](city);
  const random = seededRandom(seed);
  return portions
    .flatMap((portion) => daysOf(portion).map((day) => ({ portion, day })))
    .map(({ portion, day }, position) => {
      return planTicket(city, portion, { day, position, key: keyOf(part, city.code, position + 1) }, random);
    })
    .sort((one, other) => one.registeredAt.getTime() - other.registeredAt.getTime());
}

/** The days of the tickets of a portion, one for each ticket. */
function daysOf({ from, counts }: Portion): string[] {
  let day = from;
  return counts.flatMap((count) => {
    const ofDay = Array.from({ length: count }, () => day);
    day = dayAfter(day);
    return ofDay;
  });
}

/**
 * Where in a distribution over equal parts of a day, by their weights, a fraction of all lies, as a fraction of the day.
 *
 * @param fraction from 0 up to, but not including, 1
 */
export function shareOfDay(weights: readonly number[], fraction: number): number {
  const sought = fraction * weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  for (const [part, weight] of weights.entries()) {
    if (sought < before + weight) return (part + (sought - before) / weight) / weights.length;
    before += weight;
  }
  throw new Error("the weights are all nothing");
}

interface Place {
  key: string;
  day: string;
  position: number;
}

function planTicket(
  { code, counties }: FigureCity,
  { about, courses, hours: weights = [1] }: Portion,
  { day, key, position }: Place,
  random: Random,
): PlannedFigure {
  const name = courses[position % courses.length] ?? "answered";
  const course: FigureCourse = figureCourses[name];
  const hours = (course.isOfOneDay === true ? hoursOfEarlyCalls : 24) * shareOfDay(weights, random.fraction());
  const start = new Date(Date.parse(`${day}T00:00:00+08:00`) + hours * hour);
  // Every ticket is of the past: no day but the present one is laid out otherwise.
  const { registeredAt, steps: timed } = layOut(course, start, new Date(0), random);
  const target = random.pick(counties);
  const subject = subjectOf(about, random);
  const input = inputOf(key, course, subject, target, random);
  const hands: Record<Hand, string | undefined> = {
    operator: loginAt(centreOf(code), "OPERATOR"),
    dispatcher: loginAt(centreOf(code), "DISPATCHER"),
    handler: loginAt(target, "HANDLER"),
    formerHandler: undefined,
  };
  return {
    key,
    registeredAt,
    operator: hands.operator ?? "",
    input,
    steps: timed.map(({ step, at }) => ({ step, at, login: hands[steps[step].by] ?? "" })),
    linkedSteps: [],
    original: null,
    isSupervised: name === "supervised",
    facts: {
      target,
      formerTarget: "",
      dispatchReason: course.kind === "CONSULTATION" ? "咨询事项由该单位主管。" : null,
      regime: regimeOn(registeredAt),
      amount: amountOf(input, random),
      method: "method" in subject ? subject.method : "",
      answer: "answer" in subject ? subject.answer : "",
      caseNumber: inventCaseNumber(target, registeredAt, random),
    },
  };
}

function subjectOf(about: SubjectName, random: Random): Matter | GoodsQuestion {
  return about in figureQuestions
    ? random.pick<GoodsQuestion>(figureQuestions[about as keyof typeof figureQuestions])
    : random.pick<Matter>(figureMatters[about as keyof typeof figureMatters]);
}

function inputOf(
  key: string,
  { kind, isAnonymous, isAnswered }: FigureCourse,
  subject: Matter | GoodsQuestion,
  division: string,
  random: Random,
): RegisterTicketInput {
  if ("answer" in subject) {
    const goods = subject.goodsClass === undefined ? {} : { goodsClass: subject.goodsClass };
    const answer = isAnswered === true ? { answer: subject.answer } : {};
    return { ...inventQuestion(key, subject, random), ...goods, ...answer };
  }
  const place = { whereabouts: "LOCAL", division } as const;
  const registration = { kind, matter: subject, isAnonymous: isAnonymous === true, ...place };
  return { ...inventRegistration(key, registration, random), submit: true };
}
