import { dayIn } from "./plain-answer.js";
import { plainMeasure } from "./plain-measures.js";
import { isInRegion, keysOf, matches, type PlainQuestion } from "./plain-question.js";
import type { PlainPlace, PlainTicket } from "./plain-tickets.js";

/** How many reports reorganisations moved from one group to another, as the two trees together would tell. */
export interface PlainMove {
  period: number;
  /** The position of the measure. */
  place: number;
  /** The keys of the groups that it joins: those that would give it away. */
  ends: readonly string[];
  reports: number;
}

const pathOf = ({ bureau, city, county }: PlainPlace): string => [bureau, county, city].join(" ");

/** The moves of reports, each from one bureau to another: what somebody gets who asks under either tree and subtracts. */
export function plainMoves(tickets: readonly PlainTicket[], question: PlainQuestion): PlainMove[] {
  if (question.tree === "NOW") return [];
  const [then, now] = (["THEN", "NOW"] as const).map((tree) => ({ ...question, tree })) as [
    PlainQuestion,
    PlainQuestion,
  ];
  const found = new Map<string, PlainMove>();
  const moved = tickets.filter(
    (ticket) => ticket.kind === "REPORT" && pathOf(ticket.before) !== pathOf(ticket.place) && matches(ticket, question),
  );
  const note = (ticket: PlainTicket, period: number, place: number, position: number): void => {
    const { name, version } = question.measures[place] ?? { name: "", version: 0 };
    const side = plainMeasure(name, version, question.view).sides[position];
    const day = side === undefined ? null : dayIn(side, ticket, question, period);
    if (day === null) return;
    const ends = [then, now].map((tree) => (isInRegion(ticket, tree) ? keysOf(ticket, day, period, tree) : null));
    const groups = Math.max(...ends.map((keys) => keys?.length ?? 0));
    for (let at = 0; at < groups; at += 1) {
      const own = ends.map((keys) => keys?.[at] ?? null);
      if (own[0] === own[1]) continue;
      const id = JSON.stringify([period, place, position, pathOf(ticket.before), pathOf(ticket.place), own]);
      const known = found.get(id) ?? { period, place, ends: own.filter((key) => key !== null), reports: 0 };
      found.set(id, { ...known, reports: known.reports + 1 });
    }
  };
  for (const ticket of moved) {
    for (const period of question.periods.keys()) {
      for (const place of question.measures.keys())
        for (const position of [0, 1]) note(ticket, period, place, position);
    }
  }
  return [...found.values()];
}
