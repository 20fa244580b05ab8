import { actorOf, type RequestContext } from "../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { invalidInput } from "../../platform/errors.js";
import { expiredCursor, logBounds, readChangeCursor } from "../events/index.js";
import { createSender, type Sender } from "./sending/sender.js";
import { longestUrl, readTarget } from "./sending/target.js";

/** Milliseconds that a test message may take, which somebody waits for. */
const pingMilliseconds = 5000;

/** What sends test messages, and tells where webhooks may lead, by the rules of this installation. */
export function senderOf({ isProduction, webhookNetworks }: RequestContext): Sender {
  return createSender({ isProduction, networks: webhookNetworks, tryMilliseconds: pingMilliseconds });
}

/**
 * The address of a webhook in its one form. It is looked up, so nothing of the database may be open meanwhile.
 *
 * SECURITY: what is right now may be wrong tomorrow: every try looks it up again, and connects to what it found.
 *
 * @throws INVALID_INPUT where it is no address that webhooks may have, or leads where none may lead
 */
export async function checkUrl(context: RequestContext, text: string): Promise<string> {
  const { isProduction, rules } = senderOf(context);
  const url = readTarget(text, isProduction);
  if (url === null) {
    throw invalidInput("url", {
      zh: `url 必须是 https 地址，不含用户名和片段，最多 ${longestUrl} 个字符。`,
      en: `url must be an https address without a user and a fragment, of at most ${longestUrl} characters.`,
    });
  }
  if ((await rules.addressesOf(url)) === null) {
    throw invalidInput("url", {
      zh: "url 的主机没有可用地址，或其地址不允许访问（如内部网络地址）。",
      en: "The host of url has no address, or one that may not be called, such as one within this organisation.",
    });
  }
  return url.href;
}

/**
 * The position of a cursor that a caller gives, for a webhook of a bureau.
 *
 * @throws INVALID_INPUT for what is no cursor of the log, for one of another bureau, and for one beyond the end of the log,
 *   CURSOR_EXPIRED where events after it are not kept any more
 */
export async function readPosition(
  tx: Transaction,
  context: RequestContext,
  cursor: string,
  bureau: string,
): Promise<number> {
  const position = readChangeCursor(cursor, bureau);
  const { latest } = await requireKept(tx, context, position, bureau);
  if (position > latest) {
    throw invalidInput("after", { zh: "该游标之后尚无事件。", en: "The log has not come to this cursor yet." });
  }
  return position;
}

/**
 * Refuses a position after which events are not kept any more.
 *
 * @returns the ends of the log
 * @throws CURSOR_EXPIRED, which says from where to go on
 */
export async function requireKept(
  tx: Transaction,
  context: RequestContext,
  position: number,
  bureau: string,
): Promise<{ oldest: number; latest: number }> {
  const bounds = await readBounds(tx, context);
  if (position < bounds.oldest - 1) throw expiredCursor(bounds.oldest, bureau);
  return bounds;
}

/** The ends of the log, which tell nothing of what stands in it. */
export function readBounds(tx: Transaction, context: RequestContext): Promise<{ oldest: number; latest: number }> {
  return asSystemWithin(tx, actorOf(context), "how far the event log goes", () => logBounds(tx));
}
