import { type Action, may } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { BureauRow } from "../jurisdictions/index.js";
import { bureauLoader, placeOf } from "../jurisdictions/index.js";
import { isCode } from "../tickets/index.js";

/**
 * The bureau that somebody asks about: his own, or one of the region that it acts for.
 *
 * @param code the code that was given; his own bureau where it is null
 * @param field the argument that holds it
 * @throws NOT_FOUND for a bureau out of the reach of the action, and for none
 */
export async function bureauAsked(
  context: RequestContext,
  action: Action,
  code: string | null | undefined,
  field = "bureau",
): Promise<BureauRow> {
  const actor = actorOf(context);
  const wanted = code ?? actor.bureau.bureau;
  const found = isCode(wanted) ? await bureauLoader(context, wanted) : null;
  if (found === null || !may(actor, action, placeOf(found))) throw notFound(field);
  return found;
}
