import type { DeliveryOutcome } from "../webhook.states.js";

/** What a status of HTTP means for a delivery: 2xx is a success, and nothing else is. */
export function outcomeOfStatus(status: number): DeliveryOutcome {
  if (status >= 200 && status < 300) return "DELIVERED";
  if (status >= 300 && status < 400) return "REDIRECTED";
  return status === 410 ? "GONE" : "REFUSED";
}

// What Node and OpenSSL name what is wrong with a certificate or a handshake.
const tlsCodes = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA)/;

/** What a fault of the connection means for a delivery. Its message is told to nobody. */
export function faultOutcome(error: unknown): DeliveryOutcome {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (tlsCodes.test(code)) return "TLS_FAILED";
  return code.startsWith("HPE_") ? "ANSWER_BROKEN" : "UNREACHABLE";
}

/**
 * The pause that a receiver asks for in whole seconds (Retry-After; RFC 9110, 10.2.3), in milliseconds. A date is left out:
 * it depends upon the clock of the receiver.
 */
export function readRetryAfter(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) * 1000 : null;
}
