import { chinaDay } from "../../platform/clock.js";
import type { RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { personNameLoader } from "../identity/index.js";
import { bureauLoader, bureauNameLoader, onDay } from "../jurisdictions/index.js";
import { maskText } from "./ticket.contact.js";
import type { TimelineRow } from "./ticket.parts.store.js";
import { keyText, type TicketRow } from "./ticket.store.js";
import { termOf } from "./ticket.terms.js";
import { codesIn, sentenceOf } from "./ticket.timeline.js";
import { textsLoader, timelineLoader } from "./ticket.view.js";
import type { TicketVerb } from "./ticket.workflow.js";
import { TimelineEntry } from "./timeline.type.js";

/**
 * The entry of a timeline of the API, in the language of the request. Bureaus have the names of the day of the entry: a
 * rename does not rewrite what happened before it.
 */
export async function toTimelineEntry(
  context: RequestContext,
  row: TicketRow,
  entry: TimelineRow,
): Promise<TimelineEntry> {
  const { bureaus, terms } = codesIn(entry);
  const day = chinaDay(entry.at);
  const [bureauNames, termNames, person, texts] = await Promise.all([
    Promise.all(
      [entry.bureau, ...bureaus].map(
        async (code) => [code, (await bureauNameLoader(context, onDay(code, day))) ?? code] as const,
      ),
    ),
    Promise.all(
      terms.map(async ({ dictionary, code }) => [code, (await termOf(context, row, dictionary, code)).name] as const),
    ),
    entry.person === null ? null : personNameLoader(context, entry.person),
    entry.remark === null ? null : textsLoader(context, keyText(row)),
  ]);
  const [byBureau, byTerm] = [new Map(bureauNames), new Map(termNames)];
  const nameOf = (code: string): string => byBureau.get(code) ?? code;
  const sentence = sentenceOf(entry, { bureau: nameOf, term: (code) => byTerm.get(code) ?? code });
  return Object.assign(new TimelineEntry(), {
    sequence: entry.sequence,
    at: entry.at,
    verb: entry.verb,
    fromState: entry.fromState,
    toState: entry.toState,
    text: inLocale(sentence, context.locale),
    bureau: bureauLoader(context, entry.bureau),
    bureauName: nameOf(entry.bureau),
    personName: person?.name ?? null,
    remark: entry.remark === null || texts === null ? null : maskText(entry.remark, texts.contact),
  });
}

/**
 * What the last step of a verb noted under a name, from the timeline of the ticket; undefined where the verb was not taken.
 */
export async function notedBy(
  context: RequestContext,
  row: TicketRow,
  verb: TicketVerb,
  name: string,
): Promise<unknown> {
  const entries = (await timelineLoader(context, keyText(row))) ?? [];
  const entry = entries.findLast((one) => one.verb === verb);
  return (entry?.detail as Readonly<Record<string, unknown>> | undefined)?.[name];
}
