/** Which way up a picture is shown (EXIF tag 0x0112): 1 as it is, 2 to 8 turned or mirrored. */
const orientationTag = 0x0112;

const shortType = 3;

/**
 * Reads the orientation from the metadata of a picture (TIFF structure, EXIF 2.32, section 4.6).
 *
 * @returns 1 where there is none, and where the metadata are not sound
 */
export function readOrientation(tiff: Buffer): number {
  const order = tiff.toString("latin1", 0, 4);
  if (order !== "II*\0" && order !== "MM\0*") return 1;
  const isLittle = order.startsWith("I");
  const short = (at: number): number => {
    if (at + 2 > tiff.length) return 0;
    return isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  };
  if (tiff.length < 8) return 1;
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = short(directory);
  for (let number = 0; number < entries; number += 1) {
    const entry = directory + 2 + number * 12;
    if (entry + 12 > tiff.length) return 1;
    if (short(entry) !== orientationTag || short(entry + 2) !== shortType) continue;
    const value = short(entry + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** The metadata of a picture of which nothing is told but its orientation; null where it is shown as it is. */
export function orientationAlone(orientation: number): Buffer | null {
  if (orientation === 1) return null;
  const tiff = Buffer.alloc(26);
  tiff.write("MM\0*", 0, "latin1");
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(orientationTag, 10);
  tiff.writeUInt16BE(shortType, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
