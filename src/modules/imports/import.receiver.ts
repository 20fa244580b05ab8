import { holds } from "../../access/index.js";
import type { Transaction } from "../../platform/database.js";
import { illegalTransition } from "../../platform/errors.js";
import { newRequestId } from "../../platform/ids.js";
import { newObjectKey, type StoredObject } from "../../platform/object-store.js";
import type { UploadFacts, UploadParts, UploadReceiver } from "../../platform/upload.js";
import { write } from "../../platform/writing.store.js";
import { findActorOf } from "../identity/index.js";
import { importRecordings } from "./import.change.js";
import { importIdOf, keyOfSlot } from "./import.ids.js";
import { findImportOfAnybody, type ImportKey, type ImportRow, importUpdate, lockImport } from "./import.store.js";

/** The folder of the addresses to which files of imports are brought, and of the object store. */
export const importsFolder = "imports";

/**
 * Receives the files of imports.
 *
 * SECURITY: whoever prepared one must still be allowed to when its file comes.
 */
export const importReceiver: UploadReceiver = {
  kind: importsFolder,
  open: async (parts, slot) => {
    const key = keyOfSlot(slot);
    if (key === null) return null;
    const row = await parts.database.asSystem("receive the file of an import for a signed link", (tx) =>
      findImportOfAnybody(tx, key),
    );
    if (row === null) return null;
    if (row.state !== "AWAITING_FILE") return "GONE";
    return { bytes: row.bytes, take: (body) => receive(parts, row, body) };
  },
};

/** Stores a file, then names it: a row never names what is not there. What could not be named is deleted again. */
async function receive(parts: UploadParts, key: ImportKey, body: AsyncIterable<Uint8Array>): Promise<UploadFacts> {
  const { database, objects } = parts;
  const objectKey = newObjectKey(importsFolder);
  const stored = await objects.put(objectKey, body);
  let isNamed = false;
  try {
    await database.asSystem("name the file of an import", (tx) => nameFile(tx, parts, key, objectKey, stored));
    isNamed = true;
    return { importId: importIdOf(key), bytes: stored.bytes, sha256: stored.sha256 };
  } finally {
    if (!isNamed) await objects.delete(objectKey);
  }
}

async function nameFile(
  tx: Transaction,
  { clock }: UploadParts,
  key: ImportKey,
  objectKey: string,
  { bytes, sha256 }: StoredObject,
): Promise<void> {
  const row = await lockImport(tx, key);
  const at = clock.now();
  const actor = row === null ? null : await importerOf(tx, row, at);
  if (row === null || actor === null || row.state !== "AWAITING_FILE") throw illegalTransition(over, []);
  const version = row.version + 1;
  await write(tx, [
    importUpdate(row, { state: "READING", version, objectKey, sha256, uploadedAt: at, progressedAt: at }),
    ...importRecordings(actor, row, {
      ...{ event: "UPLOADED", at, requestId: newRequestId() },
      detail: { bytes, sha256 },
    }),
  ]);
}

/** Who prepared an import, as he stands now; null where he may import nothing any more. */
export async function importerOf(tx: Transaction, { bureau, client, requestedBy }: ImportRow, now: Date) {
  const actor = await findActorOf(tx, { bureau, client, person: requestedBy }, now);
  return actor !== null && holds(actor, "import.manage") ? actor : null;
}

const over = {
  zh: "该导入不再等待文件：文件已经收到，或导入已结束。",
  en: "The import waits for no file any more: it has come, or the import has ended.",
};
