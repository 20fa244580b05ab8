import { orientationAlone, readOrientation } from "./orientation.js";

const exifHead = Buffer.from("Exif\0\0", "latin1");
const jfifHead = Buffer.from("JFIF\0", "latin1");
const colourHead = Buffer.from("ICC_PROFILE\0", "latin1");
const adobeHead = Buffer.from("Adobe", "latin1");

const [startOfImage, endOfImage, startOfScan] = [0xd8, 0xd9, 0xda];

/** A stretch between two markers: what stands in it, its length included, and where it ends. */
interface Segment {
  marker: number;
  body: Buffer;
  end: number;
}

/**
 * The same picture without what was written beside it: camera, place, time, names, comments, previews, and whatever comes
 * after its end (ITU-T T.81, annex B). Its points are left as they are, bit by bit; which way up it is shown stays.
 *
 * @returns null where it is no sound JPEG
 */
export function stripJpeg(file: Buffer): Buffer | null {
  if (file[0] !== 0xff || file[1] !== startOfImage) return null;
  const kept: Buffer[] = [];
  let [orientation, hasScan] = [1, false];
  for (let at = 2; ; ) {
    const segment = segmentAt(file, at);
    if (segment === null) return null;
    at = segment.end;
    const { body, marker } = segment;
    if (marker === endOfImage) break;
    if (marker === 0xe1 && startsWith(body, exifHead)) {
      const found = readOrientation(body.subarray(2 + exifHead.length));
      if (orientation === 1) orientation = found;
    }
    const part = keptPart(marker, body);
    if (part !== null) kept.push(Buffer.from([0xff, marker]), part);
    if (marker !== startOfScan) continue;
    hasScan = true;
    const end = scanEnd(file, at);
    kept.push(file.subarray(at, end));
    at = end;
  }
  if (!hasScan) return null;
  return Buffer.concat([Buffer.from([0xff, startOfImage]), orientationSegment(orientation), ...kept, endMarker]);
}

const endMarker = Buffer.from([0xff, endOfImage]);

function segmentAt(file: Buffer, from: number): Segment | null {
  if (file[from] !== 0xff) return null;
  let at = from;
  // Any number of these may stand before a marker.
  while (file[at] === 0xff) at += 1;
  const marker = file[at];
  if (marker === undefined || marker === 0) return null;
  const start = at + 1;
  if (marker === endOfImage) return { marker, body: Buffer.alloc(0), end: start };
  if (start + 2 > file.length) return null;
  const end = start + file.readUInt16BE(start);
  return end > file.length || end < start + 2 ? null : { marker, body: file.subarray(start, end), end };
}

const startsWith = (body: Buffer, head: Buffer): boolean => body.subarray(2, 2 + head.length).equals(head);

/** What of a segment is needed to show the picture; null for nothing. */
function keptPart(marker: number, body: Buffer): Buffer | null {
  const isForApplications = marker >= 0xe0 && marker <= 0xef;
  if (!isForApplications) return marker === 0xfe || !isOfPicture(marker) ? null : body;
  if (marker === 0xe0 && startsWith(body, jfifHead) && body.length >= 16) return withoutPreview(body);
  if (marker === 0xe2 && startsWith(body, colourHead)) return body;
  return marker === 0xee && startsWith(body, adobeHead) ? body : null;
}

// Frames, tables, scans and restarts; the rest is reserved.
const isOfPicture = (marker: number): boolean => marker >= 0xc0 && marker <= 0xdf;

function withoutPreview(body: Buffer): Buffer {
  const head = Buffer.from(body.subarray(0, 16));
  head.writeUInt16BE(16, 0);
  head.writeUInt16BE(0, 14);
  return head;
}

function orientationSegment(orientation: number): Buffer {
  const tiff = orientationAlone(orientation);
  if (tiff === null) return Buffer.alloc(0);
  const head = Buffer.from([0xff, 0xe1, 0, 2 + exifHead.length + tiff.length]);
  return Buffer.concat([head, exifHead, tiff]);
}

/** Where the points of a scan end: at the next marker that is neither a restart nor a byte of theirs. */
function scanEnd(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return file.length;
}
