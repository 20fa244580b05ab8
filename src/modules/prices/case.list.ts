import { actorOf, inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { preferOrder } from "../../platform/database.js";
import { type PageArguments, readInstantPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { startValidation, type Validation } from "../../platform/validation.js";
import { requireCountedDay } from "../calendar/index.js";
import { isCode } from "../tickets/index.js";
import type { PriceCaseFilter } from "./case.inputs.js";
import { type CaseConditions, countCases, listCases } from "./case.store.js";
import type { PriceCase } from "./case.type.js";
import { toCase } from "./case.view.js";
import { requireDesk } from "./desk.js";

const latestFirst = "price-cases";

const longestName = 200;

/** The day of a day in China, from its first instant to the first of the next. */
export function dayInChina(day: string): { from: Date; until: Date } {
  const from = new Date(`${day}T00:00:00+08:00`);
  return { from, until: new Date(from.getTime() + 24 * 60 * 60 * 1000) };
}

/** All cases of a desk. */
export function everyCase(desk: string): CaseConditions {
  return {
    ...{ desk, receivedFrom: null, receivedBefore: null, states: null },
    ...{ goods: null, place: null, respondent: null, isOpen: null },
  };
}

/**
 * A page of the cases of the desk at which the actor works, the latest receipt first.
 *
 * @throws FORBIDDEN at a bureau without a desk, INVALID_INPUT for a filter or page that is not sound
 */
export async function readCaseList(
  context: RequestContext,
  filter: PriceCaseFilter | null,
  args: PageArguments,
): Promise<ConnectionValue<PriceCase>> {
  const actor = actorOf(context);
  const desk = requireDesk(actor);
  const page = readInstantPage(args, latestFirst);
  const conditions = toConditions(desk, filter);
  const scope = scopeOf(actor.bureau);
  const rows = await readInScope(context, (tx) => listCases(tx, scope, conditions, page), preferOrder);
  return toConnection(
    toPage(rows, page, latestFirst, ({ ticket: { id, receivedAt } }) => ({ key: receivedAt.toISOString(), id })),
    page.after !== null,
    () => inScope(context, (tx) => countCases(tx, scope, conditions)),
    (row) => toCase(context, row),
  );
}

function toConditions(desk: string, filter: PriceCaseFilter | null): CaseConditions {
  const { day, goods, isOpen, place, respondent, states } = filter ?? {};
  const validation = startValidation();
  checkCode(validation, "filter.goods", goods);
  checkCode(validation, "filter.place", place);
  validation.text("filter.respondent", respondent, longestName);
  if (states?.length === 0) {
    validation.add("filter.states", {
      zh: "须至少列出一个标记，或不填此条件。",
      en: "List at least one, or leave the condition out.",
    });
  }
  validation.finish();
  if (day != null) requireCountedDay("filter.day", day);
  const { from = null, until = null } = day == null ? {} : dayInChina(day);
  return {
    ...{ desk, receivedFrom: from, receivedBefore: until, states: states ?? null },
    ...{ goods: goods ?? null, place: place ?? null, respondent: respondent ?? null, isOpen: isOpen ?? null },
  };
}

// The database takes no NUL in a text.
function checkCode(validation: Validation, field: string, code: string | null | undefined): void {
  if (code == null || isCode(code)) return;
  validation.add(field, { zh: `${field} 应为代码。`, en: `${field} must be a code.` });
}
