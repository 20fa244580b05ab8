import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { ObjectStore } from "./object-store.js";
import { createDiskStore } from "./object-store-disk.js";
import { createS3Store } from "./object-store-s3.js";
import { StartupError } from "./startup-error.js";

/** Where large contents are kept: in a folder of this machine, or in a bucket. */
export type ObjectStoreSettings =
  | { folder: string }
  | {
      endpoint: string;
      region: string;
      bucket: string;
      /** The keys, or a file with them: a JSON object of accessKeyId and secretAccessKey. */
      keys: S3Keys | { file: string };
    };

interface S3Keys {
  accessKeyId: string;
  secretAccessKey: string;
}

const keysShape = z.object({ accessKeyId: z.string().min(1), secretAccessKey: z.string().min(1) });

/**
 * Opens the object store of this process. Nothing is called before the first object.
 *
 * @throws StartupError where the file with the keys cannot be read, without saying what stands in it
 */
export async function openObjectStore(settings: ObjectStoreSettings): Promise<ObjectStore> {
  if ("folder" in settings) return createDiskStore(settings.folder);
  const { keys, ...where } = settings;
  return createS3Store({ ...where, ...("file" in keys ? await readKeys(keys.file) : keys) });
}

async function readKeys(file: string): Promise<S3Keys> {
  try {
    return keysShape.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    throw new StartupError(`${file} is not a JSON object of accessKeyId and secretAccessKey that can be read`);
  }
}
