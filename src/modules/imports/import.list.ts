import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { isUuid } from "../../platform/ids.js";
import { type PageRequest, readPage, refusedCursor, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { startValidation } from "../../platform/validation.js";
import type { ImportMappingsArguments, ImportProblemsArguments, ImportsArguments } from "./import.inputs.js";
import { countImports, findImportPage, type ImportRow } from "./import.store.js";
import { type Import, ImportProblem } from "./import.type.js";
import { toImport, toMapping } from "./import.view.js";
import { fieldRule, type ImportField } from "./mapping/fields.js";
import { type ProblemCode, problemTexts } from "./mapping/problems.js";
import { countMappings, findMappingPage } from "./mapping.store.js";
import type { ImportMapping } from "./mapping.type.js";
import { countProblems, findProblemPage, type ProblemRow } from "./problem.store.js";

const latestImport = "import-latest";
const latestMapping = "import-mapping-latest";
const byRow = "import-problem-row";

/**
 * A page of the imports of the actor's own bureau, the latest first.
 *
 * @throws INVALID_INPUT for a page or a filter that is not sound, TOO_LARGE for a page of more than 100
 */
export async function pageOfImports(context: RequestContext, args: ImportsArguments): Promise<ConnectionValue<Import>> {
  const page = byIdentifier(readPage(args, latestImport));
  if (args.states?.length === 0) {
    const check = startValidation();
    check.add("states", {
      zh: "须至少列出一个状态，或不填此条件。",
      en: "List at least one state, or leave the condition out.",
    });
    check.finish();
  }
  const criteria = { bureau: actorOf(context).bureau.bureau, states: args.states ?? null };
  const rows = await inScope(context, (tx) => findImportPage(tx, criteria, page));
  const found = toPage(rows, page, latestImport, ({ id }) => ({ key: id, id }));
  const count = () => inScope(context, (tx) => countImports(tx, criteria));
  return toConnection(found, page.after !== null, count, toImport);
}

/** A page of the mappings of the actor's own bureau, the latest saved first. */
export async function pageOfMappings(
  context: RequestContext,
  args: ImportMappingsArguments,
): Promise<ConnectionValue<ImportMapping>> {
  const page = byIdentifier(readPage(args, latestMapping));
  const check = startValidation();
  check.text("name", args.name, 60);
  check.finish();
  const criteria = { bureau: actorOf(context).bureau.bureau, name: args.name ?? null };
  const rows = await inScope(context, (tx) => findMappingPage(tx, criteria, page));
  const found = toPage(rows, page, latestMapping, ({ id }) => ({ key: id, id }));
  const count = () => inScope(context, (tx) => countMappings(tx, criteria));
  return toConnection(found, page.after !== null, count, toMapping);
}

function byIdentifier(page: PageRequest): PageRequest {
  if (page.after !== null && !isUuid(page.after.id)) throw refusedCursor();
  return page;
}

/** A page of the problems of an import that the actor sees, in the order of the rows. */
export async function pageOfProblems(
  context: RequestContext,
  row: ImportRow,
  args: ImportProblemsArguments,
): Promise<ConnectionValue<ImportProblem>> {
  const page = readPage(args, byRow);
  if (page.after !== null && !(isCount(page.after.key, 9) && isCount(page.after.id, 4))) throw refusedCursor();
  const code = args.code ?? null;
  const rows = await inScope(context, (tx) => findProblemPage(tx, row, code, page));
  const found = toPage(rows, page, byRow, (one) => ({ key: String(one.row), id: String(one.position) }));
  const count = () => inScope(context, (tx) => countProblems(tx, row, code));
  return toConnection(found, page.after !== null, count, (problem) => toProblem(context, problem));
}

const isCount = (text: string, digits: number): boolean => /^\d+$/.test(text) && text.length <= digits;

function toProblem({ locale }: RequestContext, { code, column, field, row, value }: ProblemRow): ImportProblem {
  const rule = field === null ? null : fieldRule(field as ImportField);
  return Object.assign(new ImportProblem(), {
    ...{ row, code: code as ProblemCode, column, value },
    text: inLocale(problemTexts[code as ProblemCode], locale),
    field: rule === null ? null : inLocale(rule, locale),
  });
}
