/** A write of a test: what is sent, and what has become of it. */
export interface Write {
  readonly document: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Which person of the test's province sends it. */
  readonly sender: "operator" | "dispatcher";
  /** LOST: no answer came, or none that says whether it was done. */
  /** The code and the text of the error that was answered. */
  refusal: string | null;
  outcome: "WAITING" | "DONE" | "CONFLICT" | "LOST" | "REFUSED";
  /** The ticket as the answer showed it. */
  ticket: { id: string; number: string; version: number } | null;
}

/** What an answer of the API holds. */
export interface WriteAnswer {
  data?: { done: { ticket: Write["ticket"] } | null } | null;
  errors?: { message: string; extensions: { code: string } }[];
}

/** Sends a write; rejects when the connection breaks. */
export type Send = (write: Write) => Promise<WriteAnswer>;

/** A complaint that is registered with a contact and submitted; the same key makes it once. */
export function registrationOf(key: string): Write {
  return {
    document:
      "mutation ($input: RegisterTicketInput!) { done: registerTicket(input: $input) { ticket { id number version } } }",
    input: {
      idempotencyKey: key,
      channel: "PHONE",
      kind: "COMPLAINT",
      issueClass: "PRICE",
      contact: { name: "王小明", phone: "13800001234" },
      respondent: { name: "平安大药房" },
      facts: `口罩太贵 ${key}`,
      request: "退款",
      submit: true,
    },
    sender: "operator",
    outcome: "WAITING",
    refusal: null,
    ticket: null,
  };
}

/** The dispatch of a ticket that was registered. */
export function dispatchOf({ ticket }: Write, bureau: string): Write {
  return {
    document:
      "mutation ($input: DispatchTicketInput!) { done: dispatchTicket(input: $input) { ticket { id number version } } }",
    input: { ticketId: ticket?.id, version: ticket?.version, bureau, reason: "理由充分" },
    sender: "dispatcher",
    outcome: "WAITING",
    refusal: null,
    ticket: null,
  };
}

// Codes of answers after which another try is worth while, whether something was done or not.
const passing = new Set(["UNAVAILABLE", "OVERLOADED", "TIMED_OUT"]);

async function sendOne(write: Write, send: Send): Promise<void> {
  const { data, errors = [] } = await send(write);
  const [error] = errors;
  if (error === undefined && data?.done != null) {
    write.ticket = data.done.ticket;
    write.outcome = "DONE";
    return;
  }
  const code = error?.extensions.code ?? "";
  write.refusal = `${code} ${error?.message}`;
  write.outcome = code === "CONFLICT" ? "CONFLICT" : passing.has(code) ? "LOST" : "REFUSED";
}

/**
 * Sends writes, all at once, and waits until each has an answer or is lost.
 *
 * @param until after so many that were done, `end` is called, once
 */
export async function answersOf(
  writes: readonly Write[],
  send: Send,
  until: { most: number; end: () => unknown } = { most: Number.POSITIVE_INFINITY, end: () => {} },
): Promise<void> {
  let done = 0;
  await Promise.all(
    writes.map(async (write) => {
      await sendOne(write, send).catch(() => {
        write.outcome = "LOST";
      });
      if (write.outcome !== "DONE") return;
      done += 1;
      if (done === until.most) await until.end();
    }),
  );
}

/** Sends writes, a few at a time and each until it has an answer. */
export async function insistOn(writes: readonly Write[], send: Send): Promise<void> {
  const waiting = [...writes];
  const sender = async (): Promise<void> => {
    for (let write = waiting.shift(); write !== undefined; write = waiting.shift()) {
      do await sendOne(write, send).catch(() => {});
      while (write.outcome === "LOST" || write.outcome === "WAITING");
    }
  };
  await Promise.all(Array.from({ length: 32 }, sender));
}
