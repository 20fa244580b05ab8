import { holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { isUuid } from "../../platform/ids.js";
import { type PageArguments, readPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import type { Bureau } from "./bureau.type.js";
import { bureauLoader, divisionLoader } from "./loaders.js";
import type { Plan } from "./plan.js";
import { NewBureauShare, type Reorganisation, toReorganisation } from "./reorganisation.type.js";
import {
  countReorganisations,
  findReorganisation,
  type ReorganisationFilter,
  searchReorganisations,
} from "./reorganisations.store.js";

const latestFirst = "latest";

/** A page of the reorganisations in the actor's sight, the latest first. */
export async function pageOfReorganisations(
  context: RequestContext,
  filter: ReorganisationFilter,
  args: PageArguments,
): Promise<ConnectionValue<Reorganisation>> {
  const actor = actorOf(context);
  const request = readPage(args, latestFirst);
  const rows = await inScope(context, (tx) => searchReorganisations(tx, actor, filter, request));
  const page = toPage(rows, request, latestFirst, ({ id }) => ({ key: id, id }));
  const count = () => inScope(context, (tx) => countReorganisations(tx, actor, filter));
  return toConnection(page, request.after !== null, count, toReorganisation);
}

/** A reorganisation in the actor's sight by the id of its row, for an administrator; null when there is none for him. */
export async function readReorganisation(context: RequestContext, id: string): Promise<Reorganisation | null> {
  if (!isUuid(id) || !holds(actorOf(context), "bureau.reorganise")) return null;
  const row = await inScope(context, (tx) => findReorganisation(tx, actorOf(context), id));
  return row === null ? null : toReorganisation(row);
}

/** The code of the bureau that a plan is about; of a merger, the one that goes on. */
export function subjectOf(plan: Plan): string {
  return plan.kind === "MERGE" ? plan.into : plan.bureau;
}

/** The bureaus that a merger ends; none of any other plan. */
export async function bureausMerged(context: RequestContext, plan: Plan): Promise<Bureau[]> {
  const codes = plan.kind === "MERGE" ? plan.from : [];
  const found = await Promise.all(codes.map((code) => bureauLoader(context, code)));
  return found.filter((bureau) => bureau !== null);
}

/** The bureaus that come out of a split; none of any other plan. */
export async function newBureausOf(context: RequestContext, plan: Plan): Promise<NewBureauShare[]> {
  const newBureaus = plan.kind === "SPLIT" ? plan.newBureaus : [];
  return Promise.all(
    newBureaus.map(async ({ code, divisions, mark, name }) => {
      const found = await Promise.all(divisions.map((division) => divisionLoader(context, division)));
      const known = found.filter((division) => division !== null);
      return Object.assign(new NewBureauShare(), { code, name, mark, divisions: known });
    }),
  );
}
