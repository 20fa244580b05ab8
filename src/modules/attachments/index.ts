import type { FileTools } from "../../platform/virus-scanner.js";
import { AttachmentFieldResolver, TicketAttachmentResolver } from "./attachment.fields.resolver.js";
import { createHandoverPass } from "./attachment.handover.js";
import { AttachmentResolver } from "./attachment.resolver.js";
import { createScanPass } from "./attachment.scan.js";
import { createClearingPass, createOrphanPass } from "./attachment.sweep.js";

export {
  type AttachmentContent,
  attachmentsPath,
  type ContentWanted,
  type DownloadParts,
  openAttachment,
} from "./attachment.download.js";
export { attachmentEventTypes } from "./attachment.events.js";
export { createHandoverPass } from "./attachment.handover.js";
export { attachmentReceiver } from "./attachment.receiver.js";
export { createScanPass } from "./attachment.scan.js";
export { createClearingPass, createOrphanPass } from "./attachment.sweep.js";
export { attachmentNodeReaders } from "./attachment.view.js";

/** The resolvers of this module. */
export const attachmentResolvers = [AttachmentResolver, AttachmentFieldResolver, TicketAttachmentResolver] as const;

/** The passes of this module, for where contents are kept. */
export function createAttachmentPasses(tools: FileTools) {
  const handovers = createHandoverPass({ hasScanner: tools.scanner !== null });
  return [
    createScanPass(tools),
    handovers,
    createClearingPass(tools.objects),
    createOrphanPass(tools.objects),
  ] as const;
}
