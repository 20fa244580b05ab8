import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { record } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { placeOf } from "../../jurisdictions/index.js";
import type { RegisterOutsideIssuerInput } from "../access.inputs.js";
import { requireBureau, requireInForce } from "../bureau-named.js";
import { checkOutsideIssuer } from "../outside-issuer-check.js";
import { insertOutsideIssuer, type OutsideIssuerRow } from "../outside-issuers.store.js";

/** Registers an OpenID issuer that may name the people of one bureau's subtree. */
export async function registerOutsideIssuer(
  context: RequestContext,
  input: RegisterOutsideIssuerInput,
): Promise<OutsideIssuerRow> {
  const actor = actorOf(context);
  const check = startValidation();
  checkOutsideIssuer(check, input, context);
  check.finish();
  return inScope(context, async (tx) => {
    const bureau = await requireBureau(tx, input.bureau, "bureau");
    authorize(actor, "issuer.manage", placeOf(bureau));
    const now = context.clock.now();
    requireInForce(bureau, chinaDay(now), "bureau");
    const place = placeOf(bureau);
    const { issuer, jwksUrl, audience, loginClaim } = input;
    const createdBy = actor.person?.id ?? null;
    const names = { issuer, jwksUrl, audience, loginClaim };
    const row = { id: newId(now), ...place, ...names, createdBy, createdAt: now, removedAt: null };
    if (!(await insertOutsideIssuer(tx, row))) {
      // An issuer stands for one subtree only, wherever it is registered; that it is taken must therefore be told.
      throw invalidInput("issuer", { zh: "该身份源已登记。", en: "This issuer is registered already." });
    }
    await record(tx, actor, {
      action: "issuer.manage",
      subject: { type: "OutsideIssuer", id: row.id, place },
      at: now,
      requestId: context.requestId,
      detail: { change: "register", issuer, jwksUrl, audience, loginClaim },
      events: [{ type: "outsideIssuer.registered" }],
    });
    return row;
  });
}
