import type { Actor } from "../../platform/actor.js";
import { newId } from "../../platform/ids.js";
import type { Validation } from "../../platform/validation.js";
import type { ExportRow } from "./export.store.js";
import type { ExportFormat, ExportSubject } from "./export.workflow.js";

/** What every request for an export says. */
export interface RequestedFile {
  format: ExportFormat;
  byteOrderMark: boolean;
  purpose: string;
}

/** Checks what every request for an export says. */
export function checkFile(check: Validation, { byteOrderMark, format, purpose }: RequestedFile): void {
  if (byteOrderMark && format !== "CSV") {
    check.add("byteOrderMark", {
      zh: "只有 CSV 格式可以带 BOM。",
      en: "Only a CSV file may begin with a byte order mark.",
    });
  }
  check.text("purpose", purpose, 500, 2);
}

/** What is known of an export when it is asked for. */
export type AskedFor = Pick<ExportRow, "asked" | "conditions" | "columns" | "locale" | "rowsExpected"> & {
  subject: ExportSubject;
  at: Date;
};

/** A new export of the actor's bureau, of which nothing is written yet. */
export function newExport(
  { bureau: { bureau, city, county, province }, client, person }: Actor,
  { byteOrderMark, format, purpose }: RequestedFile,
  { asked, at, columns, conditions, locale, rowsExpected, subject }: AskedFor,
): ExportRow {
  return {
    ...{ province, city, county, bureau, id: newId(at) },
    ...{ subject, format, state: "QUEUED", failure: null, locale, hasByteOrderMark: byteOrderMark },
    ...{ columns, asked, conditions, purpose },
    ...{ requestedBy: person?.id ?? null, client: client?.id ?? null, requestedAt: at },
    ...{ startedAt: null, progressedAt: at, endedAt: null, expiresAt: null, rowsExpected },
    ...{ rowsDone: 0, steps: 0, parts: 0, bytes: 0, reachedAt: null, reachedId: null, keepsParts: false },
  };
}
