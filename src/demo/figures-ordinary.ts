import { dayAfter, isStatutoryHoliday, isWorkingDay } from "../modules/calendar/index.js";
import type { Portion } from "./figures-portion.js";
import { type Random, seededRandom } from "./random.js";

const [firstDay, endDay] = ["2019-07-01", "2020-01-24"];

/** About prices come so many reports, and so many consultations, on an average day. */
const reportsPerDay = 3;
const questionsPerDay = 4;

/** How much more or less comes from Monday to Sunday; the weekend is for shopping, and calls are made on the Monday after. */
const weekdayFactors = [1.25, 1.05, 1, 0.95, 1, 0.95, 0.8];

/** On holidays people travel and eat out: car parks, hotels and restaurants are reported. */
const holidayFactor = 1.8;

/** How calls about prices lie in the thirteen hours from eight to nine in the evening: fewer at noon and in the evening. */
const hours = [5, 10, 12, 11, 6, 8, 10, 11, 10, 7, 5, 3, 2];

/** How many come on a day where so many are usual, by Poisson's distribution (Knuth's multiplication of fractions). */
function poisson(mean: number, random: Random): number {
  const least = Math.exp(-mean);
  let count = 0;
  for (let product = random.fraction(); product > least; product *= random.fraction()) count += 1;
  return count;
}

function factorOf(day: string): number {
  if (isStatutoryHoliday(day)) return holidayFactor;
  const weekday = (new Date(day).getUTCDay() + 6) % 7;
  // A weekend that is worked in exchange for a holiday is as any working day.
  return weekday >= 5 && isWorkingDay(day) ? 1 : (weekdayFactors[weekday] ?? 1);
}

function countsOf(perDay: number, random: Random): number[] {
  const counts: number[] = [];
  for (let day = firstDay; day < endDay; day = dayAfter(day)) counts.push(poisson(perDay * factorOf(day), random));
  return counts;
}

/**
 * What Suzhou's centre received about prices before the surge of January 2020, in thirty ordinary weeks: invented, for
 * nothing was published of them. So there is a history to tell what is usual, and the winter days to see that they are.
 */
export function ordinaryOfSuzhou(): Portion[] {
  const random = seededRandom(2019);
  return [
    {
      about: "ordinaryPriceReports",
      courses: ["declined", "declined", "toldOfDecision", "fined"],
      from: firstDay,
      counts: countsOf(reportsPerDay, random),
      hours,
    },
    {
      about: "ordinaryPriceQuestions",
      courses: ["answered"],
      from: firstDay,
      counts: countsOf(questionsPerDay, random),
      hours,
    },
  ];
}
