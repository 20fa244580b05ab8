import type { Pass, Queue } from "../jobs/index.js";
import { ImportFieldsResolver } from "./import.fields.resolver.js";
import { createReadingPass, type ImportParts } from "./import.reading.js";
import { ImportResolver } from "./import.resolver.js";
import { createImportSweep } from "./import.sweep.js";
import { createImportQueue } from "./import.walk.js";
import type { ImportPayload } from "./walk.js";

export { importEventTypes } from "./import.events.js";
export type { ImportParts } from "./import.reading.js";
export { importReceiver } from "./import.receiver.js";
export { importNodeReaders } from "./import.view.js";
export { importProblemsPath, openProblemsFile, type ProblemsParts } from "./problems.download.js";

/** The resolvers of this module. */
export const importResolvers = [ImportResolver, ImportFieldsResolver] as const;

/** What imports do by the clock and by jobs. */
export interface ImportWork {
  reading: Pass;
  sweep: Pass;
  queue: Queue<ImportPayload>;
}

/** Makes what imports do by the clock and by jobs, with the keys that open their rows and the store of their files. */
export function createImportWork(parts: ImportParts): ImportWork {
  return {
    reading: createReadingPass(parts),
    sweep: createImportSweep(parts.objects),
    queue: createImportQueue(parts.seal),
  };
}
