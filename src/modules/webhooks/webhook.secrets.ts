import { randomBytes } from "node:crypto";
import type { Seal } from "../../platform/seal.js";
import { secretPrefix } from "./webhook.message.js";
import type { SealedSecret } from "./webhook.store.js";

const bytesOfSecret = 32;

/** What the seal of a secret is bound to: moved to another webhook it does not open. */
const ownerOf = (webhookId: string): string => `webhook ${webhookId}`;

/** A fresh secret: 256 random bits, in the form of Standard Webhooks. It is shown once. */
export function newSecret(): string {
  return `${secretPrefix}${randomBytes(bytesOfSecret).toString("base64")}`;
}

/** Seals a secret for the database. */
export function sealSecret(seal: Seal, secret: string, webhookId: string): Pick<SealedSecret, "keyId" | "sealed"> {
  return seal.seal(secret, ownerOf(webhookId));
}

/** Opens the secrets of webhooks, by the id of the webhook, in the order given. */
export function openSecrets(seal: Seal, sealed: readonly SealedSecret[]): ReadonlyMap<string, readonly string[]> {
  const opened = new Map<string, string[]>();
  for (const secret of sealed) {
    const known = opened.get(secret.webhookId) ?? [];
    known.push(seal.open(secret, ownerOf(secret.webhookId)));
    opened.set(secret.webhookId, known);
  }
  return opened;
}
