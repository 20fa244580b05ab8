import { type Actor, pathOf } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { newId } from "../../platform/ids.js";
import { startValidation, type Validation } from "../../platform/validation.js";
import type { Writing } from "../../platform/writing.store.js";
import { isValidOn } from "../jurisdictions/index.js";
import { type CitingTicket, citationInsertion, type TicketCitationRow } from "./citation.store.js";
import { checkNumber } from "./knowledge.content.js";
import { type DocumentRow, findDocuments, type VersionRow } from "./knowledge.store.js";
import { findVersionsOn } from "./knowledge.validity.store.js";
import { documentKeyOrNull } from "./knowledge.view.js";
import type { KnowledgeKind } from "./knowledge.words.js";
import type { AnswerSourcesInput } from "./reply.inputs.js";

/** The most articles and questions that one answer names. */
export const mostSources = { articles: 10, questions: 5 } as const;

/** An answer whose sources are kept. */
export interface CitedAnswer {
  /** What the answer names; nothing is kept where it names nothing. */
  sources: AnswerSourcesInput | null | undefined;
  ticket: CitingTicket;
  at: Date;
  /** The day in China on which the ticket was received: an article is to have been in force then. */
  day: string;
  /** Where the sources stand in the input, for errors; "sources" where it is not given. */
  field?: string;
}

interface Named {
  key: string | null;
  kind: KnowledgeKind;
  field: string;
}

/**
 * The writings of what an answer relied on: an article in the version that was in force when the ticket
 * was received, other sources in the version that is in use now. They are to be sent once the
 * ticket is in the database, for the row policy looks at it.
 *
 * @throws INVALID_INPUT for what is not there for the actor, not in use, of another kind, named twice, or too much
 */
export async function citationInsertions(
  tx: Transaction,
  actor: Actor,
  { at, day, field = "sources", sources, ticket }: CitedAnswer,
): Promise<readonly (Writing | null)[]> {
  if (sources == null) return [];
  const check = startValidation();
  checkNumber(check, `${field}.articles`, sources.articles, mostSources.articles);
  checkNumber(check, `${field}.questions`, sources.questions, mostSources.questions);
  check.finish();
  const named = namedIn(sources, field);
  if (named.length === 0) return [];
  const found = await findInUse(tx, actor, named, { today: chinaDay(at), received: day });
  const rows = named.flatMap((one, position) => rowOf(check, found, named, one, position));
  check.finish();
  const by = { citedAt: at, citedBy: actor.person?.id ?? null };
  const place = { province: ticket.province, ticketId: ticket.id };
  return [
    citationInsertion(
      rows.map(({ document, position, version }): TicketCitationRow => {
        const { documentId, kind, number, title } = version;
        const wasInForce = document.kind !== "LAW_ARTICLE" || isValidOn(version, day);
        return { ...place, ...by, id: newId(at), position, documentId, versionNumber: number, kind, title, wasInForce };
      }),
    ),
  ];
}

function namedIn({ articles, questions, template }: AnswerSourcesInput, field: string): Named[] {
  const listed = (name: string, kind: KnowledgeKind, ids: readonly string[] | null | undefined): Named[] =>
    (ids ?? []).map((id, index) => ({ key: documentKeyOrNull(id), kind, field: `${field}.${name}.${index}` }));
  const worded: Named[] =
    template == null ? [] : [{ key: documentKeyOrNull(template), kind: "REPLY_TEMPLATE", field: `${field}.template` }];
  return [...worded, ...listed("articles", "LAW_ARTICLE", articles), ...listed("questions", "QUESTION", questions)];
}

interface InUse {
  document: DocumentRow;
  version: VersionRow;
}

// What bureaus beneath wrote for themselves is seen, and is nothing that an answer of this one may rely on.
async function findInUse(
  tx: Transaction,
  actor: Actor,
  named: readonly Named[],
  days: { today: string; received: string },
): Promise<InUse[]> {
  const keys = named.flatMap(({ key }) => (key === null ? [] : [key]));
  const path = pathOf(actor.bureau);
  const documents = (await findDocuments(tx, keys)).filter(({ bureau }) => path.includes(bureau));
  // The law of the day of receipt; questions and templates as they are now.
  const dayFor = ({ kind }: DocumentRow): string => (kind === "LAW_ARTICLE" ? days.received : days.today);
  const versions = await findVersionsOn(
    tx,
    documents.map((document) => ({ id: document.id, day: dayFor(document) })),
  );
  return documents.flatMap((document) => {
    const found = versions.find(({ id }) => id === document.id);
    return found === undefined ? [] : [{ document, version: found.version }];
  });
}

function rowOf(
  check: Validation,
  found: readonly InUse[],
  named: readonly Named[],
  { field, key, kind }: Named,
  position: number,
): (InUse & { position: number })[] {
  const inUse = found.find(({ document }) => document.id === key && document.kind === kind);
  const isRepeated = key !== null && named.findIndex((one) => one.key === key) !== position;
  if (inUse !== undefined && !isRepeated) return [{ ...inUse, position }];
  check.add(field, {
    zh: isRepeated ? "该依据已列出，不必重复。" : "须为已发布、本单位可用的相应类型的知识条目。",
    en: isRepeated ? "It is named already." : "An entry of this kind that is in use for your bureau is needed.",
  });
  return [];
}
