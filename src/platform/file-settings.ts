import { resolve } from "node:path";
import { z } from "zod";
import { type FileRules, usualFileRules } from "./file-rules.js";
import type { ObjectStoreSettings } from "./object-store-opening.js";

const size = (usual: number) => z.coerce.number().int().min(1024).max(5_000_000_000).default(usual);

/** The settings of files: where they are kept, how large they may be, and what looks at them. */
export const fileShape = {
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default("us-east-1"),
  S3_KEYS_FILE: z.string().min(1).optional(),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  MAX_IMAGE_SIZE: size(usualFileRules.imageBytes),
  MAX_SOUND_SIZE: size(usualFileRules.soundBytes),
  MAX_FILM_SIZE: size(usualFileRules.filmBytes),
  MAX_DOCUMENT_SIZE: size(usualFileRules.documentBytes),
  MAX_IMPORT_SIZE: size(usualFileRules.importBytes),
  MAX_TICKET_FILES: z.coerce.number().int().min(1).max(100).default(usualFileRules.filesPerTicket),
  SCANNER_URL: z
    .url({ protocol: /^tcp$/ })
    .refine((text) => /^tcp:\/\/[^/@?#]+:\d+$/.test(text), { error: "an address such as tcp://clamd.example.org:3310" })
    .optional(),
  ALLOW_UNSCANNED: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional(),
} as const;

type FileValues = z.infer<z.ZodObject<typeof fileShape>>;

/** What the settings of files say. */
export interface FileSettings {
  objectStore: ObjectStoreSettings;
  fileRules: FileRules;
  /** The virus scanner (clamd) that looks at files; null: there is none. */
  scannerUrl: string | null;
}

/** What cannot be meant together. */
export function fileContradictions(given: Record<string, string>): string[] {
  const isS3 = given.S3_ENDPOINT !== undefined || given.S3_BUCKET !== undefined;
  if (!isS3) return [];
  const problems: string[] = [];
  for (const name of ["S3_ENDPOINT", "S3_BUCKET"]) {
    if (given[name] === undefined) problems.push(`${name}: needed for an object store`);
  }
  const hasKeys = given.S3_ACCESS_KEY_ID !== undefined && given.S3_SECRET_ACCESS_KEY !== undefined;
  if (given.S3_KEYS_FILE === undefined && !hasKeys) {
    problems.push("S3_KEYS_FILE: needed for an object store, or S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY");
  }
  return problems;
}

/** The settings of files, from values that do not contradict each other. */
export function toFileSettings(values: FileValues, dataDirectory: string, isProduction: boolean): FileSettings {
  return {
    objectStore: objectStoreOf(values) ?? { folder: `${dataDirectory}/objects` },
    fileRules: {
      imageBytes: values.MAX_IMAGE_SIZE,
      soundBytes: values.MAX_SOUND_SIZE,
      filmBytes: values.MAX_FILM_SIZE,
      documentBytes: values.MAX_DOCUMENT_SIZE,
      importBytes: values.MAX_IMPORT_SIZE,
      filesPerTicket: values.MAX_TICKET_FILES,
      hasScanner: values.SCANNER_URL !== undefined,
      mayOpenUnscanned: values.ALLOW_UNSCANNED ?? !isProduction,
    },
    scannerUrl: values.SCANNER_URL ?? null,
  };
}

function objectStoreOf(values: FileValues): ObjectStoreSettings | null {
  const { S3_ACCESS_KEY_ID, S3_BUCKET, S3_ENDPOINT, S3_KEYS_FILE, S3_REGION, S3_SECRET_ACCESS_KEY } = values;
  if (S3_ENDPOINT === undefined || S3_BUCKET === undefined) return null;
  const keys =
    S3_KEYS_FILE === undefined
      ? { accessKeyId: S3_ACCESS_KEY_ID ?? "", secretAccessKey: S3_SECRET_ACCESS_KEY ?? "" }
      : { file: resolve(S3_KEYS_FILE) };
  return { endpoint: S3_ENDPOINT, region: S3_REGION, bucket: S3_BUCKET, keys };
}
