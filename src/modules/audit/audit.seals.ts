import { authorize } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import { defineLoader } from "../../platform/loaders.js";
import { findBureau, placeOf } from "../jurisdictions/index.js";
import { findHead, findSeals } from "./audit.chain.store.js";
import { type AuditChainHead, type AuditEntry, type AuditSeal, toAuditChainHead, toAuditSeal } from "./audit.type.js";

const keyOf = (province: string, id: string): string => `${province}:${id}`;

/** The key under which `sealLoader` reads the seal of an entry. */
export function sealKeyOf(entry: AuditEntry): string {
  return keyOf(entry.province, entry.rowId);
}

/** Reads the seals of entries in sight; null for one that is not sealed yet. */
export const sealLoader = defineLoader<AuditSeal>(async (context, keys) => {
  const entries = keys.map((key) => {
    const [province = "", id = ""] = key.split(":");
    return { province, id };
  });
  const links = await inScope(context, (tx) => findSeals(tx, entries));
  return new Map(links.map((link) => [keyOf(link.province, link.entry), toAuditSeal(link)]));
});

/**
 * The last link of a province's chain.
 *
 * SECURITY: widened sight: whoever audits a part of a province learns how many entries the whole of it has, as the
 * positions of his own entries tell him already, and a hash that tells nothing. The more people note it, the fewer can
 * write the chain anew unseen.
 *
 * @param province the code of the authority at province level; null for that of the caller
 * @throws NOT_FOUND where no such authority is; FORBIDDEN for another province than the caller's, save for the nation
 */
export async function headOfChain(context: RequestContext, province: string | null): Promise<AuditChainHead | null> {
  const actor = actorOf(context);
  const code = province ?? actor.bureau.province;
  const bureau = await inScope(context, (tx) => findBureau(tx, code));
  if (bureau === null || bureau.province !== bureau.code) throw notFound("province");
  authorize(actor, "audit.witness", placeOf(bureau));
  const head = await context.database.asSystem("the head of an audit chain", (tx) => findHead(tx, code));
  return head === null ? null : toAuditChainHead(head);
}
