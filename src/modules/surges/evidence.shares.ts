import { suppressSmallCells } from "../statistics/index.js";
import type { SharedCount, ShareKind } from "./evidence.store.js";

/** How many shares of a kind are shown. */
const mostShares: Readonly<Record<ShareKind, number>> = { PLACE: 20, GOODS: 10, RESPONDENT: 10 };

/** What of the shares of a kind is shown, the largest first, and how many groups are not told because few reports are in them. */
export interface ShownShares {
  shares: readonly { key: string; count: number }[];
  suppressed: number;
}

/**
 * The shares of a kind that may be shown, by the rule of the statistics: a group of fewer than three reports is not told
 * outside the bureau that handles it, nor what it could be worked out from. Which groups are left out, and in what order they
 * would stand, tells nothing of their numbers. Pure.
 */
export function shownShares(kind: ShareKind, counted: readonly SharedCount[]): ShownShares {
  const groups = counted.filter((one) => one.kind === kind);
  const { marks } = suppressSmallCells(
    groups.map(({ isInside, key, reports }) => ({ key: [key], reports: [BigInt(reports)], isInside })),
  );
  const shown = groups.filter(({ key }, position) => marks[position] === "SHOWN" && key !== "");
  return {
    shares: shown
      .sort((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1))
      .slice(0, mostShares[kind])
      .map(({ count, key }) => ({ key, count })),
    suppressed: marks.filter((mark) => mark !== "SHOWN").length,
  };
}
