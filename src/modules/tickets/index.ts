import type { NodeReader } from "../../platform/relay.type.js";
import { AnnouncementResolver } from "./announcement.resolver.js";
import { recountQueue } from "./commands/recount-deadlines.js";
import { ComplaintResolver } from "./complaint.resolver.js";
import { DueResolver } from "./due.resolver.js";
import { EntryCheckResolver, RegistrationCheckResolver, TicketEntryCheckResolver } from "./entry-check.resolver.js";
import { HandlingResolver } from "./handling.resolver.js";
import { IntakeResolver } from "./intake.resolver.js";
import { PersonalDataResolver } from "./personal-data.resolver.js";
import { CallTicketResolver, TicketCallResolver } from "./ticket.calls.resolver.js";
import { ExtractedRespondentFieldResolver, TicketExtractFieldResolver } from "./ticket.extract.resolver.js";
import { TicketFieldResolver } from "./ticket.fields.resolver.js";
import { TicketCitationResolver, TicketReplyResolver } from "./ticket.reply.resolver.js";
import { TicketQueryResolver, ticketNodeReader } from "./ticket.resolver.js";

export { EntryAmendment } from "./amendment.inputs.js";
export { acceptComplaint } from "./commands/accept-complaint.js";
export { amendTicket } from "./commands/amend-ticket.js";
export { answerConsultation } from "./commands/answer-consultation.js";
export { archiveTicket } from "./commands/archive-ticket.js";
export { closeTicket } from "./commands/close-ticket.js";
export { declineCase } from "./commands/decline-case.js";
export { dispatchTicket } from "./commands/dispatch-ticket.js";
export { escalateConsultation } from "./commands/escalate-consultation.js";
export { fileCase } from "./commands/file-case.js";
export { finishTesting } from "./commands/finish-testing.js";
export { giveFeedback } from "./commands/give-feedback.js";
export { markDuplicate } from "./commands/mark-duplicate.js";
export { receiveMaterials } from "./commands/receive-materials.js";
export { reclassifyTicket } from "./commands/reclassify-ticket.js";
export { referReport } from "./commands/refer-report.js";
export { refuseComplaint } from "./commands/refuse-complaint.js";
export { registerTicket } from "./commands/register-ticket.js";
export { requestMaterials } from "./commands/request-materials.js";
export { resumeMediation } from "./commands/resume-mediation.js";
export { returnToOperator } from "./commands/return-to-operator.js";
export { setTracing } from "./commands/set-tracing.js";
export { settleComplaint } from "./commands/settle-complaint.js";
export { signTicket } from "./commands/sign-ticket.js";
export { splitTicket } from "./commands/split-ticket.js";
export { startCheck } from "./commands/start-check.js";
export { startMediation } from "./commands/start-mediation.js";
export { startTesting } from "./commands/start-testing.js";
export { startVerification } from "./commands/start-verification.js";
export { submitTicket } from "./commands/submit-ticket.js";
export { suspendMediation } from "./commands/suspend-mediation.js";
export { terminateMediation } from "./commands/terminate-mediation.js";
export { creditCodeCheckCharacter, isValidCreditCode } from "./credit-code.js";
export { type DispatchRow, dispatchInsertion, findDispatches, returnUpdate } from "./dispatch.store.js";
export { ContactInput } from "./parties.inputs.js";
export { lockFreeTickets } from "./recount.store.js";
export type { RegisterTicketInput } from "./registration.inputs.js";
export { ReturnTicketInput } from "./review.inputs.js";
export { type Advice, adviseAll, type Matter } from "./ticket.advice.js";
export { amendedFields, planAmendment } from "./ticket.amendment.js";
export { type OldTicket, readBulkRules, writeOldTickets } from "./ticket.bulk.js";
export { deleteUntouchedTickets, findTakenNumbers, refreshTicketEstimates } from "./ticket.bulk.store.js";
export {
  type Change,
  checkRemark,
  type Detail,
  decide,
  edgeThrough,
  findAndLock,
  found,
  longestRemark,
  permittedVerbs,
  placeOfTicket,
  planStep,
  type Step,
  type SystemChange,
  subjectOfTicket,
  type TicketReference,
} from "./ticket.change.js";
export { isCode } from "./ticket.codes.js";
export { unknownJurisdiction } from "./ticket.competence.js";
export {
  branchesOf,
  conditionsOf,
  likenessOfList,
  listValues,
  type TicketConditions,
  type TicketView,
} from "./ticket.conditions.store.js";
export { type Contact, isConfidentialFor, maskText, noContact, openContact } from "./ticket.contact.js";
export { deadlinesOf, deadlinesOfOld } from "./ticket.deadlines.js";
export { TicketStateEnum, TicketViewEnum } from "./ticket.enums.js";
export { ticketEventTypes } from "./ticket.events.js";
export { maskAbout, maskAboutAll, readExtract } from "./ticket.extract.js";
export {
  TicketExtract,
  type TicketExtractPart,
  TicketExtractPartEnum,
  ticketExtractParts,
} from "./ticket.extract.type.js";
export { type DerivedFacts, type FactRow, type FactSource, factSources, factsOf } from "./ticket.facts.js";
export { gradeFact, supervisedFacts, writeFacts } from "./ticket.facts.store.js";
export { TicketFilter } from "./ticket.filter.inputs.js";
export { ticketIdOf, ticketKeyOf, ticketKeyOfParts } from "./ticket.key.js";
export { comparedName, type LikenessKeys, likenessKeys, likenessOf } from "./ticket.likeness.js";
export { missingLikenessWriting } from "./ticket.likeness.store.js";
export { likenessBands, likenessPairs } from "./ticket.likeness.text.js";
export { readConditions } from "./ticket.list.js";
export { type Notice, type NoticeKind, notices, noticesOf } from "./ticket.notices.js";
export { findParts, findTimelineOf, type TicketParts } from "./ticket.parts.store.js";
export { checkReason } from "./ticket.reasons.js";
export { isOwnAuthority, openDispatch } from "./ticket.receipt.js";
export { regimeOn } from "./ticket.regime.js";
export { toContact } from "./ticket.registration.js";
export {
  likenessOf as likenessOfScope,
  placedScopeCondition,
  scopeBranches,
  scopeValues,
} from "./ticket.scope.store.js";
export { countSearch, searchTicketKeys } from "./ticket.search.store.js";
export { takeStep, writeChanges } from "./ticket.steps.js";
export {
  findTickets,
  holdTickets,
  keyFromText,
  keyText,
  lockTicket,
  type TicketChanges,
  type TicketKey,
  type TicketRow,
} from "./ticket.store.js";
export { planTakeover } from "./ticket.takeover.js";
export { termOf } from "./ticket.terms.js";
export { Term, Ticket, TicketConnection, TicketPayload } from "./ticket.type.js";
export { textsLoader, ticketLoader, toPayload, toTicket } from "./ticket.view.js";
export { witnessesOf } from "./ticket.witnesses.js";
export {
  finishedStates,
  type TicketKind,
  type TicketState,
  type TicketVerb,
  ticketStates,
} from "./ticket.words.js";
export { edges, findEdge } from "./ticket.workflow.js";

/** The resolvers of this module. */
export const ticketResolvers = [
  TicketQueryResolver,
  TicketFieldResolver,
  DueResolver,
  TicketExtractFieldResolver,
  ExtractedRespondentFieldResolver,
  IntakeResolver,
  EntryCheckResolver,
  TicketEntryCheckResolver,
  RegistrationCheckResolver,
  PersonalDataResolver,
  ComplaintResolver,
  HandlingResolver,
  AnnouncementResolver,
  CallTicketResolver,
  TicketCallResolver,
  TicketReplyResolver,
  TicketCitationResolver,
] as const;

/** The queues of this module. */
export const ticketQueues = [recountQueue] as const;

/** How the nodes of this module are read again by their global identifiers. */
export const ticketNodeReaders: Record<string, NodeReader> = { Ticket: ticketNodeReader };
