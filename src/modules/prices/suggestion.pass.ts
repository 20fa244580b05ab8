import { nationCode } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { newId, newRequestId } from "../../platform/ids.js";
import type { LoggedEvent } from "../../platform/live-source.js";
import { type MadeChange, recordingsOf } from "../../platform/record.js";
import { type Writing, write } from "../../platform/writing.store.js";
import { subjectOf, ticketType } from "../changes/index.js";
import { readLog } from "../events/index.js";
import { type DueMoment, definePass, type PassTools } from "../jobs/index.js";
import { keyText, type TicketKey, ticketEventTypes, ticketKeyOfParts } from "../tickets/index.js";
import { priceLine } from "./desk.js";
import { suggestionChange } from "./suggestion.change.js";
import { decideSuggestion, type Made, type Outcome, placeOfMatter, suggestUpon } from "./suggestion.making.js";
import {
  type DeskWords,
  findDeskWords,
  findMatters,
  lockWatermark,
  type Matter,
  moveWatermark,
} from "./suggestion.matter.store.js";
import { lockSuggestionsOf, type SuggestionRow, suggestionInsertion, suggestionUpdate } from "./suggestion.store.js";

/** How many events one transaction looks at. */
const eventsAtOnce = 500;

/** What one run of the pass did. */
export interface SuggestionRun {
  /** How many suggestions were made, changed, moved along with their tickets, or lapsed. */
  written: number;
}

/**
 * Reads what happened to tickets out of the log, from a mark of its own on, and keeps the suggestions in step: what was
 * registered or amended is looked at by the rules, and what was closed or sorted otherwise has none any more. Suggestions
 * and mark are one transaction, so that nothing is passed over or done twice, whoever dies; one process reads at a time.
 */
export const suggestionPass = definePass({
  name: "price-suggestions",
  everyMilliseconds: 1000,
  run: async (tools: PassTools): Promise<SuggestionRun> => {
    const run: SuggestionRun = { written: 0 };
    for (let isMore = true; isMore && !tools.isStopped(); ) {
      const step = await tools.database.asSystem("suggest price cases", (tx) => takeStep(tx, tools));
      run.written += step.written;
      isMore = step.isMore;
    }
    return run;
  },
});

async function takeStep(tx: Transaction, tools: PassTools): Promise<{ written: number; isMore: boolean }> {
  const region = tools.province ?? nationCode;
  const after = await lockWatermark(tx, region);
  if (after === null) return { written: 0, isMore: false };
  const events = await readLog(tx, { after, limit: eventsAtOnce });
  const last = events.at(-1);
  if (last === undefined) return { written: 0, isMore: false };
  const written = await lookAt(tx, happened(events, tools.province), tools.clock.now());
  await moveWatermark(tx, region, last.position);
  return { written, isMore: events.length === eventsAtOnce };
}

/** A ticket to which something happened, and whether its text may be new. */
interface Happened {
  key: TicketKey;
  isNewText: boolean;
}

const newTextTypes: ReadonlySet<string> = new Set([
  ticketEventTypes.REGISTER,
  ticketEventTypes.AMEND,
  ticketEventTypes.CORRECT,
]);

function happened(events: readonly LoggedEvent[], province: string | null): Happened[] {
  const found = new Map<string, Happened>();
  for (const event of events) {
    if (event.subjectType !== ticketType) continue;
    const key = ticketKeyOfParts(subjectOf(event).parts);
    if (key === null || (province !== null && key.province !== province)) continue;
    const before = found.get(keyText(key));
    found.set(keyText(key), { key, isNewText: before?.isNewText === true || newTextTypes.has(event.type) });
  }
  return [...found.values()];
}

