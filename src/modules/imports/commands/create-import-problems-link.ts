import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { illegalTransition, notFound } from "../../../platform/errors.js";
import { linkLifetime, linkOwnerOf } from "../../../platform/signed-link.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { importRecordings, placeOfImport } from "../import.change.js";
import { importKeyOf } from "../import.ids.js";
import type { CreateImportProblemsLinkInput } from "../import.inputs.js";
import { isPossible } from "../import.states.js";
import { findImport, type ImportRow } from "../import.store.js";
import { permittedActions } from "../import.view.js";
import { countAllProblems } from "../problem.store.js";
import { problemsAddress } from "../problems.download.js";

/** A link that was given, until when it opens the file, and what stands in it. */
export interface GivenProblemsLink {
  row: ImportRow;
  url: string;
  expiresAt: Date;
  problems: number;
  isComplete: boolean;
}

/**
 * Gives a link to the bad rows of an import of the actor's bureau as a file (错误行文件), in his language. Each is recorded,
 * and so is its first opening.
 *
 * @throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION where no row has been tried, or rows are being tried just now
 */
export async function createImportProblemsLink(
  context: RequestContext,
  { importId }: CreateImportProblemsLinkInput,
): Promise<GivenProblemsLink> {
  const actor = actorOf(context);
  const key = importKeyOf(importId, "importId");
  return inScope(context, async (tx) => {
    const row = await findImport(tx, actor.bureau.bureau, key);
    if (row === null) throw notFound("importId");

    authorize(actor, "import.read", placeOfImport(row));
    if (!isPossible("FETCH_PROBLEMS", row)) throw illegalTransition(notTried, permittedActions(actor, row));

    const problems = await countAllProblems(tx, key);
    const found = Object.values(row.reasons as Record<string, number>).reduce((sum, count) => sum + count, 0);
    const at = context.clock.now();
    const expiresAt = new Date(at.getTime() + linkLifetime);
    const detail = { problems, until: expiresAt.toISOString() };
    const told = { at, requestId: context.requestId, event: "PROBLEMS_LINKED", detail } as const;
    await writeAndEnd(tx, importRecordings(actor, row, { ...told, action: "import.read" }));
    const url = problemsAddress(context, row, linkOwnerOf(actor), expiresAt);
    return { row, url, expiresAt, problems, isComplete: problems >= found };
  });
}

const notTried = {
  zh: "该导入没有可下载的错误行：尚未试运行，或正在试运行。",
  en: "There are no bad rows to fetch: the import was not tried, or is being tried just now.",
};
