import type { ActorName } from "./actors.js";
import type { Choices } from "./choices.js";

/** The types of objects that an identifier can name. */
export const subjectTypes = [
  "Ticket",
  "Person",
  "RoleHolding",
  "ApiClient",
  "Attachment",
  "Call",
  "Correction",
  "DutyNotice",
  "Emergency",
  "Import",
  "KnowledgeDocument",
  "Leave",
  "Proposal",
  "ShiftSwap",
  "OutsideIssuer",
  "DictionaryEntry",
  "Reorganisation",
  "AuditEntry",
  "Bureau",
  "Division",
  "BureauLimit",
  "Callback",
  "CallbackRule",
  "Copy",
  "Dispute",
  "Elevation",
  "Export",
  "ExtensionRequest",
  "Handover",
  "Investigation",
  "InvestigationTask",
  "PriceNote",
  "PriceSuggestion",
  "Referral",
  "Reminder",
  "Report",
  "ReportTemplate",
  "SetAsideJob",
  "SupervisionOrder",
  "SurgeAlert",
  "SurgeRule",
  "Webhook",
] as const;

/** What requests name that is no type of objects of its own: a part of one, or what goes by a code or a name. */
export type NamedType =
  | "ImportMappingName"
  | "KnowledgeQuestion"
  | "LawArticle"
  | "ReplyTemplate"
  | "RosterRules"
  | "Shift"
  | "ShiftAssignment"
  | "StaffingRule";

/** The type of what a request names. */
export type SubjectType = (typeof subjectTypes)[number] | NamedType;

/** Bureaus that requests name for what is done with them; see `Registry.groups`. */
export type BureauGroup = "HANDLING" | "RIVALS" | "BENEATH" | "ABOVE" | "PARTNERS" | "NEIGHBOURS";

/**
 * Whose an object is: of the province of those who ask (of these perhaps one that may be changed without anybody of the
 * run losing his work, or a bureau of a group), of the other province, nobody's, or an identifier that mixes the parts of two.
 */
export type Whose = "OWN" | "EXPENDABLE" | "FOREIGN" | "NOBODY" | "CROSSED" | BureauGroup;

/** An object that a request names. Which one it is, is looked up in the moment before the request is sent. */
export interface Subject {
  type: SubjectType;
  whose: Whose;
  /** Which of those that fit. */
  at: number;
  /** The root field that takes it: of tickets, those are looked for that it can be done with. */
  rootField: string;
}

/** A part of a value that is known only when the request is sent. */
export type Reference =
  | { is: "id" | "version" | "code" | "number" | "login"; subject: number }
  /** The place in the log of events that a webhook has come to, as a cursor of its bureau. */
  | { is: "logCursor"; subject: number }
  /** Words that name the citizen of the ticket that is spoken of, whom nobody may read of without revealing him. */
  | { is: "mention"; subject: number }
  | { is: "word"; dictionary: string; at: number }
  | { is: "cursor"; at: number; edited: "NOT" | "CUT" | "TURNED" | "REWRITTEN" }
  /**
   * The token of a number of the statistics, or the key of what tickets have in common: one of the bureau of whoever asks, or
   * of any, the other province's too.
   */
  | {
      is: "drillToken" | "concentrationKey";
      at: number;
      whose: "OWN" | "ANY";
      edited: "NOT" | "CUT" | "TURNED" | "REWRITTEN";
    }
  | { is: "day"; days: number }
  | { is: "workingDay"; days: number }
  | { is: "instant"; hours: number }
  | { is: "fresh"; form: "KEY" | "CODE" | "BUREAU" | "MARK" | "LOGIN" | "HOST" | "HOOK" | "WORD" }
  | { is: "secret"; of: number; part: "name" | "phone" | "address" | "identityNumber" | "facts" }
  | { is: "raw"; text: string };

/** A value of an argument, before it is written as a literal or into the variables. */
export type Value =
  | { is: "plain"; value: string | number | boolean | null }
  | { is: "enum"; name: string }
  | { is: "list"; items: Value[] }
  | { is: "object"; fields: [string, Value][] }
  | { is: "variable"; name: string }
  | { is: "reference"; index: number };

/** A variable of an operation. */
export interface VariableMade {
  name: string;
  /** The type as it is declared. */
  type: string;
  /** The value that is sent; null where the variable is left to its default. */
  sent: Value | null;
  fallback: Value | null;
}

/** How bold a request is: FITTING only with values that fit, ODD with texts that nobody writes, WRONG with all others. */
export type Boldness = "FITTING" | "ODD" | "WRONG";

/** A request in the making. */
export interface Draft {
  choices: Choices;
  boldness: Boldness;
  variables: VariableMade[];
  subjects: Subject[];
  references: Reference[];
  /** How many citizens' contacts the request makes up. */
  secrets: number;
  /** The text of each named fragment. */
  fragments: string[];
  /** The type of objects to which the fields of the root that is written lead on purpose; null where to none, or it is reached. */
  goal: string | null;
  /** How many more fields, aliases, and directives the document may hold. */
  left: { fields: number; aliases: number; directives: number };
}

/** How a request is sent. */
export type Transport = "POST" | "GET" | "WRONG_TYPE" | "BROKEN_JSON" | "BATCH" | "EXTRA_PARTS";

/** A request, ready but for what is looked up in the moment before it is sent. */
export interface Plan {
  actor: ActorName;
  /** Who asks instead where the object cannot be used by the first, and by one of these it can. */
  standIns: readonly ActorName[];
  transport: Transport;
  isEnglish: boolean;
  /** The document and the variables as JSON, with a mark for each reference; see `mark`. */
  document: string;
  variables: string;
  subjects: readonly Subject[];
  references: readonly Reference[];
  secrets: number;
}

/** The mark that stands for a reference, within quotes, until the request is sent. */
export const mark = (index: number): string => `"@@${index}@@"`;

/** Puts something in the place of each mark. */
export function fillMarks(text: string, filled: readonly string[]): string {
  return text.replace(/"@@(\d+)@@"/g, (_, index: string) => filled[Number(index)] ?? "null");
}

/** Notes a reference, and answers the value that stands for it. */
export function refer(draft: Draft, reference: Reference): Value {
  draft.references.push(reference);
  return { is: "reference", index: draft.references.length - 1 };
}

/** A text, number or truth as it is. */
export const plain = (value: string | number | boolean | null): Value => ({ is: "plain", value });
