import { z } from "zod";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { Seal } from "../../platform/seal.js";
import type { Counted } from "./concentration.store.js";
import { concentrationSubjects } from "./concentration.words.js";

/** The longest key, in characters. */
const longestKey = 2000;

const shape = z.object({
  bureau: z.string(),
  key: z.string(),
  by: z.enum(concentrationSubjects),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  kind: z.string().nullable(),
  region: z.object({ level: z.enum(["PROVINCE", "CITY", "COUNTY", "UNIT"]), code: z.string() }).nullable(),
});

const owner = "concentration";
const pattern = /^([0-9A-Za-z_-]{1,40})\.([0-9A-Za-z_-]+)$/;

/**
 * What stands for a group outside (集中情况标识).
 *
 * SECURITY: it is sealed, for the digest of a number leaves the server nowhere else; and it gives no right: the tickets are read
 * under the scope of whoever shows it, of the same bureau.
 *
 * @param bureau the bureau to which it is given
 */
export function concentrationKeyOf(seal: Seal, bureau: string, counted: Counted, key: string): string {
  const { by, from, kind, region, until } = counted;
  const group = { bureau, key, by, from: from.toISOString(), until: until.toISOString(), kind, region };
  const { keyId, sealed } = seal.seal(JSON.stringify(group), owner);
  return `${keyId}.${sealed.toString("base64url")}`;
}

/**
 * Reads the key of a group.
 *
 * @throws NOT_FOUND for a key that is none of ours, or was given to another bureau
 */
export function readConcentrationKey(context: RequestContext, key: string): { counted: Counted; group: string } {
  const parts = key.length > longestKey ? null : pattern.exec(key);
  const opened = parts === null ? null : open(context, parts[1] ?? "", parts[2] ?? "");
  if (opened === null || opened.bureau !== actorOf(context).bureau.bureau) throw notFound("key");
  const { by, from, kind, region, until } = opened;
  return { counted: { by, kind, region, from: new Date(from), until: new Date(until) }, group: opened.key };
}

function open({ seal }: RequestContext, keyId: string, sealed: string): z.infer<typeof shape> | null {
  try {
    return shape.parse(JSON.parse(seal.open({ keyId, sealed: Buffer.from(sealed, "base64url") }, owner)));
  } catch {
    return null;
  }
}
