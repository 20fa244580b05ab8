import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { readIdPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { startValidation } from "../../platform/validation.js";
import type { ExportsArguments } from "./export.inputs.js";
import { countExports, findExportPage } from "./export.store.js";
import type { Export } from "./export.type.js";
import { toExport } from "./export.view.js";

const latestFirst = "export-latest";

/**
 * A page of the exports of the actor's own bureau, the latest first.
 *
 * @throws INVALID_INPUT for a page or a filter that is not sound, TOO_LARGE for a page of more than 100
 */
export async function pageOfExports(context: RequestContext, args: ExportsArguments): Promise<ConnectionValue<Export>> {
  const { bureau, person } = { bureau: actorOf(context).bureau.bureau, person: actorOf(context).person };
  const page = readIdPage(args, latestFirst);
  const { isMine, states, subject } = args.filter ?? {};
  const check = startValidation();
  if (states?.length === 0) {
    check.add("filter.states", {
      zh: "须至少列出一个状态，或不填此条件。",
      en: "List at least one state, or leave the condition out.",
    });
  }
  check.finish();
  const criteria = {
    ...{ bureau, subject: subject ?? null, states: states ?? null },
    requestedBy: isMine === true ? (person?.id ?? nobody) : null,
  };
  const rows = await inScope(context, (tx) => findExportPage(tx, criteria, page));
  const count = () => inScope(context, (tx) => countExports(tx, criteria));
  const found = toPage(rows, page, latestFirst, ({ id }) => ({ key: id, id }));
  return toConnection(found, page.after !== null, count, toExport);
}

// A program that acts for itself is no person: none of the exports is one's own by this filter.
const nobody = "00000000-0000-0000-0000-000000000000";
