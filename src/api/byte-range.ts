/** Which bytes of a file are asked for, both included; ALL for the whole of it, NONE where there are no such bytes. */
export type WantedBytes = { first: number; last: number } | "ALL" | "NONE";

/**
 * Reads the header Range (RFC 9110, section 14.2). Several ranges at once, and what is not understood, are answered with
 * the whole file, as the standard allows.
 *
 * @param length the length of the file in bytes
 */
export function readRange(header: string | undefined, length: number): WantedBytes {
  const [, from = "", to = ""] = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(header ?? "") ?? [];
  if (from === "" && to === "") return "ALL";
  if (from === "") {
    const most = Math.min(Number(to), length);
    return most === 0 ? "NONE" : { first: length - most, last: length - 1 };
  }
  const first = Number(from);
  if (to !== "" && Number(to) < first) return "ALL";
  if (first >= length) return "NONE";
  return { first, last: to === "" ? length - 1 : Math.min(Number(to), length - 1) };
}

/**
 * Whether a range may be taken (RFC 9110, section 13.1.5): the file is still the one of which the caller has a part. A
 * date is taken as one that does not fit, for two files may be of one second.
 *
 * @param header the header If-Range; undefined where the caller takes whatever there is
 * @param tag the entity tag of the file, with its quotation marks
 */
export function isSameFile(header: string | undefined, tag: string): boolean {
  return header === undefined || header.trim() === tag;
}

/** Whether the caller has the file already (RFC 9110, section 13.1.2). */
export function hasFile(ifNoneMatch: string | undefined, tag: string): boolean {
  const given = (ifNoneMatch ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  return given.includes(tag) || given.includes("*");
}
