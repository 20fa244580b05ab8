import { holds } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { preferOrder } from "../../platform/database.js";
import { type PageArguments, readIdPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { matterKeyOfParts } from "./investigation.change.js";
import type { InvestigationFilter, InvestigationTaskFilter } from "./investigation.inputs.js";
import { countInvestigations, countTasks, listInvestigations, listTasks } from "./investigation.list.store.js";
import type { InvestigationView, TaskView } from "./investigation.scope.store.js";
import { matterKeyText } from "./investigation.store.js";
import type { Investigation, InvestigationTask } from "./investigation.type.js";
import { investigationLoader, taskLoader, toInvestigation, toTask } from "./investigation.view.js";

const newestFirst = "newest";

/** What a list of joint investigations is asked for. */
export interface InvestigationListRequest extends PageArguments {
  view: InvestigationView;
  filter: InvestigationFilter | null;
}

/** What a list of tasks is asked for. */
export interface TaskListRequest extends PageArguments {
  view: TaskView;
  filter: InvestigationTaskFilter | null;
}

/** A page of the joint investigations that the caller sees, newest first; they are counted only where that is asked for. */
export async function readInvestigationList(
  context: RequestContext,
  { view, filter, ...given }: InvestigationListRequest,
): Promise<ConnectionValue<Investigation>> {
  const scope = scopeOf(actorOf(context).bureau);
  const page = readIdPage(given, newestFirst);
  const conditions = { view, state: filter?.state ?? null };
  const rows = await readInScope(context, (tx) => listInvestigations(tx, scope, conditions, page), preferOrder);
  return toConnection(
    toPage(rows, page, newestFirst, ({ id }) => ({ key: id, id })),
    page.after !== null,
    () => inScope(context, (tx) => countInvestigations(tx, scope, conditions)),
    toInvestigation,
  );
}

/** A page of the tasks that the caller sees, newest first; they are counted only where that is asked for. */
export async function readTaskList(
  context: RequestContext,
  { view, filter, ...given }: TaskListRequest,
): Promise<ConnectionValue<InvestigationTask>> {
  const scope = scopeOf(actorOf(context).bureau);
  const page = readIdPage(given, newestFirst);
  const { state = null, isOverdue = null } = filter ?? {};
  const overdue = isOverdue === null ? null : { is: isOverdue, on: chinaDay(context.clock.now()) };
  const conditions = { view, state, overdue };
  const rows = await readInScope(context, (tx) => listTasks(tx, scope, conditions, page), preferOrder);
  return toConnection(
    toPage(rows, page, newestFirst, ({ id }) => ({ key: id, id })),
    page.after !== null,
    () => inScope(context, (tx) => countTasks(tx, scope, conditions)),
    (row) => toTask(context, row),
  );
}

// A list by identifiers: the cursor holds nothing else.
// SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
const nodeReaderOf =
  (load: (context: RequestContext, key: string) => Promise<object | null>): NodeReader =>
  async (context, parts) => {
    const key = matterKeyOfParts(parts);
    return key === null || !holds(actorOf(context), "investigation.read") ? null : load(context, matterKeyText(key));
  };

/** Reads a joint investigation again by the parts of its global identifier, for those who may read them. */
export const investigationNodeReader = nodeReaderOf(investigationLoader);

/** Reads a task again by the parts of its global identifier, for those who may read them. */
export const taskNodeReader = nodeReaderOf(taskLoader);
