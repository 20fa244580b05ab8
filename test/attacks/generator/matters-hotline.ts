import { contactBy, contactOfTicket, type Kept, partOfTicket } from "./kept.js";
import type { NamedType, SubjectType } from "./plan.js";

type HotlineType =
  | Extract<
      SubjectType,
      | "Attachment"
      | "Call"
      | "Correction"
      | "DutyNotice"
      | "Emergency"
      | "Import"
      | "KnowledgeDocument"
      | "Leave"
      | "Proposal"
      | "ShiftSwap"
    >
  | NamedType;

const contact = contactBy("ticket_id");

const national = "d.province = '100000' AND d.state = 'PUBLISHED'";

// What the nation published is everybody's: as if each province had it.
const usedOf = (kind: string): string => `(SELECT b.code AS province, d.id, d.version FROM knowledge_documents d
  JOIN bureaus b ON b.level = 'PROVINCE' WHERE d.kind = '${kind}' AND ${national}) AS used`;

const used = (kind: string): Kept => ({
  ...{ table: usedOf(kind), columns: "id, version", isOfProvince: false, named: "KnowledgeDocument" },
});

/** Where what stands before the tickets lies: calls, shifts, knowledge, files, and what is said of entries. */
export const hotlineTables: Readonly<Record<HotlineType, Kept>> = {
  Attachment: { table: "attachments", columns: `${partOfTicket}, version, ${contact}`, isOfProvince: true },
  Call: { table: "calls", columns: "id", isOfProvince: true },
  Correction: { table: "corrections", columns: `${partOfTicket}, version, ${contact}`, isOfProvince: true },
  DutyNotice: { table: "duty_notices", columns: "id, version", isOfProvince: true },
  Emergency: { table: "emergencies", columns: "id, version", isOfProvince: false },
  Import: { table: "imports", columns: "id, version", isOfProvince: true },
  ImportMappingName: { table: "import_mappings", columns: "name AS id, version", isOfProvince: true },
  KnowledgeDocument: { table: "knowledge_documents", columns: "id, version", isOfProvince: false },
  KnowledgeQuestion: used("QUESTION"),
  LawArticle: used("LAW_ARTICLE"),
  Leave: { table: "leaves", columns: "id, version", isOfProvince: true },
  Proposal: { table: "proposals", columns: `id, version, ${contactOfTicket} AS contact`, isOfProvince: true },
  ReplyTemplate: used("REPLY_TEMPLATE"),
  RosterRules: { table: "roster_rules", columns: "bureau AS id, version", isOfProvince: false },
  Shift: { table: "shifts", columns: "code AS id, version", isOfProvince: false },
  ShiftAssignment: { table: "shift_assignments", columns: "id, version", isOfProvince: true },
  ShiftSwap: { table: "shift_swaps", columns: "id, version", isOfProvince: true },
  StaffingRule: { table: "staffing_rules", columns: "bureau AS id, version", isOfProvince: false },
};

// The knowledge of a centre is that of its authority.
const known = "bureau IN ($actor, (SELECT b.parent FROM bureaus b WHERE b.code = $actor AND b.kind = 'CENTRE'))";
const draftIs = (condition: string): string => `EXISTS (SELECT 1 FROM knowledge_versions v
  WHERE v.document_id = knowledge_documents.id AND v.number = knowledge_documents.draft AND ${condition})`;
const isStale = `EXISTS (SELECT 1 FROM knowledge_references r JOIN knowledge_documents c ON c.id = r.cited
  WHERE r.document_id = knowledge_documents.id AND r.number = knowledge_documents.published AND c.published > r.checked_number)`;
const reviewed = `${known} AND ${draftIs("v.state = 'IN_REVIEW' AND NOT $person = ANY (v.authors)")}`;

const workedOn = (table: string): string => `EXISTS (SELECT 1 FROM tickets t
  WHERE t.province = ${table}.province AND t.id = ${table}.ticket_id AND $actor IN (t.holder, t.intake_bureau))`;

const stored = `state = 'STORED' AND ${workedOn("attachments")}`;
const ofOwnCall = "bureau = $actor";
// Each of these calls is linked to each of some tickets, so that any two of them fit.
const isLinkedCall = "call_id LIKE 'linked-%'";
const isColleague = `EXISTS (SELECT 1 FROM role_holdings h
  WHERE h.person = people.id AND h.bureau = $actor AND h.withdrawn_at IS NULL)`;
const toCome = "bureau = $actor AND removed_at IS NULL AND starts_at > now()";
const keptMapping = "bureau = $actor AND ended_at IS NULL";
const ownEmergency = `ended_at IS NULL AND bureau IN
  ($actor, (SELECT b.parent FROM bureaus b WHERE b.code = $actor AND b.kind = 'CENTRE'))`;
const emergencyAbove = `ended_at IS NULL AND bureau <> $actor
  AND EXISTS (SELECT 1 FROM bureaus b WHERE b.code = $actor AND emergencies.bureau IN (b.province, b.city))`;
const undecided = "holder = $actor AND state IN ('RECEIVED', 'REPORTED')";

