import {
  KnowledgeDirectionFieldResolver,
  KnowledgeFieldResolver,
  KnowledgeVersionFieldResolver,
} from "./knowledge.fields.resolver.js";
import { KnowledgeResolver } from "./knowledge.resolver.js";
import { ReplyResolver } from "./reply.resolver.js";
import { KnowledgeSearchResolver } from "./search.resolver.js";

export { type CitedAnswer, citationInsertions, mostSources } from "./citation.js";
export { type CitingTicket, findCitations, type TicketCitationRow } from "./citation.store.js";
export { draftKnowledge } from "./commands/draft-knowledge.js";
export { publishKnowledge } from "./commands/publish-knowledge.js";
export { submitKnowledge } from "./commands/submit-knowledge.js";
export { KnowledgeKindEnum } from "./knowledge.enums.js";
export { knowledgeEventTypes } from "./knowledge.events.js";
export { KnowledgeDocument, KnowledgeVersion, knowledgeDocumentType } from "./knowledge.type.js";
export {
  documentIdOf,
  knowledgeDocumentLoader,
  knowledgeNodeReaders,
  knowledgeVersionLoader,
  versionKeyText,
} from "./knowledge.view.js";
export { articleLabel, type KnowledgeKind } from "./knowledge.words.js";
export { loadKnowledge } from "./load-knowledge.js";
export { draftReply } from "./reply.draft.js";
export { AnswerSourcesInput } from "./reply.inputs.js";
export { dayInWords, salutationOf } from "./reply.placeholders.js";
export { valuesOfMoment } from "./reply.preview.js";
export { ReplyDraft } from "./reply.type.js";

/** The resolvers of this module. */
export const knowledgeResolvers = [
  KnowledgeResolver,
  ReplyResolver,
  KnowledgeFieldResolver,
  KnowledgeVersionFieldResolver,
  KnowledgeDirectionFieldResolver,
  KnowledgeSearchResolver,
] as const;
