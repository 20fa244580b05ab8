import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { forbidden, idempotencyMismatch, tooLarge } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { importRecordings } from "../import.change.js";
import type { PrepareImportInput } from "../import.inputs.js";
import { mostUnderWay } from "../import.states.js";
import { countUnderWay, findImportByKey, type ImportRow, importInsertion } from "../import.store.js";

/**
 * Prepares an import of a file that is still to come (准备导入). The same key again answers what was prepared before.
 *
 * @throws FORBIDDEN, INVALID_INPUT, IDEMPOTENCY_MISMATCH; TOO_LARGE for a file that is longer than the settings allow, and for
 *   more imports than a bureau may have under way, with `underWay`
 */
export async function prepareImport(context: RequestContext, input: PrepareImportInput): Promise<ImportRow> {
  const actor = actorOf(context);
  authorize(actor, "import.manage", actor.bureau);
  if (actor.bureau.kind !== "AUTHORITY" && actor.bureau.kind !== "CENTRE") {
    throw forbidden({
      zh: "只有市场监管局或其12315中心可以导入历史工单。",
      en: "An authority or its hotline centre imports tickets, as they alone register them.",
    });
  }
  checkFile(input);
  const { importBytes } = context.fileRules;
  if (input.bytes > importBytes) throw tooLarge("bytes", input.bytes, importBytes);

  return inScope(context, async (tx) => {
    const { bureau } = actor.bureau;
    const underWay = await countUnderWay(tx, bureau);
    const before = await findImportByKey(tx, bureau, input.idempotencyKey);
    if (before !== null) return asBefore(before, input);
    if (underWay >= mostUnderWay) throw tooLarge("underWay", underWay + 1, mostUnderWay);

    const at = context.clock.now();
    const row = newImport(context, input, at);
    await writeAndEnd(tx, [
      importInsertion(row),
      ...importRecordings(actor, row, {
        ...{ event: "PREPARED", at, requestId: context.requestId },
        detail: { bytes: input.bytes },
      }),
    ]);
    return row;
  });
}

function checkFile({ bytes, fileName, headerRow, idempotencyKey }: PrepareImportInput): void {
  const check = startValidation();
  if (!/^[\x21-\x7e]{8,100}$/.test(idempotencyKey)) {
    check.add("idempotencyKey", {
      zh: "幂等键须为 8 至 100 个可见的 ASCII 字符。",
      en: "An idempotency key has 8 to 100 printable ASCII characters.",
    });
  }
  check.text("fileName", fileName, 200, 1);
  if (!Number.isSafeInteger(bytes) || bytes < 1) {
    check.add("bytes", { zh: "字节数须为正整数。", en: "The length is a whole number of bytes, at least 1." });
  }
  if (headerRow < 1 || headerRow > 50) {
    check.add("headerRow", { zh: "标题行号须为 1 至 50。", en: "The line of the titles is from 1 to 50." });
  }
  check.finish();
}

function asBefore(before: ImportRow, { bytes, fileName, format, headerRow }: PrepareImportInput): ImportRow {
  const isSame =
    before.bytes === bytes &&
    before.fileName === fileName &&
    before.format === format &&
    before.headerRow === headerRow;
  if (!isSame) throw idempotencyMismatch();
  return before;
}

function newImport(context: RequestContext, input: PrepareImportInput, at: Date): ImportRow {
  const { bureau: place, client, person } = actorOf(context);
  const { bureau, city, county, province } = place;
  const { bytes, fileName, format, headerRow, idempotencyKey } = input;
  return {
    ...{ province, city, county, bureau, id: newId(at), idempotencyKey, fileName, format, bytes, headerRow },
    ...{ state: "AWAITING_FILE", version: 1, failure: null, failedRow: null },
    ...{ requestedBy: person?.id ?? null, client: client?.id ?? null, requestedAt: at },
    ...{ objectKey: null, sha256: null, encoding: null, isCountedFrom1904: false, columns: [], rows: 0, chunks: 0 },
    ...{ leasedBy: null, leasedUntil: null, round: 0, rules: null, mappingName: null, mappingVersion: null },
    ...{ mode: null, endsAs: null, goodRows: 0, badRows: 0, knownRows: 0, reasons: {} },
    ...{ ticketsWritten: 0, ticketsKept: 0, uploadedAt: null, checkedAt: null, startedAt: null },
    ...{ progressedAt: at, endedAt: null, keepsChunks: false },
  };
}
