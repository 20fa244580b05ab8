import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { record } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { placeOf } from "../../jurisdictions/index.js";
import { authorizeAdministration } from "../administration.js";
import { requireBureau, requireInForce } from "../bureau-named.js";
import { isLogin } from "../login.js";
import type { CreatePersonInput } from "../people.inputs.js";
import { insertPerson, type PersonRow } from "../people.store.js";

/** Adds a person to a bureau of the administrator's subtree. He may do nothing until he is given a role. */
export async function createPerson(context: RequestContext, input: CreatePersonInput): Promise<PersonRow> {
  const actor = actorOf(context);
  checkInput(input);
  return inScope(context, async (tx) => {
    const bureau = await requireBureau(tx, input.bureau, "bureau");
    authorizeAdministration(actor, "person.manage", placeOf(bureau));
    const now = context.clock.now();
    requireInForce(bureau, chinaDay(now), "bureau");
    const place = placeOf(bureau);
    const { login, name, staffNumber = null } = input;
    const row = { id: newId(now), ...place, login, name, staffNumber, lockedAt: null, createdAt: now, version: 1 };
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

function checkInput(input: CreatePersonInput): void {
  const check = startValidation();
  if (!isLogin(input.login)) {
    check.add("login", {
      zh: "登录名由小写字母和数字组成，以点分隔，例如 suzhou.dispatcher，最多 60 个字符。",
      en: "A login is lower-case words joined by dots, such as suzhou.dispatcher, of at most 60 characters.",
    });
  }
  check.text("name", input.name, 60, 1);
  check.text("staffNumber", input.staffNumber, 20);
  check.finish();
}
