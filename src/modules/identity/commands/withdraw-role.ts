import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput, notFound } from "../../../platform/errors.js";
import { record } from "../../../platform/record.js";
import { rowIdOf } from "../global-id.js";
import { requireAnotherAdministrator } from "../last-administrator.js";
import type { WithdrawRoleInput } from "../people.inputs.js";
import { endRoleHolding, findRoleHolding, type RoleHoldingRow } from "../role-holdings.store.js";

/** Withdraws a role at a bureau of the administrator's subtree, at once or from a later day on. */
export async function withdrawRole(context: RequestContext, input: WithdrawRoleInput): Promise<RoleHoldingRow> {
  const actor = actorOf(context);
  const id = rowIdOf(input.id, "RoleHolding", "id");
  const now = context.clock.now();
  const today = chinaDay(now);
  return inScope(context, async (tx) => {
    const found = await findRoleHolding(tx, actor, id);
    if (found === null) throw notFound("id");
    authorize(actor, "role.manage", found);
    const end = decideEnd(found, input.validTo ?? null, now, today);
    if (found.role === "ADMINISTRATOR") {
      await requireAnotherAdministrator(tx, actor, { person: found.person, bureau: found.bureau, today });
    }
    // Whoever waited for another withdrawal finds the role gone.
    if (!(await endRoleHolding(tx, id, end))) throw notFound("id");
    await record(tx, actor, {
      action: "role.manage",
      subject: { type: "RoleHolding", id, place: found },
      at: now,
      requestId: context.requestId,
      detail: { change: "withdraw", person: found.person, role: found.role, validTo: input.validTo ?? null },
      events: [{ type: "role.withdrawn", payload: { person: found.person, role: found.role } }],
    });
    return { ...found, ...end };
  });
}

function decideEnd(
  found: RoleHoldingRow,
  validTo: string | null,
  now: Date,
  today: string,
): { withdrawnAt: Date } | { validTo: string } {
  if (validTo === null) return { withdrawnAt: now };
  if (validTo <= today || validTo <= found.validFrom) {
    throw invalidInput("validTo", {
      zh: "终止日必须晚于今天和生效日；如需立即撤销，请不填终止日。",
      en: "The end must be later than today and than the first day; leave it out to withdraw the role at once.",
    });
  }
  if (found.validTo !== null && validTo > found.validTo) {
    throw invalidInput("validTo", {
      zh: "撤销不能延长岗位的期限。",
      en: "Withdrawing a role cannot make it longer; grant it anew when it is over.",
    });
  }
  return { validTo };
}
