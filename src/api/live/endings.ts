import type { BilingualText, Locale } from "../../platform/actor.js";
import { inLocale } from "../../platform/errors.js";

/** Why a connection is ended by us: a close code of a WebSocket, and what is said with it. Streams count by the same codes. */
export interface Ending {
  readonly code: number;
  readonly words: BilingualText;
}

/**
 * The endings. Codes from 4400 on are those of the protocol graphql-transport-ws, with its words in English; the others are
 * those of RFC 6455, section 7.4, and of the registry of IANA that it founded. Stock clients come again by themselves after
 * 1001, 1013, 4403 and 4408, and give up after the others.
 */
export const endings = {
  /** A message that is none of the protocol's. */
  invalid: { code: 4400, words: { zh: "收到的消息无效", en: "Invalid message received" } },
  /** An operation before the connection was acknowledged. */
  unauthorized: { code: 4401, words: { zh: "尚未完成连接初始化", en: "Unauthorized" } },
  /** SECURITY: who is not let in learns no reason. */
  forbidden: { code: 4403, words: { zh: "需要有效的访问令牌", en: "Forbidden" } },
  expired: { code: 4403, words: { zh: "访问令牌已过期", en: "Forbidden: the token has expired" } },
  withdrawn: {
    code: 4403,
    words: {
      zh: "令牌、岗位或程序已不再有效",
      en: "Forbidden: the token, the role or the program is not valid any more",
    },
  },
  /** A fresh token that is not for the same person, program and bureau as the first. */
  another: {
    code: 4403,
    words: {
      zh: "新令牌须属于同一人员、程序和机构",
      en: "Forbidden: a fresh token must be of the same person, program and bureau",
    },
  },
  subprotocol: { code: 4406, words: { zh: "子协议不受支持", en: "Subprotocol not acceptable" } },
  initTimeout: { code: 4408, words: { zh: "连接初始化超时", en: "Connection initialisation timeout" } },
  initTwice: { code: 4429, words: { zh: "重复的连接初始化", en: "Too many initialisation requests" } },
  fault: { code: 4500, words: { zh: "服务内部错误", en: "Internal server error" } },
  goingAway: { code: 1001, words: { zh: "服务正在停止", en: "Going away" } },
  tooManyMessages: { code: 1008, words: { zh: "消息过于频繁", en: "Too many messages" } },
  tooManySockets: {
    code: 1013,
    words: {
      zh: "该人员、程序或机构的连接过多，请稍后再试",
      en: "Too many connections of this person, program or bureau: try again later",
    },
  },
  unavailable: { code: 1013, words: { zh: "服务暂时不可用，请稍后再试", en: "Try again later" } },
} as const satisfies Record<string, Ending>;

/** A second operation under an identifier that is still in use. */
export function takenIdentifier(id: string): Ending {
  return { code: 4409, words: { zh: `操作 ${id} 已存在`, en: `Subscriber for ${id} already exists` } };
}

/**
 * A reader for whom more waits than may.
 *
 * @param cursor the place in the log up to which everything was sent, by the subscription that could not be told more
 */
export function fallenBehind(cursor: string | null): Ending {
  return cursor === null
    ? { code: 1013, words: { zh: "读取过慢，请续订", en: "Too slow: subscribe again" } }
    : { code: 1013, words: { zh: `读取过慢，请自 ${cursor} 续订`, en: `Too slow: resume after ${cursor}` } };
}

/** RFC 6455, section 5.5: a control frame holds 125 bytes, two of them are the code. */
const longestReason = 123;

/** What is said with the code: as much of the words as a close frame holds. */
export function reasonOf({ words }: Ending, locale: Locale): Buffer {
  const reason = Buffer.from(inLocale(words, locale), "utf8");
  let length = Math.min(reason.length, longestReason);
  // Not in the middle of a character.
  while (length < reason.length && ((reason[length] ?? 0) & 0xc0) === 0x80) length -= 1;
  return reason.subarray(0, length);
}

const told = new Set<number>([1000, 1001, 1005, 1006, 1007, 1008, 1009, 1013]);

/** The code under which an ending is counted: clients may send any. */
export function countedCode(code: number): string {
  const isKnown = told.has(code) || Object.values(endings).some((ending) => ending.code === code) || code === 4409;
  return isKnown ? String(code) : "other";
}
