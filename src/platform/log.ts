import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";

/** The log of the process: JSON lines, without personal data. */
export type Logger = PinoLogger;

/**
 * Makes the log.
 *
 * @param level the least level that is written: trace, debug, info, warn, error, fatal or silent
 * @param destination where lines go; standard output when it is not given
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    // SECURITY: a header with a token must not reach the log, whoever logs the request.
    redact: ["authorization", "headers.authorization", "req.headers.authorization", "token", "secret"],
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
