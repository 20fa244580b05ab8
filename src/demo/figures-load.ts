import type { Actor, Role } from "../platform/actor.js";
import { chinaDay } from "../platform/clock.js";
import { centreOf } from "./demo-bureaus.js";
import { demoPeople } from "./demo-people.js";
import { claimFigures, findRegistered, hasCalls } from "./figures.store.js";
import { callHappenings, figureSource, planCalls } from "./figures-calls-plan.js";
import { figureCities } from "./figures-cities.js";
import { type FigurePart, figureParts, firstKeyOf, type PlannedFigure, planFigures } from "./figures-plan.js";
import type { FigureCity } from "./figures-portion.js";
import { supervisionOf } from "./figures-supervision.js";
import { findActors } from "./load-demo-world.js";
import { type DemoOptions, type Happening, happeningsOf, openStage, play, type Stage } from "./play.js";

/** What was loaded for a city. */
export interface LoadedCity {
  code: string;
  name: string;
  /** How many tickets show its figures, with those of the ordinary times before. */
  tickets: number;
  /** How many calls show what its centre told of them. */
  calls: number;
  /** Whether they, or what an earlier release had not loaded of them, were loaded now, were there already, or are being loaded by somebody else at this moment. */
  standing: "LOADED" | "THERE" | "UNDER_WAY";
}

/**
 * Loads the tickets and calls that show what real centres published: generated ones, recorded and moved on by the real
 * commands as the people of the demo world, at instants of 2019 and 2020. A city is a transaction, loaded as a whole or not at all, and
 * each part of it once; the cities go side by side.
 *
 * SECURITY: for development only; whoever calls this has made sure that it is not production.
 *
 * @param cities those that are loaded; all where left out
 * @returns null where the people of the demo world are not there; nothing is changed then
 */
export async function loadFigures(
  options: DemoOptions,
  cities: readonly FigureCity[] = figureCities,
): Promise<LoadedCity[] | null> {
  const actors = await options.database.asSystem("look for the people of the demo world", findActors);
  if (actors === null) return null;
  // All are waited for, also where one fails: none may go on when the caller closes the database.
  const loaded = await Promise.allSettled(cities.map((city) => loadCity(city, actors, options)));
  return loaded.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}

function loadCity(city: FigureCity, actors: ReadonlyMap<string, Actor>, options: DemoOptions): Promise<LoadedCity> {
  const { code, name } = city;
  const parts = figureParts.map((part) => ({ part, planned: planFigures(city, part) }));
  const told = {
    ...{ code, name, tickets: parts.reduce((sum, { planned }) => sum + planned.length, 0) },
    calls: planCalls(code).reduce((sum, { calls }) => sum + calls.length, 0),
  };
  return options.database.asSystem(`load the figures of ${code}`, async (tx) => {
    if (!(await claimFigures(tx, code))) return { ...told, standing: "UNDER_WAY" };
    const firsts = figureParts.map((part) => firstKeyOf(part, code));
    const there = await findRegistered(tx, centreOf(code), firsts);
    const missing = parts.filter(({ part, planned }) => planned.length > 0 && !there.has(firstKeyOf(part, code)));
    const areCallsMissing = told.calls > 0 && !(await hasCalls(tx, centreOf(code), figureSource));
    if (missing.length === 0 && !areCallsMissing) return { ...told, standing: "THERE" };
    const stage = openStage(tx, actors, options);
    const acts: Act[] = missing.flatMap(({ part, planned }) =>
      actsOf(stage, city, planned).map((act) => ({ part, act })),
    );
    const calls: Act[] = areCallsMissing ? callHappenings(stage, code).map((act) => ({ part: "figures", act })) : [];
    await play(stage, inTurns([...calls, ...acts]));
    return { ...told, standing: "LOADED" };
  });
}

/** What somebody does, and of which part it is. */
interface Act {
  part: FigurePart;
  act: Happening;
}

const actsOf = (stage: Stage, city: FigureCity, planned: readonly PlannedFigure[]): Happening[] => [
  ...planned.flatMap((ticket) => happeningsOf(stage, ticket)),
  ...supervisionOf(stage, city, planned),
];

/** The stretch of days in which each person works in one go: in ordinary times, when little comes in a day, a month. */
const stretchOf: Readonly<Record<FigurePart, (day: string) => string>> = {
  figures: (day) => day,
  ordinary: (day) => `${day.slice(0, 7)}-01`,
};

/** In which order people work in a stretch: what is registered is dispatched, and what is dispatched is handled. */
const turns: readonly Role[] = ["OPERATOR", "DISPATCHER", "SUPERVISOR", "HANDLER"];

/**
 * Stretch after stretch, and in each one person after the other, each in the order of time. So numbers come in the order of
 * registration, and PostgreSQL, which plans its statements anew whenever another role comes along, keeps them for a while:
 * that is most of the time.
 */
function inTurns(acts: readonly Act[]): Happening[] {
  const turnOf = new Map(demoPeople.map(({ login, role }) => [login, turns.indexOf(role)]));
  const keyed = acts.map(({ act, part }) => {
    const { at, login } = act;
    return { act, key: `${stretchOf[part](chinaDay(at))} ${turnOf.get(login)} ${login} ${at.toISOString()}` };
  });
  // By code units: a comparison by language would take longer than many a command.
  return keyed.sort((one, other) => (one.key < other.key ? -1 : Number(one.key > other.key))).map(({ act }) => act);
}
