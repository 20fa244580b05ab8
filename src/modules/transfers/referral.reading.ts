import { holds } from "../../access/index.js";
import { actorOf, type RequestContext, readInScope } from "../../platform/context.js";
import { preferOrder } from "../../platform/database.js";
import { defineLoader } from "../../platform/loaders.js";
import { type PageArguments, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { keyFromText, ticketKeyOf } from "../tickets/index.js";
import { matterKeyFromText, matterKeyOfParts, matterKeyText } from "./matter-key.js";
import { newestFirst, readMatterPage } from "./matter-page.js";
import { byTicketOf } from "./matters-of-tickets.js";
import type { ReferralFilter } from "./referral.inputs.js";
import { type ReferralRow, referralList, referringBureau } from "./referral.store.js";
import { type Referral, type ReferralView, toReferral } from "./referral.type.js";

/** A page of the referrals that the actor sees, newest first. */
export async function pageOfReferrals(
  context: RequestContext,
  view: ReferralView,
  filter: ReferralFilter | null,
  args: PageArguments,
): Promise<ConnectionValue<Referral>> {
  const scope = scopeOf(actorOf(context).bureau);
  const request = readMatterPage(args);
  const narrowing = {
    own: view === "OWN" ? referringBureau : null,
    state: filter?.state ?? null,
    ticket: filter?.ticket == null ? null : ticketKeyOf(filter.ticket, "filter.ticket"),
  };
  const rows = await readInScope(context, (tx) => referralList.page(tx, scope, narrowing, request), preferOrder);
  const count = () => readInScope(context, (tx) => referralList.count(tx, scope, narrowing));
  const page = toPage(rows, request, newestFirst, ({ id }) => ({ key: id, id }));
  return toConnection(page, request.after !== null, count, toReferral);
}

/** Reads referrals by key text, under the scope of the request; null for a missing or invisible one. */
const referralLoader = defineLoader<Referral>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await readInScope(context, (tx) => referralList.find(tx, scope, keys.map(matterKeyFromText)));
  return new Map(rows.map((row) => [matterKeyText(row), toReferral(row)]));
});

/** Reads a referral again by the parts of its global identifier, for those who may read referrals. */
export const referralNodeReader: NodeReader = async (context, parts) => {
  const key = matterKeyOfParts(parts);
  return key === null || !holds(actorOf(context), "referral.read") ? null : referralLoader(context, matterKeyText(key));
};

/** Reads the referrals of tickets by their key texts, newest first: those of bureaus that the actor sees. */
export const referralsLoader = defineLoader<ReferralRow[]>(async (context, keys) => {
  const rows = await readInScope(context, (tx) => referralList.ofTickets(tx, keys.map(keyFromText)));
  return byTicketOf(rows);
});