/** What it can be done with: see `fittingMatters`. */
export const fittingHotline: Readonly<Record<string, string>> = {
  attachment: workedOn("attachments"),
  createAttachmentLink: stored,
  removeAttachment: stored,
  call: ofOwnCall,
  callIntake: ofOwnCall,
  "linkCallTicket.Call": `${ofOwnCall} AND NOT (${isLinkedCall})`,
  "unlinkCallTicket.Call": `${ofOwnCall} AND ${isLinkedCall}`,
  revealCaller: ofOwnCall,
  "registerTicket.Call": ofOwnCall,
  "likelyDuplicates.Call": ofOwnCall,
  correction: "$actor IN (bureau, asker)",
  makeCorrection: "bureau = $actor AND state = 'REQUESTED'",
  refuseCorrection: "bureau = $actor AND state = 'REQUESTED'",
  withdrawCorrection: "asker = $actor AND state = 'REQUESTED'",
  proposal: "$actor IN (bureau, holder)",
  decideProposal: undecided,
  "reportProposal.Proposal": `${undecided} AND holder <> province`,
  submitKnowledge: `${known} AND ${draftIs("v.state = 'DRAFT'")}`,
  publishKnowledge: reviewed,
  returnKnowledge: reviewed,
  discardKnowledge: `${known} AND draft IS NOT NULL`,
  "reviseKnowledge.KnowledgeDocument": `${known} AND state <> 'DISCARDED' AND (draft IS NULL OR ${draftIs("v.state = 'DRAFT'")})`,
  withdrawKnowledge: `${known} AND published IS NOT NULL`,
  checkKnowledge: `${known} AND ${isStale}`,
  changeEmergency: ownEmergency,
  endEmergency: ownEmergency,
  acknowledgeEmergency: emergencyAbove,
  acknowledgeDutyNotice: "bureau = $actor AND state = 'OPEN' AND $person = ANY (addressees)",
  "askShiftSwap.ShiftAssignment": `${toCome} AND person = $person AND published_at IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM shift_swaps s WHERE s.given = shift_assignments.id AND s.state IN ('ASKED', 'AGREED'))`,
  "shiftSwapCandidates.ShiftAssignment": `${toCome} AND person = $person AND published_at IS NOT NULL`,
  "askShiftSwap.Person": `${isColleague} AND id <> $person`,
  answerShiftSwap: "bureau = $actor AND state = 'ASKED' AND asked = $person",
  decideShiftSwap: "bureau = $actor AND state = 'AGREED' AND $person NOT IN (asker, asked)",
  withdrawShiftSwap: "bureau = $actor AND state IN ('ASKED', 'AGREED') AND asker = $person",
  decideLeave: "bureau = $actor AND state = 'ASKED' AND person <> $person",
  withdrawLeave: "bureau = $actor AND state IN ('ASKED', 'APPROVED') AND person = $person AND last_day > current_date",
  "assignShift.Shift": "bureau = $actor AND valid_to IS NULL",
  "assignShift.Person": isColleague,
  unassignShift: toCome,
  endShift: "bureau = $actor AND valid_to IS NULL",
  "setShift.Shift": "bureau = $actor AND valid_to IS NULL",
  "shiftVersions.Shift": "bureau = $actor",
  import: "bureau = $actor",
  "checkImport.Import": "bureau = $actor AND state IN ('READ', 'CHECKED')",
  "checkImport.ImportMappingName": keptMapping,
  runImport: "bureau = $actor AND state = 'CHECKED'",
  // Those that were read are left to be tried: a bureau has few under way.
  cancelImport: "bureau = $actor AND state = 'AWAITING_FILE'",
  createImportProblemsLink:
    "bureau = $actor AND checked_at IS NOT NULL AND state NOT IN ('READ', 'READING', 'CHECKING')",
  removeImportMapping: keptMapping,
  saveImportMapping: keptMapping,
};

const inHands = "$actor IN (holder, intake_bureau)";
const underWay = "state NOT IN ('CLOSED', 'ARCHIVED')";

// The number of a citizen whom the generator made up ends like no other's.
const hasSibling = `EXISTS (SELECT 1 FROM tickets m WHERE m.province = tickets.province AND m.id <> tickets.id
  AND m.holder = tickets.holder AND m.kind = tickets.kind AND m.state = tickets.state
  AND m.contact_phone_masked = tickets.contact_phone_masked)`;

/** The tickets that it can be done with: see `fittingTickets`. */
export const fittingHotlineTickets: Readonly<Record<string, { where: string }>> = {
  // Some of each kind in each state: the newest alone would be mostly in the states in which tickets begin.
  ticket: {
    where: `id IN (SELECT max(t.id::text)::uuid FROM tickets t
      WHERE t.province = tickets.province AND $actor IN (t.holder, t.intake_bureau, t.city, t.province)
      GROUP BY t.kind, t.state, hashtext(t.id::text) % 5)`,
  },
  requestUpload: { where: inHands },
  linkCallTicket: { where: inHands },
  unlinkCallTicket: {
    where: `${inHands} AND EXISTS (SELECT 1 FROM call_tickets l JOIN calls
      ON calls.province = l.call_province AND calls.id = l.call
      WHERE l.province = tickets.province AND l.ticket_id = tickets.id AND ${isLinkedCall})`,
  },
  reviewPersonalData: { where: `${inHands} AND kind <> 'REPORT'` },
  requestCorrection: {
    where: `holder = $actor AND intake_bureau <> $actor AND state IN ('SIGNED', 'CHECKING', 'ACCEPTED', 'VERIFYING')
      AND NOT EXISTS (SELECT 1 FROM corrections c
        WHERE c.province = tickets.province AND c.ticket_id = tickets.id AND c.state = 'REQUESTED')`,
  },
  mergeTickets: { where: `holder = $actor AND ${underWay} AND ${hasSibling}` },
  unmergeTicket: {
    where:
      "merged_into IS NOT NULL AND (SELECT k.holder FROM tickets k WHERE k.province = tickets.province AND k.id = tickets.merged_into) = $actor",
  },
  linkTickets: { where: `${inHands} AND ${underWay}` },
  unlinkTickets: {
    where: `${inHands} AND EXISTS (SELECT 1 FROM ticket_links l
      WHERE l.province = tickets.province AND l.ticket_id = tickets.id AND l.removed_at IS NULL)`,
  },
};
