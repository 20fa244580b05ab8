import { chainFormat, genesisOf } from "./audit.chain.js";
import type { ExportedLink, ExportHeader } from "./audit.export.js";
import {
  type ChainFault,
  type ChainVerdict,
  endWalk,
  fault,
  isFault,
  startWalk,
  stepTo,
} from "./audit.verification.js";

/**
 * Checks an export of a chain, line by line, in memory that does not grow with it. It needs nothing but the export; who
 * noted a head outside can prove besides that nothing up to there was written anew.
 *
 * @param lines the lines of the export; lines of npm before the first are passed over
 * @param noted a head that was noted outside, in hexadecimal digits; null for none
 */
export async function verifyExport(lines: AsyncIterable<string>, noted: string | null): Promise<ChainVerdict> {
  const rest = withoutNpm(lines);
  const first = await rest.next();
  const header = first.done === true ? null : readHeader(first.value);
  if (header === null)
    return broken(null, unreadable(null, `the first line is no header of the format ${chainFormat}`));
  const { from, previous, province } = header;
  if (from === 1 && previous !== genesisOf(province).toString("hex")) {
    return broken(
      province,
      unreadable(1, "the header does not name the hash that the chain of its province begins with"),
    );
  }
  let walk = startWalk(province, noted, from, previous);
  for await (const line of rest) {
    const link = readLink(line);
    if (link === null) return broken(province, unreadable(walk.position + 1, "the line is no link of an export"));
    const next = stepTo(walk, link);
    if (isFault(next))
      return broken(province, next.kind === "MISSING" ? await lookFor(walk.position + 1, next, rest) : next);
    walk = next;
  }
  if (walk.position !== header.to || walk.hash.toString("hex") !== header.head) {
    const sentence = `the header names position ${header.to} with ${header.head} as the last: the export was cut off or changed`;
    return broken(province, { kind: "CUT_OFF", position: walk.position + 1, entry: null, sentence });
  }
  return endWalk(walk);
}

const broken = (province: string | null, first: ChainFault): ChainVerdict => ({
  isWhole: false,
  province,
  fault: first,
});

const unreadable = (position: number | null, sentence: string): ChainFault => ({
  kind: "UNREADABLE",
  position,
  entry: null,
  sentence,
});

// Whoever forgets `--silent` has the lines in the file that npm prints before it runs a script.
async function* withoutNpm(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let isBegun = false;
  for await (const line of lines) {
    isBegun ||= line !== "" && !line.startsWith("> ");
    if (isBegun) yield line;
  }
}

// A position that is missing here may stand further down.
async function lookFor(position: number, otherwise: ChainFault, rest: AsyncIterable<string>): Promise<ChainFault> {
  for await (const line of rest) {
    const link = readLink(line);
    if (link?.position === position) return fault("OUT_OF_ORDER", link, "it stands behind a later position");
  }
  return otherwise;
}

const hashPattern = /^[0-9a-f]{64}$/;

const isPosition = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 1;
const isHash = (value: unknown): boolean => typeof value === "string" && hashPattern.test(value);

function readObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function readHeader(line: string): ExportHeader | null {
  const header = readObject(line);
  if (header?.format !== chainFormat || typeof header.province !== "string") return null;
  if (!isPosition(header.from) || !isHash(header.previous)) return null;
  const isWhole = Number.isSafeInteger(header.to) && isHash(header.head);
  return isWhole ? (header as unknown as ExportHeader) : null;
}

function readLink(line: string): ExportedLink | null {
  const link = readObject(line);
  if (link === null || !isPosition(link.position) || !isHash(link.hash)) return null;
  return typeof link.sealedAt === "string" && typeof link.entry === "object" ? (link as unknown as ExportedLink) : null;
}
