import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { forbidden, invalidInput, notFound } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { record } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { actingBureauOf, placeOf } from "../../jurisdictions/index.js";
import { type GrantRefusal, grantRefusal } from "../administration.js";
import { requireBureau, requireInForce } from "../bureau-named.js";
import { rowIdOf } from "../global-id.js";
import type { GrantRoleInput } from "../people.inputs.js";
import { findPerson } from "../people.store.js";
import { insertRoleHolding, type RoleHoldingRow } from "../role-holdings.store.js";

/** Gives a person of the administrator's subtree a role at a bureau of that subtree. */
export async function grantRole(context: RequestContext, input: GrantRoleInput): Promise<RoleHoldingRow> {
  const actor = actorOf(context);
  const personId = rowIdOf(input.person, "Person", "person");
  const now = context.clock.now();
  const today = chinaDay(now);
  const { validFrom, validTo } = readDays(input, today);
  return inScope(context, async (tx) => {
    const person = await findPerson(tx, actor, { id: personId });
    if (person === null) throw notFound("person");
    const bureau = await requireBureau(tx, input.bureau, "bureau");
    authorize(actor, "role.manage", person);
    authorize(actor, "role.manage", placeOf(bureau));
    if (person.id === actor.person?.id) throw selfGrant();
    const refusal = grantRefusal(actor, input.role, actingBureauOf(bureau));
    if (refusal !== null) throw refused(refusal);
    requireInForce(bureau, today, "bureau");
    const row: RoleHoldingRow = {
      id: newId(now),
      ...placeOf(bureau),
      person: person.id,
      role: input.role,
      validFrom,
      validTo,
      withdrawnAt: null,
      grantedBy: actor.person?.id ?? null,
      grantedAt: now,
    };
    if (!(await insertRoleHolding(tx, row, today))) throw heldAlready();
    await record(tx, actor, {
      action: "role.manage",
      subject: { type: "RoleHolding", id: row.id, place: placeOf(bureau) },
      at: now,
      requestId: context.requestId,
      detail: { change: "grant", person: person.id, role: input.role, validFrom, validTo },
      events: [{ type: "role.granted", payload: { person: person.id, role: input.role } }],
    });
    return row;
  });
}

function readDays(input: GrantRoleInput, today: string): { validFrom: string; validTo: string | null } {
  const validFrom = input.validFrom ?? today;
  const validTo = input.validTo ?? null;
  const check = startValidation();
  if (validFrom < today) {
    check.add("validFrom", {
      zh: "生效日不能早于今天。",
      en: "A role cannot be given for days that are past: begin today or later.",
    });
  }
  if (validTo !== null && validTo <= validFrom) {
    check.add("validTo", { zh: "终止日必须晚于生效日。", en: "The end must be later than the first day." });
  }
  check.finish();
  return { validFrom, validTo };
}

function refused(refusal: GrantRefusal) {
  return refusal === "ROLE_UNSUITED"
    ? invalidInput("role", {
        zh: "价格监督岗位只能设在市场监管局或有业务条线的内设机构。",
        en: "A price supervisor works at an authority, or at a department with a business line.",
      })
    : forbidden({
        zh: "您无权在该单位授予此岗位。",
        en: "You cannot give this role at that bureau: only its administrators and those above it can.",
      });
}

// Whoever gives rights does not use them: an administrator who made himself a handler could read what he administers.
function selfGrant() {
  return forbidden({
    zh: "不能给自己授予岗位，请由其他管理员办理。",
    en: "You cannot give a role to yourself; ask another administrator.",
  });
}

function heldAlready() {
  return invalidInput("role", {
    zh: "该人员在该单位已有此岗位；如需更改期限，请先撤销。",
    en: "The person has this role at the bureau already; to change its days, withdraw it first.",
  });
}
