import { pathOf } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { inLocale, notFound } from "../../platform/errors.js";
import { defineLoader } from "../../platform/loaders.js";
import { isValidOn } from "../jurisdictions/index.js";
import { type ArticleName, findNamedArticles } from "./knowledge.lists.store.js";
import { articlesNamedIn } from "./knowledge.references.js";
import type { DocumentRow, VersionRow } from "./knowledge.store.js";
import { findVersionsOn } from "./knowledge.validity.store.js";
import {
  documentKeyOrNull,
  documentOnText,
  knowledgeDocumentLoader,
  knowledgeVersionLoader,
  toDocument,
  versionKeyText,
  versionOnLoader,
} from "./knowledge.view.js";
import { citationText, meaningOf, renderTemplate } from "./reply.placeholders.js";
import { RepliedArticle, ReplyDraft, ReplyPlaceholderEntry } from "./reply.type.js";

/** The placeholder in the language of a request. */
function toPlaceholderEntry({ locale }: RequestContext, name: string): ReplyPlaceholderEntry {
  return Object.assign(new ReplyPlaceholderEntry(), { name, meaning: inLocale(meaningOf(name), locale) });
}

interface NamedInReply {
  code: string;
  number: number;
  document: DocumentRow;
  version: VersionRow;
  label: string;
}

/**
 * Makes a reply from a template in use (回复草稿). Nothing is sent or kept.
 *
 * @param templateId the global identifier of the template
 * @param values what stands in the place of each placeholder; articles are looked up
 * @param day the day on which articles are to be in force: that of the ticket's receipt, else today
 * @throws NOT_FOUND at `template` for what is not there, no template, or not in use
 */
export async function draftReply(
  context: RequestContext,
  templateId: string,
  values: ReadonlyMap<string, string>,
  day: string,
): Promise<ReplyDraft> {
  const id = documentKeyOrNull(templateId);
  const template = id === null ? null : await knowledgeDocumentLoader(context, id);
  if (template === null || template.kind !== "REPLY_TEMPLATE" || template.row.published === null) {
    throw notFound("template");
  }
  const today = chinaDay(context.clock.now());
  const version = await versionOnLoader(context, documentOnText(template.row.id, today));
  if (version === null) throw notFound("template");
  const key = namedKeyText({ id: template.row.id, number: version.number, day });
  const named = (await namedArticlesLoader(context, key)) ?? [];
  const articles = named.flatMap(({ code, label, number, version: { body } }): [string, string][] => [
    [`article:${code}-${number}`, label],
    [`articleText:${code}-${number}`, body],
  ]);
  const { missing, text } = renderTemplate(version.body, new Map([...values, ...articles]));
  return Object.assign(new ReplyDraft(), {
    ...{ template, text, versionNumber: version.number },
    missing: missing.map((name) => toPlaceholderEntry(context, name)),
    articles: named.map((one) =>
      Object.assign(new RepliedArticle(), {
        document: toDocument(one.document),
        versionNumber: one.version.number,
        label: one.label,
        isInForce: isValidOn(one.version, day),
      }),
    ),
  });
}

interface NamedKey {
  id: string;
  number: number;
  day: string;
}

const namedKeyText = ({ day, id, number }: NamedKey): string => `${versionKeyText(id, number)}@${day}`;

/**
 * Reads the articles that versions of templates name, as they were in force on a day, by the key of the version and the day:
 * once for all tickets of a request.
 */
const namedArticlesLoader = defineLoader<NamedInReply[]>(async (context, keys) => {
  const wanted = keys.map((key) => {
    const [versionKey = "", day = ""] = key.split("@");
    return { key, versionKey, day };
  });
  const versions = await Promise.all(wanted.map(({ versionKey }) => knowledgeVersionLoader(context, versionKey)));
  const names = versions.map((version) => (version === null ? [] : articlesNamedIn(version.body)));
  const days = [...new Set(wanted.map(({ day }) => day))];
  const found = await findNamed(context, names.flat(), days);
  return new Map(
    wanted.map(({ day, key }, position) => [
      key,
      (names[position] ?? []).flatMap((name) => found.get(`${name.code}-${name.number}@${day}`) ?? []),
    ]),
  );
});

async function findNamed(
  context: RequestContext,
  names: readonly ArticleName[],
  days: readonly string[],
): Promise<Map<string, NamedInReply>> {
  if (names.length === 0) return new Map();
  return inScope(context, async (tx) => {
    const found = await findNamedArticles(tx, names, pathOf(actorOf(context).bureau));
    const ids = [...new Set(found.flatMap(({ article, law }) => [article.id, law.id]))];
    const versions = await findVersionsOn(
      tx,
      ids.flatMap((id) => days.map((day) => ({ id, day }))),
    );
    const versionOf = ({ id }: DocumentRow, day: string): VersionRow | undefined =>
      versions.find((one) => one.id === id && one.day === day)?.version;
    return new Map(
      found.flatMap(({ article, law, name }) =>
        days.flatMap((day) => {
          const [version, lawVersion] = [versionOf(article, day), versionOf(law, day)];
          if (version === undefined || lawVersion === undefined) return [];
          const label = citationText(lawVersion.title, name.number);
          return [[`${name.code}-${name.number}@${day}`, { ...name, document: article, version, label }] as const];
        }),
      ),
    );
  });
}
