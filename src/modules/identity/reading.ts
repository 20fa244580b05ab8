import { type Action, authorize, holds } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInput, notFound } from "../../platform/errors.js";
import { isUuid } from "../../platform/ids.js";
import { type PageArguments, readPage, refusedCursor, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { startValidation } from "../../platform/validation.js";
import { placeOf } from "../jurisdictions/index.js";
import { type ApiClient, toApiClient } from "./api-client.type.js";
import { countApiClients, findApiClient, searchApiClients } from "./api-clients.store.js";
import { requireBureau } from "./bureau-named.js";
import { rowIdOf } from "./global-id.js";
import { personLoader } from "./loaders.js";
import { type OutsideIssuer, toOutsideIssuer } from "./outside-issuer.type.js";
import { countOutsideIssuers, findOutsideIssuer, searchOutsideIssuers } from "./outside-issuers.store.js";
import { countPeople, findPerson, type PersonFilter, searchPeople } from "./people.store.js";
import { type Person, toPerson } from "./person.type.js";
import { toRoleHolding } from "./role.type.js";
import { findRoleHolding } from "./role-holdings.store.js";

const orderById = "id";
const placeById = ({ id }: { id: string }) => ({ key: id, id });

/** Names a person by global identifier or by login. */
export interface PersonArguments {
  id?: string | null | undefined;
  login?: string | null | undefined;
}

/** Reads one person; NOT_FOUND for one who is not there or not in sight. */
export async function readPerson(context: RequestContext, { id, login }: PersonArguments): Promise<Person> {
  if ((id == null) === (login == null)) {
    throw invalidInput("id", {
      zh: "请只填写 id 或 login 其中之一。",
      en: "Give either the id or the login, and not both.",
    });
  }
  const check = startValidation();
  check.text("login", login, 60);
  check.finish();
  const key = id == null ? { login: login ?? "" } : { id: rowIdOf(id, "Person", "id") };
  const row = await inScope(context, (tx) => findPerson(tx, actorOf(context), key));
  if (row === null) throw notFound(id == null ? "login" : "id");
  return toPerson(row);
}

/** Reads a page of people. */
export async function pageOfPeople(
  context: RequestContext,
  filter: PersonFilter,
  args: PageArguments,
): Promise<ConnectionValue<Person>> {
  const actor = actorOf(context);
  const check = startValidation();
  check.text("search", filter.search, 60);
  check.finish();
  const page = readIdPage(args);
  const today = chinaDay(context.clock.now());
  const rows = await inScope(context, async (tx) => {
    await requireBureauInReach(tx, context, "person.read", filter.bureau);
    return searchPeople(tx, actor, filter, today, page);
  });
  const count = () => inScope(context, (tx) => countPeople(tx, actor, filter, today));
  return toConnection(toPage(rows, page, orderById, placeById), page.after !== null, count, toPerson);
}

/** Reads a page of API clients. */
export async function pageOfApiClients(
  context: RequestContext,
  bureau: string | null,
  args: PageArguments,
): Promise<ConnectionValue<ApiClient>> {
  const actor = actorOf(context);
  const page = readIdPage(args);
  const rows = await inScope(context, async (tx) => {
    await requireBureauInReach(tx, context, "client.read", bureau);
    return searchApiClients(tx, actor, bureau, page);
  });
  const count = () => inScope(context, (tx) => countApiClients(tx, actor, bureau));
  return toConnection(toPage(rows, page, orderById, placeById), page.after !== null, count, toApiClient);
}

/** Reads a page of the outside issuers that are registered now. */
export async function pageOfOutsideIssuers(
  context: RequestContext,
  bureau: string | null,
  args: PageArguments,
): Promise<ConnectionValue<OutsideIssuer>> {
  const actor = actorOf(context);
  const page = readIdPage(args);
  const rows = await inScope(context, async (tx) => {
    await requireBureauInReach(tx, context, "issuer.manage", bureau);
    return searchOutsideIssuers(tx, actor, bureau, page);
  });
  const count = () => inScope(context, (tx) => countOutsideIssuers(tx, actor, bureau));
  return toConnection(toPage(rows, page, orderById, placeById), page.after !== null, count, toOutsideIssuer);
}

function readIdPage(args: PageArguments) {
  const page = readPage(args, orderById);
  if (page.after !== null && !isUuid(page.after.id)) {
    throw refusedCursor();
  }
  return page;
}

/** A list of a bureau that is not in reach is refused, so that an empty list always means that there is nothing. */
async function requireBureauInReach(
  tx: Transaction,
  context: RequestContext,
  action: Action,
  code: string | null | undefined,
): Promise<void> {
  if (code == null) return;
  authorize(actorOf(context), action, placeOf(await requireBureau(tx, code, "bureau")));
}

const byId =
  (read: (context: RequestContext, id: string) => Promise<object | null>): NodeReader =>
  async (context, [id = "", ...rest]) =>
    rest.length > 0 || !isUuid(id) ? null : read(context, id);

const ifHeld =
  <Row>(action: Action, find: (tx: Transaction, context: RequestContext, id: string) => Promise<Row | null>) =>
  async (context: RequestContext, id: string): Promise<Row | null> =>
    holds(actorOf(context), action) ? inScope(context, (tx) => find(tx, context, id)) : null;

/**
 * The readers of this module's nodes, for those whose action it is; each person also reads himself. Tickets name officers
 * without this, by `personNameLoader`.
 */
export const identityNodeReaders: Readonly<Record<string, NodeReader>> = {
  Person: byId((context, id) => {
    const actor = actorOf(context);
    return holds(actor, "person.read") || actor.person?.id === id ? personLoader(context, id) : Promise.resolve(null);
  }),
  RoleHolding: byId(
    ifHeld("person.read", async (tx, context, id) => {
      const row = await findRoleHolding(tx, actorOf(context), id);
      return row === null ? null : toRoleHolding(row);
    }),
  ),
  ApiClient: byId(
    ifHeld("client.read", async (tx, context, id) => {
      const row = await findApiClient(tx, actorOf(context), id);
      return row === null ? null : toApiClient(row);
    }),
  ),
  OutsideIssuer: byId(
    ifHeld("issuer.manage", async (tx, context, id) => {
      const row = await findOutsideIssuer(tx, actorOf(context), id);
      return row === null ? null : toOutsideIssuer(row);
    }),
  ),
};
