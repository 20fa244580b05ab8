import {
  anEnum,
  concentrationKey,
  contactPart,
  day,
  facts,
  fresh,
  grouped,
  instant,
  lastVersion,
  type Meaning,
  named,
  number,
  officersWords,
  oneOf,
  oneText,
  ruleVersion,
  text,
  word,
} from "./meanings.js";
import { regionCounted } from "./objects.js";

const attachment = named("Attachment", "id", "OWN");
const call = named("Call", "id", "OWN");
const correction = named("Correction", "id", "OWN");
const dutyNotice = named("DutyNotice", "id", "OWN");
const emergency = named("Emergency", "id", "OWN");
const bulkImport = named("Import", "id", "OWN");
const knowledge = named("KnowledgeDocument", "id", "OWN");
const lawArticle = named("LawArticle", "id", "OWN");
const leave = named("Leave", "id", "OWN");
const person = named("Person", "id", "OWN");
const proposal = named("Proposal", "id", "OWN");
const replyTemplate = named("ReplyTemplate", "id", "OWN");
const shift = named("Shift", "code", "OWN");
const shiftAssignment = named("ShiftAssignment", "id", "OWN");
const shiftSwap = named("ShiftSwap", "id", "OWN");
const mappingName = named("ImportMappingName", "code", "OWN");

// Calls of the centre that are told of again, mostly as they were.
const knownCall = oneText("scene-1", "former-1", "scene-2", "scene-3", "scene-4", "former-2", "former-3", "scene-5");

const objects: Readonly<Record<string, Meaning>> = {
  "Query.attachment.id": attachment,
  "Query.call.id": call,
  "Query.callIntake.id": call,
  "Query.correction.id": correction,
  "Query.emergency.id": emergency,
  "Query.import.id": bulkImport,
  "Query.knowledgeDocument.id": knowledge,
  "Query.proposal.id": proposal,
  "Query.replyPreview.template": replyTemplate,
  "AnswerSourcesInput.template": replyTemplate,
  "AnswerSourcesInput.articles": lawArticle,
  "AnswerSourcesInput.questions": named("KnowledgeQuestion", "id", "OWN"),
  "KnowledgeContentInput.references": lawArticle,
  attachmentId: attachment,
  callId: call,
  "CallInput.callId": oneOf(fresh("KEY"), knownCall, knownCall),
  "Query.callIntake.callId": oneText("call-1", "call-2", "nobody"),
  correctionId: correction,
  documentId: knowledge,
  emergencyId: emergency,
  importId: bulkImport,
  lawId: knowledge,
  leaveId: leave,
  noticeId: dutyNotice,
  otherId: named("Ticket", "id", "OWN"),
  proposalId: proposal,
  swapId: shiftSwap,
  "AskShiftSwapInput.given": shiftAssignment,
  "Query.shiftSwapCandidates.given": shiftAssignment,
  "AskShiftSwapInput.taken": shiftAssignment,
  "AskShiftSwapInput.asked": person,
  "AssignShiftInput.people": person,
  "AssignShiftInput.shift": shift,
  "AssignmentReferenceInput.assignmentId": shiftAssignment,
  "EndShiftInput.code": shift,
  "SetShiftInput.code": oneOf(fresh("CODE"), shift),
  "Query.shiftVersions.code": shift,
  "RemoveImportMappingInput.name": mappingName,
  "SaveImportMappingInput.name": oneOf(fresh("WORD"), mappingName),
  "CheckImportInput.mappingName": mappingName,
  "Query.importMappings.name": mappingName,
  "Query.concentrationTickets.key": concentrationKey,
};

const versions: Readonly<Record<string, Meaning>> = {
  "AssignmentReferenceInput.version": lastVersion,
  otherVersion: lastVersion,
  "SetRosterRulesInput.version": ruleVersion("RosterRules"),
  "SetStaffingRuleInput.version": ruleVersion("StaffingRule"),
};

