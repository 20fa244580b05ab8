import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { keyOfRespondent } from "../../access/duplicate-matters.js";
import type { PersonName, Unit, World } from "../../world.js";

const statisticsDocument = `query ($question: StatisticsQuestion!) {
  statistics(question: $question) { total { drillToken } rows { drillToken } } }`;

interface Counted {
  statistics: { total: { drillToken: string | null }; rows: { drillToken: string | null }[] };
}

// Those whose bureaus ask the statistics in the run.
const counting: readonly (readonly [Unit, PersonName])[] = [
  ["province", "province.analyst"],
  ["cityA", "cityA.head"],
  ["cityACentre", "cityACentre.dispatcher"],
  ["cityAPrice", "cityAPrice.priceSupervisor"],
  ["countyA1", "countyA1.head"],
];

/** The tokens of some numbers of a province, each with the bureau that it was given to. */
export async function drillTokensOf(world: World): Promise<(readonly [bureau: string, token: string])[]> {
  const measures = ["RECEIVED", "CLOSED", "CLOSURE_RATE", "DISPUTED_AMOUNT", "HOURS_TO_CLOSING"];
  const to = chinaDay(systemClock.now());
  const period = { from: "2020-01-01", to };
  const ofTickets = { measures, dimensions: ["KIND"], period };
  const ofCalls = { measures: ["CALLS_OFFERED", "CONNECTION_RATE", "LONGEST_CALL"], dimensions: ["WEEKDAY"], period };
  const found: (readonly [string, string])[] = [];
  // A department has a business line, which calls have not.
  const asked = counting.flatMap(([unit, name]) => {
    const questions = unit === "cityAPrice" ? [ofTickets] : [ofTickets, ofCalls];
    return questions.map((question) => ({ unit, name, question }));
  });
  for (const { name, question, unit } of asked) {
    const { statistics } = await world.as(name).ask<Counted>(statisticsDocument, { question });
    for (const { drillToken } of [statistics.total, ...statistics.rows]) {
      if (drillToken !== null) found.push([world.code[unit], drillToken]);
    }
  }
  return found;
}

/** The keys of the tickets of a province against one respondent, each with the bureau that it was given to. */
export function concentrationKeysOf(world: World): Promise<(readonly [bureau: string, key: string])[]> {
  const units: readonly Unit[] = ["province", "cityA", "cityACentre", "countyA1", "cityB"];
  return Promise.all(
    units.map(async (unit) => [world.code[unit], await keyOfRespondent(world.code[unit], "平安大药房")] as const),
  );
}

const reportDocument = `mutation ($input: PrepareReportInput!) {
  prepareReport(input: $input) { report { id } } }`;

/** Prepares reports by the wording that is shipped, with all its tables, at the bureaus that read reports in the run. */
export async function prepareReports(world: World): Promise<void> {
  const day = chinaDay(systemClock.now());
  for (const name of ["province.analyst", "cityA.head", "countyA1.head"] as const) {
    for (const kind of ["DAILY", "MONTHLY"]) await world.as(name).ask(reportDocument, { input: { kind, day } });
  }
}