async function lookAt(tx: Transaction, tickets: readonly Happened[], at: Date): Promise<number> {
  if (tickets.length === 0) return 0;
  const known = byTicket(
    await lockSuggestionsOf(
      tx,
      tickets.map(({ key }) => key),
    ),
  );
  // Whatever else happens to a ticket matters only where there is a suggestion upon it.
  const wanted = tickets.filter(({ isNewText, key }) => isNewText || known.has(keyText(key)));
  if (wanted.length === 0) return 0;
  const matters = await findMatters(
    tx,
    wanted.map(({ key }) => key),
  );
  const desks = wanted.some(({ isNewText }) => isNewText) ? await findDeskWords(tx) : [];
  const found = new Map(matters.map((matter) => [keyText(matter), matter]));
  // Identifiers grow in the order of the log, which is the order of lists.
  const ids = wanted.map(() => newId(at)).sort();
  const moment = { at, requestId: newRequestId() };
  const planned = wanted.flatMap(({ isNewText, key }, position) => {
    const matter = found.get(keyText(key));
    if (matter === undefined) return [];
    const outcome = outcomeOf(matter, known.get(keyText(key)) ?? [], desks, isNewText);
    return outcome === null ? [] : [planOf(matter, outcome, ids[position] ?? newId(at), moment)];
  });
  const rows = planned.flatMap(({ inserted }) => inserted ?? []);
  await write(tx, [
    suggestionInsertion(rows),
    ...planned.map(({ update }) => update),
    ...recordingsOf(planned.flatMap(({ change }) => change ?? [])),
  ]);
  return planned.length;
}

function outcomeOf(
  matter: Matter,
  known: readonly SuggestionRow[],
  desks: readonly DeskWords[],
  isNewText: boolean,
): Outcome | null {
  return decideSuggestion(matter, known, isNewText ? suggestUpon(matter, desks) : null, isNewText);
}

function byTicket(rows: readonly SuggestionRow[]): Map<string, SuggestionRow[]> {
  const found = new Map<string, SuggestionRow[]>();
  for (const row of rows) {
    const key = keyText({ province: row.province, id: row.ticketId });
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return found;
}

/** What is written of one outcome. */
interface Planned {
  inserted: SuggestionRow | null;
  update: Writing | null;
  /** Where a suggestion moves along with its ticket, nothing is told: the ticket's own event was. */
  change: MadeChange | null;
}

function planOf(matter: Matter, outcome: Outcome, id: string, { at, requestId }: DueMoment): Planned {
  const place = placeOfMatter(matter);
  const by = { actor: { place }, action: "price.platform", at, requestId } as const;
  if (outcome.kind === "MAKE") {
    const row = newSuggestion(matter, outcome.made, id, at);
    return { inserted: row, update: null, change: suggestionChange(row, { ...by, event: "SUGGESTED" }) };
  }
  const changes = changesOf(outcome, matter);
  const after = { ...outcome.suggestion, ...changes };
  const update = suggestionUpdate(outcome.suggestion, changes);
  if (outcome.kind === "MOVE") return { inserted: null, update, change: null };
  const event = outcome.kind === "LAPSE" ? "LAPSED" : "CHANGED";
  return { inserted: null, update, change: suggestionChange(after, { ...by, event }) };
}

function changesOf(outcome: Exclude<Outcome, { kind: "MAKE" }>, matter: Matter): Partial<SuggestionRow> {
  const place = placeOfMatter(matter);
  const version = outcome.suggestion.version + 1;
  if (outcome.kind === "MOVE") return place;
  if (outcome.kind === "LAPSE") return { ...place, state: "LAPSED", version };
  const { rules, topics, words } = outcome.made;
  return { ...place, rules: [...rules], topics: [...topics], words, version };
}

function newSuggestion(matter: Matter, made: Made, id: string, at: Date): SuggestionRow {
  return {
    ...placeOfMatter(matter),
    ...{ id, ticketId: matter.id, line: priceLine, direction: made.direction, state: "OPEN" },
    ...{ rules: [...made.rules], topics: [...made.topics], words: made.words, suggestedAt: at, version: 1 },
    ...{ askedBureau: null, askedBy: null, askedAt: null },
    ...{ decidedBureau: null, decidedBy: null, decidedAt: null, reason: null },
  };
}
