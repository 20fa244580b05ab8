import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import type { Seal, Sealed } from "../../platform/seal.js";
import type { RawRow } from "./reading/raw-rows.js";

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** Which chunk of which import. */
export interface ChunkPlace {
  importId: string;
  number: number;
}

const ownerOf = ({ importId, number }: ChunkPlace): string => `import:${importId}:${number}`;

/** Rows as they are kept until they are written: packed and sealed, for they are full of citizens. */
export async function sealRows(seal: Seal, place: ChunkPlace, rows: readonly RawRow[]): Promise<Sealed> {
  const text = JSON.stringify(rows.map(({ cells, number }) => [number, cells]));
  return seal.seal((await pack(text, { level: 1 })).toString("base64"), ownerOf(place));
}

/** The rows of a chunk. */
export async function openRows(seal: Seal, place: ChunkPlace, sealed: Sealed): Promise<RawRow[]> {
  const packed = Buffer.from(seal.open(sealed, ownerOf(place)), "base64");
  const rows = JSON.parse((await unpack(packed)).toString("utf8")) as [number, string[] | null][];
  return rows.map(([number, cells]) => ({ number, cells }));
}