const calls: Readonly<Record<string, Meaning>> = {
  source: oneText("exchange", "exchange", "pbx-2"),
  operatorNumber: oneText("5001", "5002", "5003"),
  queue: oneText("投诉举报", "咨询"),
  operators: oneText("5001", "5002"),
  queues: oneText("投诉举报", "咨询"),
  "CallInput.caller": contactPart("phone"),
  "CallInput.outcome": anEnum("WAITING", "ANSWERED", "ABANDONED", "WAITING", "VOID"),
  "CallInput.offeredAt": instant(-2, -3, -30, -1),
  "CallInput.answeredAt": instant(-0.9, -0.8),
  "CallInput.endedAt": instant(-0.7, -0.1),
  "CallInput.changedAt": instant(-0.1, -0.5),
  "CallInput.revision": number(1, 0, 2, 7),
  "CallInput.talkingSeconds": number(60, 0, 100_000),
  "CallInput.waitingSeconds": number(12, 0, 100_000),
  "SeatInput.since": instant(-0.1, -0.2, -1, 1),
  "CallFilter.from": day(-30, 0, -1),
  "CallFilter.until": day(0, 1, -1),
  minimumTalkingSeconds: number(60, 0, 100_000),
  minimumWaitingSeconds: number(10, 0, 100_000),
  "RevealCallerInput.purpose": word("CONTACT_PURPOSE"),
};

const shifts: Readonly<Record<string, Meaning>> = {
  "AssignShiftInput.days": day(25, 30, 41, 52, 63, 74, 85, 96, 107, 118, 129, 140, 151, 162, 173, -5),
  "CopyRosterInput.from": day(0, 3, 10, 25),
  "CopyRosterInput.to": day(6, 9, 16, 31),
  "CopyRosterInput.target": day(40, 47, 61, 82, 103, 5),
  "DayPeriodInput.from": day(180, 200, 220, 240),
  "DayPeriodInput.to": day(181, 201, 240, 260),
  "AskLeaveInput.firstDay": day(20, 5, 300),
  "AskLeaveInput.lastDay": day(301, 21, 300),
  "Query.leaves.on": day(0, 20, 5),
  "Query.myShifts.from": day(0, -10, 3),
  "Query.myShifts.to": day(20, 30, 400),
  "Query.onDuty.at": instant(0, 10, 30, -24),
  "Query.roster.from": day(0, -5, 3),
  "Query.roster.to": day(10, 20, 3),
  "Query.rosterChanges.from": day(0, -5, 3),
  "Query.rosterChanges.to": day(20, 30, 3),
  "Query.shifts.on": day(0, 10, 400),
  "PublishRosterInput.from": day(0, 20, 30),
  "PublishRosterInput.to": day(40, 60, 30, 90),
  "SetShiftInput.startTime": oneText("08:00", "09:30", "00:00", "20:30", "8"),
  "SetShiftInput.endTime": oneText("18:00", "23:00", "21:00", "24:00", "07:30"),
  "SetShiftInput.breakMinutes": number(30, 0, 60),
  "SetShiftInput.plannedHeads": number(2, 0, 500, 501),
  "SetShiftInput.weekdays": number(1, 2, 3, 4, 5, 6, 7),
  workTelephone: oneText("0550-3021234-801", "138-0000-0001", "119"),
  acknowledgeMinutes: number(15, 1, 240, 0),
  leastRestMinutes: number(480, 0, 1440),
  mostWeekHours: number(60, 40, 168, 7),
};

const staffing: Readonly<Record<string, Meaning>> = {
  "StaffingAdviceInput.day": day(1, 0, 7, 30, -1),
  "StaffingAdviceInput.weeks": number(8, 4, 1, 52, 53),
  "StaffingAdviceInput.surgeFactor": number(1, 6, 0.5, 100),
  "StaffingTargetInput.percent": number(80, 95, 0, 100),
  "StaffingTargetInput.seconds": number(20, 15, 0),
  afterCallSeconds: number(30, 0, 600),
  seats: number(20, 1, 5000),
  shrinkagePercent: number(20, 0, 80, 81),
  targetPercent: number(80, 95, 50),
  targetSeconds: number(20, 15, 10),
};

