import type { BilingualText } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { personNameLoader } from "../identity/index.js";
import { bureauLoader, bureauNameLoader, onDay } from "../jurisdictions/index.js";
import { maskText } from "./ticket.contact.js";
import type { NoticeKind } from "./ticket.notices.js";
import { codesInNotice, noticeSentenceOf } from "./ticket.notices.text.js";
import type { NoticeRow, TimelineRow } from "./ticket.parts.store.js";
import { keyText, type TicketRow } from "./ticket.store.js";
import { termOf } from "./ticket.terms.js";
import { codesIn, type Names, sentenceOf } from "./ticket.timeline.js";
import { noticesLoader, textsLoader, timelineLoader } from "./ticket.view.js";
import type { TicketVerb } from "./ticket.words.js";
import { TimelineEntry } from "./timeline.type.js";

/** What an entry of a timeline is made of: a step, or what was noted around the ticket. */
interface Told {
  sequence: number | null;
  at: Date;
  verb: TicketVerb | NoticeKind;
  fromState: string | null;
  toState: string;
  bureau: string;
  person: string | null;
  remark: string | null;
  codes: ReturnType<typeof codesIn>;
  sentence(names: Names): BilingualText;
}

const toldByStep = (entry: TimelineRow): Told => ({
  ...entry,
  verb: entry.verb as TicketVerb,
  codes: codesIn(entry),
  sentence: (names) => sentenceOf(entry, names),
});

const toldByNotice = (notice: NoticeRow): Told => ({
  ...notice,
  sequence: null,
  verb: notice.kind as NoticeKind,
  fromState: notice.state,
  toState: notice.state,
  codes: codesInNotice(notice),
  sentence: (names) => noticeSentenceOf(notice, names),
});

/** The timeline of a ticket, oldest first: its steps, and between them what was noted around it. */
export async function readTimeline(context: RequestContext, row: TicketRow): Promise<TimelineEntry[]> {
  const [steps, noted] = await Promise.all([
    timelineLoader(context, keyText(row)),
    noticesLoader(context, keyText(row)),
  ]);
  const told = [...(steps ?? []).map(toldByStep), ...(noted ?? []).map(toldByNotice)];
  // The sort is stable: a step comes before what was noted in its instant.
  const inOrder = told.sort((one, other) => one.at.getTime() - other.at.getTime());
  return Promise.all(inOrder.map((entry) => toTimelineEntry(context, row, entry)));
}

/**
 * The entry of a timeline of the API, in the language of the request. Bureaus have the names of the day of the entry: a
 * rename does not rewrite what happened before it.
 */
async function toTimelineEntry(context: RequestContext, row: TicketRow, told: Told): Promise<TimelineEntry> {
  const { bureaus, terms } = told.codes;
  const day = chinaDay(told.at);
  const [bureauNames, termNames, person, texts] = await Promise.all([
    Promise.all(
      [told.bureau, ...bureaus].map(
        async (code) => [code, (await bureauNameLoader(context, onDay(code, day))) ?? code] as const,
      ),
    ),
    Promise.all(
      terms.map(async ({ dictionary, code }) => [code, (await termOf(context, row, dictionary, code)).name] as const),
    ),
    told.person === null ? null : personNameLoader(context, told.person),
    told.remark === null ? null : textsLoader(context, keyText(row)),
  ]);
  const [byBureau, byTerm] = [new Map(bureauNames), new Map(termNames)];
  const nameOf = (code: string): string => byBureau.get(code) ?? code;
  const sentence = told.sentence({ bureau: nameOf, term: (code) => byTerm.get(code) ?? code });
  return Object.assign(new TimelineEntry(), {
    sequence: told.sequence,
    at: told.at,
    verb: told.verb,
    fromState: told.fromState,
    toState: told.toState,
    text: inLocale(sentence, context.locale),
    bureau: bureauLoader(context, told.bureau),
    bureauName: nameOf(told.bureau),
    personName: person?.name ?? null,
    remark: told.remark === null || texts === null ? null : maskText(told.remark, texts.contact),
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
