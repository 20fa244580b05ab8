import { type DifferenceKind, differenceKinds } from "./difference.words.js";
import type { VersionRow } from "./knowledge.store.js";

/** A piece of a text that both versions have, or only one. */
export interface DifferencePiece {
  kind: DifferenceKind;
  text: string;
}

// Sentences and lines: what people compare. A longer text is compared as one piece, since the table grows as the square.
const sentencePattern = /[^。；！？\n]*[。；！？\n]+|[^。；！？\n]+$/g;
const mostSentences = 600;

function sentencesOf(text: string): string[] {
  return text.match(sentencePattern) ?? [];
}

/** The lengths of the longest common subsequences of the rests of two lists, from each pair of places on. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const [row, next] = [lengths[i] as Uint16Array, lengths[i + 1] as Uint16Array];
    for (let j = after.length - 1; j >= 0; j -= 1) {
      row[j] = before[i] === after[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

function joined(pieces: readonly DifferencePiece[]): DifferencePiece[] {
  const together: DifferencePiece[] = [];
  for (const piece of pieces) {
    const last = together.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else together.push({ ...piece });
  }
  return together;
}

/** What changed from one text to another, sentence by sentence. The kept and removed pieces make the first, the kept and added the second. */
export function differenceOf(first: string, second: string): DifferencePiece[] {
  const [same, removed, added] = differenceKinds;
  const [before, after] = [sentencesOf(first), sentencesOf(second)];
  if (first === second) return first === "" ? [] : [{ kind: same, text: first }];
  if (before.length > mostSentences || after.length > mostSentences) {
    return [
      { kind: removed, text: first },
      { kind: added, text: second },
    ];
  }
  const lengths = commonLengths(before, after);
  const pieces: DifferencePiece[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, now] = [before[i], after[j]];
    if (old !== undefined && old === now) {
      pieces.push({ kind: same, text: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (now === undefined || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      pieces.push({ kind: removed, text: old });
      i += 1;
    } else {
      pieces.push({ kind: added, text: now ?? "" });
      j += 1;
    }
  }
  return joined(pieces);
}

const comparedFields = [
  ...(["title", "body", "keywords", "source", "issueClasses", "topics", "validFrom", "validTo"] as const),
  ...(["matter", "division", "organisation", "telephone", "hours"] as const),
];

/** The names of the fields in which two versions differ. */
export function changedFieldsOf(before: VersionRow, after: VersionRow): string[] {
  return comparedFields.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
