import { dayAfter } from "../modules/calendar/index.js";
import { type RegisterTicketInput, regimeOn } from "../modules/tickets/index.js";
import { centreOf } from "./demo-bureaus.js";
import { loginAt } from "./demo-people.js";
import type { FigureCity, Portion, SubjectName } from "./figures-cities.js";
import { type FigureCourse, figureCourses } from "./figures-courses.js";
import { figureMatters, figureQuestions, type GoodsQuestion } from "./figures-matters.js";
import type { Matter } from "./matter.js";
import { amountOf, inventCaseNumber, type PlannedTicket } from "./plan.js";
import { type Random, seededRandom } from "./random.js";
import { inventQuestion, inventRegistration } from "./registration.js";
import { type Hand, steps } from "./steps.js";
import { layOut } from "./timing.js";

const hour = 3_600_000;

/** Within so many hours of the layout's day a ticket comes that is done on the same day. */
const hoursOfEarlyCalls = 12.8;

/** The key of the first ticket of a city: where it was registered, all of them were. */
export const firstKeyOf = (city: string): string => keyOf(city, 1);

const keyOf = (city: string, position: number): string => `figures-${city}-${position}`;

/** A planned ticket of a city, and whether the city supervises it. */
export interface PlannedFigure extends PlannedTicket {
  isSupervised: boolean;
}

/**
 * Plans the tickets of a city that show what its centre published: the same ones each time, in the order of their
 * registration.
 */
export function planFigures(city: FigureCity): PlannedFigure[] {
  const random = seededRandom(Number(city.code));
  return city.portions
    .flatMap((portion) => daysOf(portion).map((day) => ({ portion, day })))
    .map(({ portion, day }, position) => planTicket(city, portion, day, position, random))
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

function planTicket(
  { code, counties }: FigureCity,
  { about, courses }: Portion,
  day: string,
  position: number,
  random: Random,
): PlannedFigure {
  const name = courses[position % courses.length] ?? "answered";
  const course: FigureCourse = figureCourses[name];
  const hours = (course.isOfOneDay === true ? hoursOfEarlyCalls : 24) * random.fraction();
  const start = new Date(Date.parse(`${day}T00:00:00+08:00`) + hours * hour);
  // Every ticket is of the past: no day but the present one is laid out otherwise.
  const { registeredAt, steps: timed } = layOut(course, start, new Date(0), random);
  const target = random.pick(counties);
  const key = keyOf(code, position + 1);
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
