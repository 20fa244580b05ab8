import { nationCode } from "../../platform/actor.js";
import type { LoggedEvent, Witness } from "../../platform/live-source.js";
import type { Scope } from "../../platform/scope.js";

/**
 * The keys under which a scope is told of events: one for its region, its unit, or its line of a region. An event is in its
 * sight when they have a key in common; the row policies of the log say the same in SQL.
 */
export function sightKeys(scope: Scope): string[] {
  if (scope.line !== null) return [lineKey(scope.region, scope.line), unitKey(scope.bureau)];
  return [scope.reach === "UNIT" ? unitKey(scope.bureau) : regionKey(scope.region)];
}

/** The keys of an event: whoever has one of them sees it. */
export function eventKeys({ place, witnesses }: Pick<LoggedEvent, "place" | "witnesses">): Set<string> {
  const keys = new Set<string>();
  addKeys(keys, place);
  for (const witness of witnesses) addKeys(keys, witness);
  return keys;
}

/** Whether an event is in the sight of a scope. */
export function concernsScope(event: Pick<LoggedEvent, "place" | "witnesses">, scope: Scope): boolean {
  const keys = eventKeys(event);
  return sightKeys(scope).some((key) => keys.has(key));
}

function addKeys(keys: Set<string>, { bureau, city, county, line, province }: Witness): void {
  for (const region of [nationCode, province, city, county]) {
    if (region === null) continue;
    keys.add(regionKey(region));
    if (line !== null) keys.add(lineKey(region, line));
  }
  keys.add(unitKey(bureau));
}

const regionKey = (region: string): string => `R:${region}`;
const unitKey = (bureau: string): string => `B:${bureau}`;
const lineKey = (region: string, line: string): string => `L:${region}:${line}`;
