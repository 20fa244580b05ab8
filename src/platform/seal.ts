import { createCipheriv, createDecipheriv, createHmac, randomFillSync } from "node:crypto";
import type { KeyRing } from "./keys.js";

/** A sealed value and the name of the key that opens it. */
export interface Sealed {
  keyId: string;
  sealed: Buffer;
}

/** Seals personal data for the database, and opens it again. */
export interface Seal {
  /**
   * Seals a text with the newest key.
   *
   * @param plain the text
   * @param owner what the value belongs to; a value moved to another row does not open
   */
  seal(plain: string, owner: string): Sealed;
  /** Opens a sealed text; throws when the key is missing, the value was changed, or it belongs to another owner. */
  open(value: Sealed, owner: string): string;
  /** A keyed hash of a text, in base64url: equal texts can be recognised, nothing can be read from it. */
  digest(plain: string): string;
}

const nonceLength = 12;
const tagLength = 16;

// Asking the system for randomness costs more than the bytes: they are fetched for some hundreds of values at once.
const randomness = Buffer.alloc(nonceLength * 400);
let used = randomness.length;

/** Bytes that were never used before. */
function newNonce(): Buffer {
  if (used === randomness.length) {
    randomFillSync(randomness);
    used = 0;
  }
  used += nonceLength;
  return Buffer.from(randomness.subarray(used - nonceLength, used));
}

/**
 * A seal with AES-256-GCM (NIST SP 800-38D) and a fresh random nonce for each value; the owner is authenticated too.
 * Old keys stay in the ring, so that what they sealed can be opened after a rotation.
 */
export function createSeal(ring: KeyRing): Seal {
  return {
    seal: (plain, owner) => {
      const nonce = newNonce();
      const cipher = createCipheriv("aes-256-gcm", ring.newest.key, nonce).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return { keyId: ring.newest.id, sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]) };
    },
    open: ({ keyId, sealed }, owner) => {
      const key = ring.byId.get(keyId);
      if (key === undefined) throw new Error(`the contact key ${keyId} is not in the key ring`);
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceLength))
        .setAAD(Buffer.from(owner))
        .setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
      return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]).toString(
        "utf8",
      );
    },
    digest: (plain) => createHmac("sha256", ring.digestKey).update(plain).digest("base64url"),
  };
}
