import { chinaDay } from "../../../platform/clock.js";
import type { Database, Transaction } from "../../../platform/database.js";
import { forbidden, invalidInput } from "../../../platform/errors.js";
import { newId, newRequestId } from "../../../platform/ids.js";
import { type Change, record } from "../../../platform/record.js";
import { type BureauRow, placeOf } from "../../jurisdictions/index.js";
import { requireBureau, requireInForce } from "../bureau-named.js";
import { checkFirstAdministrator, type FirstAdministrator } from "../first-administrator.js";
import type { OutsideIssuerRules } from "../outside-issuer-check.js";
import { insertOutsideIssuer } from "../outside-issuers.store.js";
import { insertPerson } from "../people.store.js";
import { findAdministrator, insertRoleHolding } from "../role-holdings.store.js";
import { tidyTelephone } from "../work-telephone.js";

/** What is known of each of the three changes. */
interface Appointment {
  first: FirstAdministrator;
  bureau: BureauRow;
  at: Date;
  requestId: string;
}

/**
 * Appoints the first administrator of a bureau that has none, in one transaction: adds the person, gives him the role
 * without an end, and registers the issuer by whose tokens he signs in. The platform itself acts, so that the audit
 * names nobody.
 *
 * SECURITY: widened sight: nobody is there yet who could be asked. Only whoever operates the database can call this,
 * from the command line, and never once there is somebody to ask.
 *
 * @throws INVALID_INPUT for wrong values, a taken login or issuer; NOT_FOUND for an unknown bureau; FORBIDDEN when the
 *   bureau has an unlocked administrator, now or from a later day
 */
export async function appointFirstAdministrator(
  database: Database,
  first: FirstAdministrator,
  rules: OutsideIssuerRules,
  at: Date,
): Promise<void> {
  checkFirstAdministrator(first, rules);
  const today = chinaDay(at);
  await database.asSystem("appoint the first administrator", async (tx) => {
    const bureau = await requireBureau(tx, first.bureau, "bureau");
    requireInForce(bureau, today, "bureau");
    const other = await findAdministrator(tx, bureau.code, today);
    if (other !== null) throw appointedAlready(bureau.code, other);
    const appointment = { first, bureau, at, requestId: newRequestId() };
    const person = await addPerson(tx, appointment);
    await giveRole(tx, appointment, person);
    await registerIssuer(tx, appointment);
  });
}

async function addPerson(tx: Transaction, appointment: Appointment): Promise<string> {
  const { at, bureau, first } = appointment;
  const { login, name } = first;
  const id = newId(at);
  const workTelephone = first.workTelephone === undefined ? null : tidyTelephone(first.workTelephone);
  const told = { login, name, staffNumber: null, workTelephone };
  const row = { id, ...placeOf(bureau), ...told, lockedAt: null, createdAt: at, version: 1 };
  if (!(await insertPerson(tx, row))) {
    throw invalidInput("login", { zh: "该登录名已被使用。", en: "This login is taken; choose another." });
  }
  await recordPart(tx, appointment, {
    action: "person.manage",
    subject: { type: "Person", id, version: 1, place: placeOf(bureau) },
    detail: { change: "create", bureau: bureau.code },
    events: [{ type: "person.created" }],
  });
  return id;
}

async function giveRole(tx: Transaction, appointment: Appointment, person: string): Promise<void> {
  const { at, bureau } = appointment;
  const [role, validFrom, validTo] = ["ADMINISTRATOR" as const, chinaDay(at), null];
  const id = newId(at);
  const given = { person, role, validFrom, validTo };
  const row = { id, ...placeOf(bureau), ...given, withdrawnAt: null, grantedBy: null, grantedAt: at };
  await insertRoleHolding(tx, row, validFrom);
  await recordPart(tx, appointment, {
    action: "role.manage",
    subject: { type: "RoleHolding", id, place: placeOf(bureau) },
    detail: { change: "grant", ...given },
    events: [{ type: "role.granted", payload: { person, role } }],
  });
}

async function registerIssuer(tx: Transaction, appointment: Appointment): Promise<void> {
  const { at, bureau, first } = appointment;
  const { audience, issuer, jwksUrl, loginClaim } = first;
  const names = { issuer, jwksUrl, audience, loginClaim };
  const row = { id: newId(at), ...placeOf(bureau), ...names, createdBy: null, createdAt: at, removedAt: null };
  if (!(await insertOutsideIssuer(tx, row))) {
    throw invalidInput("issuer", { zh: "该身份源已登记。", en: "This issuer is registered already." });
  }
  await recordPart(tx, appointment, {
    action: "issuer.manage",
    subject: { type: "OutsideIssuer", id: row.id, place: placeOf(bureau) },
    detail: { change: "register", ...names },
    events: [{ type: "outsideIssuer.registered" }],
  });
}

function recordPart(
  tx: Transaction,
  { at, bureau, requestId }: Appointment,
  part: Omit<Change, "at" | "requestId">,
): Promise<void> {
  return record(tx, { place: placeOf(bureau) }, { ...part, at, requestId });
}

function appointedAlready(bureau: string, login: string) {
  return forbidden({
    zh: `单位 ${bureau} 已有管理员 ${login}：请由其办理。`,
    en: `The bureau ${bureau} has an administrator already, ${login}: ask him.`,
  });
}
