import { nationPlace } from "../../access/index.js";
import { nationCode } from "../../platform/actor.js";
import { sha256 } from "../../platform/ids.js";
import type { DocumentRow, ReferenceRow, VersionRow } from "./knowledge.store.js";
import { knowledgeKinds } from "./knowledge.words.js";
import type { ShippedState } from "./load-knowledge.store.js";
import { directionDocuments } from "./shipped/directions.js";
import { lawDocuments } from "./shipped/laws.js";
import { questionDocuments } from "./shipped/questions.js";
import type { ShippedDocument } from "./shipped/shipped-document.js";
import { templateDocuments } from "./shipped/templates.js";

/** All national entries of this release: what is cited stands before what cites it. */
export const shippedDocuments: readonly ShippedDocument[] = [
  ...lawDocuments,
  ...questionDocuments,
  ...templateDocuments,
  ...directionDocuments,
];

// Under Order 121 questions, templates and directions stand, unless they say otherwise.
const usualFirstDay = "2026-04-15";

/** A shipped entry with its identifier, the same in every installation, and the digest of what it says. */
export interface ShippedRow {
  id: string;
  digest: string;
  position: number;
  shipped: ShippedDocument;
}

// A UUID of version 8 (RFC 9562) made from its name.
function shippedId(key: string): string {
  const hex = Buffer.from(sha256(`knowledge:${key}`), "base64url").toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The shipped entries, in their order. */
export const shippedRows: readonly ShippedRow[] = shippedDocuments.map((shipped, position) => ({
  ...{ id: shippedId(shipped.key), digest: sha256(JSON.stringify(shipped)), position, shipped },
}));

/** What loading the shipped entries writes. */
export interface LoadPlan {
  /** New laws, which stand before their articles. */
  laws: DocumentRow[];
  /** Other new entries. */
  documents: DocumentRow[];
  /** Entries that get a new version. */
  updates: { row: DocumentRow; changes: Partial<DocumentRow> }[];
  versions: VersionRow[];
  references: ReferenceRow[];
}

/**
 * What is to be written so that the shipped entries are there as this release words them. Pure. One whose version in use
 * is the nation's own, or that it withdrew, is left alone.
 */
export function planOf(rows: readonly ShippedRow[], states: readonly ShippedState[], at: Date): LoadPlan {
  const known = new Map(states.map((state) => [state.row.id, state]));
  const isDue = ({ digest, id }: ShippedRow): boolean => {
    const state = known.get(id);
    return state === undefined || (state.digest !== null && state.digest !== digest);
  };
  const due = rows.filter(isDue);
  const numbers = new Map(rows.map(({ id }) => [id, known.get(id)?.row.lastPublished ?? 1]));
  for (const { id } of due) numbers.set(id, (known.get(id)?.lastNumber ?? 0) + 1);
  const added = due.filter(({ id }) => !known.has(id)).map((row) => toDocumentRow(row, at));
  return {
    laws: added.filter(({ kind }) => kind === "LAW"),
    documents: added.filter(({ kind }) => kind !== "LAW"),
    updates: due.flatMap(({ id }) => {
      const row = known.get(id)?.row;
      const number = numbers.get(id) ?? 1;
      return row === undefined ? [] : [{ row, changes: { published: number, lastPublished: number, changedAt: at } }];
    }),
    versions: due.map((row) => toVersionRow(row, numbers, at)),
    references: due.flatMap((row) => toReferenceRows(row, numbers)),
  };
}

function sortKeyOf({ position, shipped }: ShippedRow): string {
  const rank = knowledgeKinds.indexOf(shipped.kind) + 1;
  if (shipped.kind === "LAW") return `${rank}:${shipped.code}`;
  if (shipped.direction !== undefined) return `${rank}:${shipped.direction.matter}`;
  const law = shipped.law?.split(":")[1];
  // Before whatever bureaus write, whose entries stand in the order of their instants.
  return law === undefined
    ? `${rank}:0:${String(position).padStart(4, "0")}`
    : `${rank}:${law}:${String(shipped.articleNumber ?? 0).padStart(4, "0")}`;
}

function toDocumentRow(row: ShippedRow, at: Date): DocumentRow {
  const { id, shipped } = row;
  return {
    ...{ ...nationPlace, id, kind: shipped.kind, code: shipped.code ?? null, sortKey: sortKeyOf(row) },
    lawId: shipped.law === undefined ? null : shippedId(shipped.law),
    ...{
      articleNumber: shipped.articleNumber ?? null,
      state: "PUBLISHED",
      published: 1,
      lastPublished: 1,
      inUseSince: 1,
      draft: null,
    },
    ...{ withdrawnAt: null, withdrawnBy: null, withdrawalReason: null, createdAt: at, changedAt: at, version: 1 },
  };
}

function toVersionRow({ digest, id, shipped }: ShippedRow, numbers: ReadonlyMap<string, number>, at: Date): VersionRow {
  const { body, direction, issueClasses = [], keywords = [], kind, source = null, title, topics = [] } = shipped;
  const cited = (shipped.cites ?? []).map((key) => `${shippedId(key)}:${numbers.get(shippedId(key)) ?? 1}`);
  return {
    ...{ ...nationPlace, documentId: id, number: numbers.get(id) ?? 1, kind, state: "PUBLISHED", title, body, source },
    ...{ keywords: [...keywords], issueClasses: [...issueClasses], topics: [...topics], cited },
    ...{ validFrom: shipped.validFrom ?? usualFirstDay, validTo: shipped.validTo ?? null },
    ...{ matter: direction?.matter ?? null, division: direction === undefined ? null : nationCode },
    ...{ organisation: direction?.organisation ?? null, telephone: direction?.telephone ?? null },
    ...{ hours: direction?.hours ?? null, changeNote: null, authors: [], writtenAt: at, writtenBy: null },
    ...{ submittedAt: null, submittedBy: null, publishedAt: at, publishedBy: null, returnReason: null },
    shippedDigest: digest,
  };
}

function toReferenceRows({ id, shipped }: ShippedRow, numbers: ReadonlyMap<string, number>): ReferenceRow[] {
  return (shipped.cites ?? []).map((key) => {
    const cited = shippedId(key);
    const citedNumber = numbers.get(cited) ?? 1;
    const citing = { documentId: id, number: numbers.get(id) ?? 1, cited };
    return { ...nationPlace, ...citing, citedNumber, checkedNumber: citedNumber, checkedAt: null, checkedBy: null };
  });
}