const knowledgeSlots: Readonly<Record<string, Meaning>> = {
  "DraftKnowledgeInput.kind": anEnum("QUESTION", "LAW", "REPLY_TEMPLATE", "LAW"),
  "DraftKnowledgeInput.code": fresh("CODE"),
  articleNumber: number(1, 2, 99, 0),
  "DraftedArticleInput.number": number(1, 2, 3, 4, 5),
  "KnowledgeContentInput.title": text,
  "KnowledgeContentInput.validFrom": day(0, -30, 30),
  "KnowledgeContentInput.validTo": day(400, 800),
  "KnowledgeDocument.difference.from": number(1, 2),
  "KnowledgeDocument.difference.to": number(2, 1, 3),
  "KnowledgeFilter.inForceOn": day(0, -400, 30),
  keywords: oneText("口罩", "退款", "价格"),
  telephone: oneText("12345", "0512-12345"),
  matter: oneText("WATER_SUPPLY", "HEATING", "water"),
  "Query.law.code": oneText("121", "20", "NO_LAW"),
  "Query.searchKnowledge.text": oneText("退款", "tk", "口罩", "第十五条", "%"),
  "Query.searchKnowledge.on": day(0, -400, 30),
  "ReplyValueInput.name": oneText("contact.salutation", "ticket.number", "respondent.name", "nobody"),
};

const entries: Readonly<Record<string, Meaning>> = {
  "DuplicateContactInput.name": contactPart("name"),
  "DuplicateContactInput.phone": contactPart("phone"),
  "DuplicateContactInput.address": contactPart("address"),
  "DuplicateContactInput.identityNumber": contactPart("identityNumber"),
  "LikelyDuplicatesInput.days": number(90, 30, 366, 0),
  "ConcentrationsInput.region": regionCounted,
  "ConcentrationsInput.from": day(-90, -30, -400),
  "ConcentrationsInput.to": day(0, -1),
  least: number(2, 3, 5, 1),
  "SetEntryRuleInput.rule": anEnum("FACTS_SHORT", "PHONE_FORM", "NAME_FORM"),
  "RemoveEntryRuleInput.rule": anEnum("FACTS_SHORT", "PHONE_FORM", "NAME_FORM"),
  "SetEntryRuleInput.effect": anEnum("WARN", "OFF"),
  "SetEntryRuleInput.words": oneText("某店", "有关部门"),
  "Query.entryQuality.from": day(-30, 0, -1),
  "Query.entryQuality.to": day(0, 1, -40),
  "ReviewPersonalDataInput.passage": oneText("口罩", "太贵", "药房"),
  "ReviewPersonalDataInput.findId": oneText("facts-0-1", "0"),
  "RequestCorrectionInput.fields": anEnum("FACTS", "REQUEST"),
  "RegisterProposalInput.words": facts,
  "ReportProposalInput.bureau": grouped("ABOVE"),
  "Query.proposalCounts.from": day(-30, -365, 0),
  "Query.proposalCounts.to": day(0, 30, -1),
  "RefuseCorrectionInput.reason": officersWords,
  "RequestCorrectionInput.reason": officersWords,
  "ReviewPersonalDataInput.reason": officersWords,
  "DeclareEmergencyInput.from": day(0, 1, 30),
  "DeclareEmergencyInput.to": day(60, 90, 31),
  "ChangeEmergencyInput.to": day(45, 61, 100, 0),
};

const files: Readonly<Record<string, Meaning>> = {
  "CreateAttachmentLinkInput.purpose": word("CONTACT_PURPOSE"),
  "CreateAttachmentLinkInput.reason": officersWords,
  "RemoveAttachmentInput.reason": officersWords,
  "RequestUploadInput.bytes": number(1000, 1, 5000, 1000, 20_000_000, 1e12, 0.5),
  "RequestUploadInput.fileName": oneText("小票.jpg", "现场.mp4", "小票.jpg", "现场.mp4", "小票.jpg", "../x.jpg"),
  "RequestUploadInput.mediaType": oneText(
    "image/jpeg",
    "video/mp4",
    "image/jpeg",
    "video/mp4",
    "image/jpeg",
    "text/html",
  ),
  "RequestUploadInput.sha256": oneText("a".repeat(64), "a".repeat(63)),
  fileName: oneText("小票.jpg", "旧工单.csv", "../x.jpg"),
  "PrepareImportInput.bytes": number(1000, 1, 100_000, 1e12),
  headerRow: number(1, 2, 50, 0),
  "ImportRuleInput.column": oneText("诉求内容", "类别", "登记时间", "问题类别", "来源渠道"),
  "ImportRuleInput.constant": oneText("投诉", "来访"),
  separators: oneText("、", ","),
};

/** What values mean where calls, shifts, knowledge, files and entries are spoken of. */
export const hotlineMeanings: Readonly<Record<string, Meaning>> = {
  ...objects,
  ...versions,
  ...calls,
  ...shifts,
  ...staffing,
  ...knowledgeSlots,
  ...entries,
  ...files,
};
