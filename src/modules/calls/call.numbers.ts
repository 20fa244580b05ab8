import { findPersonalData } from "../../platform/personal-data.js";
import { normalisedPhone } from "../../platform/phone-digest.js";

/**
 * Telephone numbers in what names a call or a queue: superiors read both, and a number may be a reporter's (art. 37 of Order
 * 121). The identifiers of many systems are long runs of digits, such as 20261122103000123 or 1700000000.12345, so
 * `findPersonalData`, which is for prose and masks in doubt, would refuse half of them. What is refused here is certain: the
 * caller's own number, wherever it stands, and a mainland mobile number that stands by itself.
 */

/** The rule, as the fields of the API say it. */
export const withoutNumbers =
  "It holds no telephone number: not the caller's, and no mainland mobile number that stands by itself or between signs, such as 13812345678-20261122.";

// Free of digits and letters on either side: a run of digits within a time, a counter or a UUID is none.
const standing = /(?<![0-9A-Za-z])(?:\+?86|0086)?(1[3-9]\d{9})(?![0-9A-Za-z])/g;

/** Shorter numbers are found by themselves alone: a counter may have eight of its digits by chance. */
const longEnough = 10;

/** Still shorter ones, such as 12315 or an extension, are nobody's. */
const shortest = 7;

/** What is known of the call that an identifier names. */
export interface NamedCall {
  /** The caller's number, as it was told. */
  caller?: string | null;
  offeredAt: Date;
}

/** Whether the identifier of a call holds a telephone number. */
export function holdsNumber(callId: string, { caller, offeredAt }: NamedCall): boolean {
  if (holdsCaller(callId, caller)) return true;
  return Array.from(callId.matchAll(standing)).some(([, number = ""]) => !tellsTime(number, offeredAt));
}

/** Whether the name of a queue holds a mobile number, in whatever form; that of a hotline's own line is nobody's. */
export function namesNumber(queue: string): boolean {
  const digits = queue.match(/\p{Nd}/gu)?.length ?? 0;
  return (
    digits > longEnough && findPersonalData(queue).some(({ isCertain, kind }) => isCertain && kind === "TELEPHONE")
  );
}

/** Whether a text holds the caller's own number, in whatever groups. */
export function holdsCaller(text: string, caller: string | null | undefined): boolean {
  if (caller == null) return false;
  const written = text.replace(/\D/g, "");
  if (written.length < shortest) return false;
  const number = normalisedPhone(caller)?.replace(/^0/, "") ?? "";
  if (number.length < shortest) return false;
  return number.length < longEnough ? text.split(/[^0-9A-Za-z]+/).includes(number) : written.includes(number);
}

const [minute, china] = [60_000, 8 * 3_600_000];

// Some systems begin an identifier with the day or the time of day of its call, in China or UTC, which may look like a mobile
// number: 191122… on a day of 2019, 133005… after half past one.
function tellsTime(number: string, offeredAt: Date): boolean {
  return [0, china].some((zone) =>
    [-minute, 0, minute].some((beside) => {
      const told = new Date(offeredAt.getTime() + zone + beside).toISOString().replace(/\D/g, "");
      return number.startsWith(told.slice(2, 8)) || number.startsWith(told.slice(8, 12));
    }),
  );
}
