import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { illegalTransition, notFound } from "../../../platform/errors.js";
import { linkLifetime, linkOwnerOf } from "../../../platform/signed-link.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { exportRecordings } from "../export.change.js";
import { exportAddress } from "../export.download.js";
import type { CreateExportLinkInput } from "../export.inputs.js";
import { type ExportRow, findExport } from "../export.store.js";
import { exportKeyOf, permittedActions, placeOfExport } from "../export.view.js";
import { isPossible } from "../export.workflow.js";

/** A link that was given, and until when it opens the file. */
export interface GivenLink {
  row: ExportRow;
  url: string;
  expiresAt: Date;
}

/**
 * Gives a link to the file of an export of the actor's bureau (下载链接). Each is recorded.
 *
 * @throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION where there is no file, or none any more
 */
export async function createExportLink(context: RequestContext, input: CreateExportLinkInput): Promise<GivenLink> {
  const actor = actorOf(context);
  const key = exportKeyOf(input.exportId, "exportId");
  return inScope(context, async (tx) => {
    const row = await findExport(tx, actor.bureau.bureau, key);
    if (row === null) throw notFound("exportId");

    authorize(actor, "export.download", placeOfExport(row));
    if (!isPossible("DOWNLOAD", row.state)) throw illegalTransition(noFile, permittedActions(actor, row));

    const at = context.clock.now();
    const ends = at.getTime() + linkLifetime;
    const expiresAt = new Date(Math.min(ends, row.expiresAt?.getTime() ?? ends));
    await writeAndEnd(
      tx,
      exportRecordings(actor, row, {
        ...{ action: "export.download", event: "LINKED", at, requestId: context.requestId },
        detail: { until: expiresAt.toISOString() },
      }),
    );
    return { row, url: exportAddress(context, row, linkOwnerOf(actor), expiresAt), expiresAt };
  });
}

const noFile = {
  zh: "该导出没有可下载的文件：尚未完成、未能完成或已过期。",
  en: "The export has no file: it is not done yet, was stopped, or has expired.",
};
