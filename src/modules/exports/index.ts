import { exportExpiry } from "./export.expiry.js";
import { exportQueue } from "./export.job.js";
import { ExportResolver } from "./export.resolver.js";

export {
  type DownloadParts,
  type ExportFile,
  exportsPath,
  openExportFile,
} from "./export.download.js";
export { exportExpiry } from "./export.expiry.js";
export { exportQueue } from "./export.job.js";
export { exportNodeReaders } from "./export.view.js";

/** The resolvers of this module. */
export const exportResolvers = [ExportResolver] as const;

/** The queues of this module. */
export const exportQueues = [exportQueue] as const;

/** The passes of this module. */
export const exportPasses = [exportExpiry] as const;
