import { LRUCache } from "lru-cache";
import { holds } from "../../access/index.js";
import type { Clock } from "../../platform/clock.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Database, Transaction } from "../../platform/database.js";
import { fromGlobalId, sha256 } from "../../platform/ids.js";
import { scopeOf } from "../../platform/scope.js";
import type { Seal } from "../../platform/seal.js";
import {
  checkOwnedLink,
  type LinkOwner,
  linkLifetime,
  linkOwnerOf,
  signOwnedLink,
} from "../../platform/signed-link.js";
import { findActorOf } from "../identity/index.js";
import { reportIdOf, reportKeyOfParts, reportType } from "./report.change.js";
import { readContent } from "./report.content.js";
import { toDocx } from "./report.docx.js";
import { type ReportFormat, reportFormats } from "./report.enums.js";
import { type FullReportRow, findFullReport, type ReportKey, type ReportRow } from "./report.store.js";
import { ReportDocument } from "./report.type.js";
import { toXlsx } from "./report.xlsx.js";

/** Where documents are fetched: this, the identifier of the report, a slash and the name of a file. */
export const reportsPath = "/reports/";

const mediaTypes: Readonly<Record<ReportFormat, string>> = {
  JSON: "application/json; charset=utf-8",
  XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

const fileOf = (format: ReportFormat): string => `report.${format.toLowerCase()}`;

const partsOf = (id: string, file: string): string[] => ["report", id, file];

/**
 * The links to the documents of a report that the caller sees. A link opens one document for 15 minutes, for whoever has
 * it, as long as the caller may read reports and his bureau sees this one; nobody can read from it who he is.
 */
export function documentsOf(context: RequestContext, row: ReportRow): ReportDocument[] {
  const owner = linkOwnerOf(actorOf(context));
  const id = reportIdOf(row);
  const expiresAt = new Date(Math.floor((context.clock.now().getTime() + linkLifetime) / 1000) * 1000);
  return reportFormats.map((format) => {
    const query = signOwnedLink(context.seal, partsOf(id, fileOf(format)), owner, expiresAt);
    const url = `${context.issuer}${reportsPath}${id}/${fileOf(format)}?${query}`;
    return Object.assign(new ReportDocument(), { format, url, expiresAt });
  });
}

/** What answers whoever calls a link. */
export interface DocumentParts {
  database: Database;
  clock: Clock;
  seal: Seal;
}

/** What became of the call of a link: the document, or why there is none. */
export type FetchedDocument =
  | { state: "FOUND"; body: Buffer; mediaType: string; fileName: string; plainName: string }
  | { state: "EXPIRED" }
  | { state: "MISSING" };

const missing: FetchedDocument = { state: "MISSING" };

/**
 * Opens the document of a link.
 *
 * @param path the path that was called, after `reportsPath`
 * @param query its query
 * @returns MISSING for everything that was never such a link, so that nobody learns what exists; EXPIRED for one that was,
 *   or whose owner has the right no more
 */
export async function fetchDocument(
  parts: DocumentParts,
  path: string,
  query: URLSearchParams,
): Promise<FetchedDocument> {
  const [id = "", file = "", ...rest] = path.split("/");
  const format = reportFormats.find((one) => fileOf(one) === file);
  const named = fromGlobalId(id);
  const key = named?.type === reportType ? reportKeyOfParts(named.parts) : null;
  if (format === undefined || key === null || rest.length > 0) return missing;
  const now = parts.clock.now();
  const given = { token: query.get("token") ?? "", by: query.get("by") ?? "" };
  const link = checkOwnedLink(parts.seal, partsOf(id, file), given, now);
  if (link.state !== "VALID") return link.state === "EXPIRED" ? link : missing;
  const row = await parts.database.asSystem("open the document of a signed link", (tx) =>
    findForOwner(tx, key, link.owner, now),
  );
  if (row === null) return { state: "EXPIRED" };
  const [body, mediaType] = [await render(row, format), mediaTypes[format]];
  return { state: "FOUND", body, mediaType, fileName: nameOf(row, file), plainName: file };
}

/**
 * The report, where the owner of a link may read it now as he might when he had the link made; null where he may not.
 *
 * SECURITY: widened sight: whoever calls is not signed in. The link was signed for somebody whose rights, and the one scope of
 * whose bureau, are asked again.
 */
async function findForOwner(
  tx: Transaction,
  key: ReportKey,
  owner: LinkOwner,
  now: Date,
): Promise<FullReportRow | null> {
  const actor = await findActorOf(tx, owner, now);
  if (actor === null || !holds(actor, "report.read")) return null;
  return findFullReport(tx, scopeOf(actor.bureau), key);
}

const rendered = new LRUCache<string, Buffer>({ maxSize: 32 * 1024 * 1024, sizeCalculation: ({ length }) => length });

// Whoever calls a link again and again has it made once: the same content is the same document.
async function render({ content }: FullReportRow, format: ReportFormat): Promise<Buffer> {
  if (format === "JSON") return Buffer.from(content, "utf8");
  const name = `${format} ${sha256(content)}`;
  const known = rendered.get(name);
  if (known !== undefined) return known;
  const body = await (format === "XLSX" ? toXlsx : toDocx)(readContent(content));
  rendered.set(name, body);
  return body;
}

const nameOf = ({ title }: FullReportRow, file: string): string => `${title}${file.replace("report", "")}`;
