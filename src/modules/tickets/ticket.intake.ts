import { type Actor, nationCode } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInput } from "../../platform/errors.js";
import { together } from "../../platform/together.js";
import { requireEntry } from "../dictionaries/index.js";
import {
  type BureauRow,
  type DivisionRow,
  findBureau,
  findDivisions,
  isValidOn,
  placeOf,
} from "../jurisdictions/index.js";
import type { RespondentInput } from "./parties.inputs.js";
import { adviseAll } from "./ticket.advice.js";
import { classify } from "./ticket.classes.js";
import { isCode } from "./ticket.codes.js";
import type { Entry, EntryFindings, Intake } from "./ticket.entry.js";
import { divisionFields, toJurisdictionFacts, unknownDivision } from "./ticket.registration.js";
import type { TicketKind } from "./ticket.words.js";

/** What is looked up for a registration. */
export interface IntakeFindings {
  /** The bureau that registers. */
  bureau: BureauRow;
  /** What was found for each ticket, by its kind: the parts of mixed material are of two kinds. */
  findings: ReadonlyMap<TicketKind, EntryFindings>;
}

/** One ticket of a registration. */
export interface EntryQuestion {
  entry: Entry;
  /** Where it stands in the input, such as "also."; nothing for the first. */
  prefix: string;
}

/**
 * Looks up what the tickets of a registration need: the bureau, its dictionaries, the divisions and who is competent. All
 * that does not hang on each other is asked at once.
 *
 * @param questions the tickets, which share channel and respondent
 * @throws INVALID_INPUT for a division, channel or class that is not in force
 */
export async function readIntake(
  { tx, actor, at, regime }: Intake,
  questions: readonly [EntryQuestion, ...EntryQuestion[]],
): Promise<IntakeFindings> {
  const today = chinaDay(at);
  const [{ entry: first }] = questions;
  const facts = toJurisdictionFacts(first.respondent);
  const matters = questions.map(({ entry: { kind } }) => ({ kind, regime, facts }));
  const [bureau, classes, divisions, advices] = await together([
    findBureau(tx, actor.bureau.bureau),
    readClasses(tx, actor, questions, today),
    readDivisions(tx, first.respondent, today),
    adviseAll(tx, actor, matters, today),
  ]);
  if (bureau === null) throw new Error("the bureau of the actor is gone");
  const findings = new Map<TicketKind, EntryFindings>();
  for (const [position, { entry }] of questions.entries()) {
    const [ofEntry, advice] = [classes[position], advices[position]];
    if (ofEntry !== undefined && advice !== undefined)
      findings.set(entry.kind, { classes: ofEntry, advice, divisions });
  }
  return { bureau, findings };
}

// One after the other: the first may fill what the process keeps of the dictionaries, and the others ask nothing more.
async function readClasses(
  tx: Transaction,
  actor: Actor,
  questions: readonly [EntryQuestion, ...EntryQuestion[]],
  on: string,
): Promise<EntryFindings["classes"][]> {
  await requireEntry(tx, actor, { dictionary: "CHANNEL", code: questions[0].entry.channel, field: "channel", on });
  const found: EntryFindings["classes"][] = [];
  for (const { entry, prefix } of questions) {
    const { issueClass, goodsClass, topics } = entry;
    found.push(await classify(tx, actor, on, entry.kind, { issueClass, goodsClass, topics }, prefix));
  }
  return found;
}

/**
 * Reads the divisions that a respondent names.
 *
 * @throws INVALID_INPUT naming the first that does not exist today
 */
export async function readDivisions(
  tx: Transaction,
  respondent: RespondentInput | null | undefined,
  today: string,
): Promise<DivisionRow[]> {
  const named = divisionFields.flatMap((field) => {
    const code = respondent?.[field];
    return code == null ? [] : [{ field, code }];
  });
  if (named.length === 0) return [];
  const rows = await findDivisions(tx, named.map(({ code }) => code).filter(isCode));
  for (const { field, code } of named) {
    const row = rows.find((division) => division.code === code);
    if (row === undefined || !isValidOn(row, today)) throw unknownDivision(`respondent.${field}`);
  }
  return rows;
}

/** What was found for the ticket of a kind. */
export function findingsOf({ findings }: IntakeFindings, kind: TicketKind): EntryFindings {
  const found = findings.get(kind);
  if (found === undefined) throw new Error("a ticket of a registration was not looked up");
  return found;
}

/** The province in the key of the tickets of a registration where it is that of the bureau; null where it must be found. */
export function ownProvinceOf(actor: Actor, { kind }: Pick<Entry, "kind">): string | null {
  return actor.bureau.province !== nationCode || kind === "CONSULTATION" ? actor.bureau.province : null;
}

/**
 * The province in the key of what the nation's own hotline registers: that of the competent bureau, so that it can be
 * dispatched there.
 *
 * @throws INVALID_INPUT where the articles name no province
 */
export async function competentProvinceOf(tx: Transaction, { advice }: EntryFindings): Promise<string> {
  const [candidate] = advice.candidates;
  const competent = candidate === undefined ? null : await findBureau(tx, candidate.bureau);
  if (competent === null || competent.province === nationCode) {
    throw invalidInput("respondent", {
      zh: "全国热线登记时须填写能够确定承办省份的行政区划。",
      en: "The national hotline needs a division that names the province which will handle the ticket.",
    });
  }
  return placeOf(competent).province;
}
