/** An entry of the timeline of a ticket that takes others in, with what it says of receipts, oldest entry first. */
export interface ReceiptEntry {
  verb: string;
  detail: Readonly<Record<string, unknown>>;
}

/** What a merger keeps of receipts in the timeline of the ticket that goes on. */
export interface KeptReceipts {
  /** The instants, as ISO 8601, at which the two were received by the competent bureau, and from when the limits run now. */
  receiptBefore: string | null;
  receiptOther: string | null;
  receiptAfter: string | null;
}

/**
 * From when the limits of the ticket that goes on run: the earliest receipt, or the last where new facts came (art. 35 of
 * Order 121). Pure.
 */
export function receiptOf(one: Date | null, other: Date | null, hasNewFacts: boolean): Date | null {
  if (one === null || other === null) return one ?? other;
  const isLater = other.getTime() > one.getTime();
  return isLater === hasNewFacts ? other : one;
}

/** The receipts of a merger, as they are kept. Pure. */
export function keptReceipts(before: Date | null, other: Date | null, after: Date | null): KeptReceipts {
  return { receiptBefore: textOf(before), receiptOther: textOf(other), receiptAfter: textOf(after) };
}

const textOf = (at: Date | null): string | null => at?.toISOString() ?? null;

interface TakenIn {
  other: unknown;
  receipt: Date | null;
  hasNewFacts: boolean;
}

/**
 * From when the limits of a ticket run that one of those merged into it leaves: its own receipt, and those of all that stay,
 * in whatever order they came and go. Where its receipt changed since the last merger, as by a dispatch, it stays as it is. Pure.
 *
 * @param entries the entries ABSORB and RELEASE of the ticket that goes on
 * @param leaving the identifier of the one that leaves, as the entries name it
 * @param current from when its limits run now
 */
export function receiptWithout(entries: readonly ReceiptEntry[], leaving: string, current: Date | null): Date | null {
  let own: Date | null = null;
  let last: string | null | undefined;
  let taken: TakenIn[] = [];
  for (const { detail, verb } of entries) {
    const [before, after] = [timeIn(detail, "receiptBefore"), timeIn(detail, "receiptAfter")];
    if (verb === "ABSORB") {
      // Another receipt than the last merger left counts for whatever was taken in before.
      if (taken.length === 0 || textOf(before) !== last) [own, taken] = [before, []];
      const receipt = timeIn(detail, "receiptOther");
      taken.push({ other: detail.other, receipt, hasNewFacts: detail.hasNewFacts === true });
    } else {
      taken = taken.filter(({ other }) => other !== detail.other);
    }
    last = textOf(after);
  }
  const isCounted = taken.some(({ other }) => other === leaving);
  if (!isCounted || textOf(current) !== last) return current;
  return taken
    .filter(({ other }) => other !== leaving)
    .reduce((receipt, one) => receiptOf(receipt, one.receipt, one.hasNewFacts), own);
}

function timeIn(detail: ReceiptEntry["detail"], name: string): Date | null {
  const value = detail[name];
  return typeof value === "string" ? new Date(value) : null;
}
