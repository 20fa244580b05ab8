import type { ActingBureau } from "../../platform/actor.js";
import type { LoggedEvent } from "../../platform/live-source.js";
import { ownScopeOf, type Scope, scopeOf } from "../../platform/scope.js";
import { concernsScope } from "../events/index.js";

// What of people, programs and the platform itself changed: a centre reads its own of these alone, though it acts for the
// region of its authority on tickets, and a department has its own whatever its line is.
const administered: ReadonlySet<string> = new Set([
  "Person",
  "RoleHolding",
  "ApiClient",
  "AccessToken",
  "OutsideIssuer",
  "SetAsideJob",
  "Webhook",
]);

// What a bureau keeps for itself, before whoever stands above it too: how its price desk sorts, what it wrote to files
// and in reports, and its rosters with who asks for swaps and leave. A report that was sent is told where it went to.
const keptToItself: ReadonlySet<string> = new Set([
  "Export",
  "Leave",
  "PriceCase",
  "PriceDesk",
  "PriceDigest",
  "Report",
  "Roster",
  "ShiftSwap",
]);

/**
 * Whether webhooks of a bureau are told of events about a type of subject at all, where they are in the sight of the bureau
 * by the places of the log. Pure.
 *
 * SECURITY: narrowed sight: the log is read in the region of a bureau; of what its people would not be shown there nothing is
 * sent. Subscriptions need no such rule, since they read the subject again for each reader.
 */
export function isToldTo(bureau: ActingBureau, event: LoggedEvent): boolean {
  if (keptToItself.has(event.subjectType)) return concernsScope(event, unitOf(scopeOf(bureau)));
  if (!administered.has(event.subjectType)) return true;
  const scope = ownScopeOf(bureau);
  return concernsScope(event, scope.line === null ? scope : unitOf(scope));
}

const unitOf = (scope: Scope): Scope => ({ ...scope, reach: "UNIT", line: null });
