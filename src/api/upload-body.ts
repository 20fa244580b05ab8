import type { IncomingMessage } from "node:http";
import { monotonicMilliseconds } from "../platform/clock.js";
import { type ApplicationError, invalidInput, timedOut, tooLarge } from "../platform/errors.js";

/** How patient a process is with who brings a file. */
export interface Patience {
  /** How long nothing may come, in milliseconds. */
  silence: number;
  /** How long a file may take before its pace is looked at, in milliseconds. */
  grace: number;
  /** The slowest pace after that, in bytes a second. */
  pace: number;
  /** How long we may wait for a file in all, in milliseconds: less than the day after which what is not named is swept. */
  longest: number;
}

/** A line of 64 kbit/s is just fast enough; who sends a byte now and then is sent away. */
const usualPatience: Patience = { silence: 30_000, grace: 20_000, pace: 8 * 1024, longest: 12 * 60 * 60_000 };

/** The body of a request, as it comes. */
export interface UploadBody {
  pieces: AsyncGenerator<Uint8Array>;
  /** Why it was given up; null while it was not. What reads it may throw something else because of it. */
  failure(): ApplicationError | null;
}

/**
 * Reads a body of a known length a piece at a time, no faster than the pieces are taken. Only the time counts in which we
 * wait for the caller.
 *
 * @param bytes the length; a body that is shorter or longer is an error
 */
export function readUpload(request: IncomingMessage, bytes: number, patience = usualPatience): UploadBody {
  let failed: ApplicationError | null = null;
  const fail = (error: ApplicationError): ApplicationError => {
    failed ??= error;
    return failed;
  };
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    const coming = request.iterator({ destroyOnReturn: false });
    let [received, waited] = [0, 0];
    for (;;) {
      const left = Math.min(patience.grace + (received / patience.pace) * 1000, patience.longest) - waited;
      const from = monotonicMilliseconds();
      const next = await within(coming.next(), Math.min(patience.silence, left));
      waited += monotonicMilliseconds() - from;
      if (next === "LATE") throw fail(timedOut());
      if (next === "BROKEN") throw fail(brokenOff());
      if (next.done === true) break;
      received += next.value.length;
      if (received > bytes) throw fail(tooLarge("body", received, bytes));
      yield next.value;
    }
    if (received < bytes) throw fail(brokenOff());
  };
  return { pieces: pieces(), failure: () => failed };
}

const brokenOff = (): ApplicationError =>
  invalidInput("body", {
    zh: "文件内容短于声明的长度。",
    en: "The content is shorter than what was announced.",
  });

async function within<Value>(
  coming: Promise<IteratorResult<Value>>,
  milliseconds: number,
): Promise<IteratorResult<Value> | "LATE" | "BROKEN"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"LATE">((resolve) => {
    timer = setTimeout(() => resolve("LATE"), Math.max(0, milliseconds));
  });
  try {
    // A caller who goes away is no fault of ours.
    return await Promise.race([coming.catch((): "BROKEN" => "BROKEN"), late]);
  } finally {
    clearTimeout(timer);
  }
}
