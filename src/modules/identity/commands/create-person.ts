import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { record } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { placeOf } from "../../jurisdictions/index.js";
import { requireBureau, requireInForce } from "../bureau-named.js";
import type { CreatePersonInput } from "../people.inputs.js";
import { insertPerson, type PersonRow } from "../people.store.js";
import { checkNewPerson } from "../person-check.js";
import { tidyTelephone } from "../work-telephone.js";

/** Adds a person to a bureau of the administrator's subtree. He may do nothing until he is given a role. */
export async function createPerson(context: RequestContext, input: CreatePersonInput): Promise<PersonRow> {
  const actor = actorOf(context);
  const check = startValidation();
  checkNewPerson(check, input);
  check.finish();
  return inScope(context, async (tx) => {
    const bureau = await requireBureau(tx, input.bureau, "bureau");
    authorize(actor, "person.manage", placeOf(bureau));
    const now = context.clock.now();
    requireInForce(bureau, chinaDay(now), "bureau");
    const place = placeOf(bureau);
    const { login, name, staffNumber = null } = input;
    const workTelephone = input.workTelephone == null ? null : tidyTelephone(input.workTelephone);
    const told = { login, name, staffNumber, workTelephone };
    const row = { id: newId(now), ...place, ...told, lockedAt: null, createdAt: now, version: 1 };
    if (!(await insertPerson(tx, row))) {
      // This tells that the login exists somewhere, also out of sight: logins are global, like addresses of e-mail.
      throw invalidInput("login", { zh: "该登录名已被使用。", en: "This login is taken; choose another." });
    }
    await record(tx, actor, {
      action: "person.manage",
      subject: { type: "Person", id: row.id, version: 1, place },
      at: now,
      requestId: context.requestId,
      detail: { change: "create", bureau: place.bureau },
      events: [{ type: "person.created" }],
    });
    return row;
  });
}
