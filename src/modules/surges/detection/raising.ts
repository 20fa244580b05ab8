import type { AlertState } from "./life.js";
import { hourMilliseconds } from "./series.js";

/** What raising needs to know of an alert. */
export interface RaisableAlert {
  readonly id: string;
  /** The authority whose region it is about. */
  readonly bureau: string;
  /** The authority above that one. */
  readonly superior: string;
  /** What it is about: the same text in all bureaus for the same class, topic, words and product (`matterKeyOf`). */
  readonly matter: string;
  readonly state: AlertState;
  readonly openedAt: Date;
}

/** When alerts are raised. */
export interface RaisingPolicy {
  /** In at least so many bureaus beneath the superior. */
  readonly bureaus: number;
  /** Opened within so many hours of each other. */
  readonly withinHours: number;
}

/** When alerts are raised where nobody says otherwise: two cities within three days. */
export const raisingPolicy: RaisingPolicy = { bureaus: 2, withinHours: 72 };

/** A matter that several bureaus beneath a superior show at the same time. */
export interface Raised {
  readonly superior: string;
  readonly matter: string;
  /** The bureaus, in the order in which it was noticed. */
  readonly bureaus: readonly string[];
  /** Their alerts, in the same order. */
  readonly alerts: readonly string[];
  /** When the first of them was opened. */
  readonly since: Date;
}

/**
 * Finds what is to be raised to a superior (上报): alerts of the same matter in several bureaus beneath it, none of them closed.
 * A chain counts: a city that follows within the hours of the policy belongs to those before it, so a matter that spreads
 * slowly stays one. What was found before is found again with whatever has joined it; the caller knows it by superior, matter
 * and its first alert.
 */
export function raisedOf(alerts: readonly RaisableAlert[], policy: RaisingPolicy = raisingPolicy): Raised[] {
  const matters = new Map<string, RaisableAlert[]>();
  for (const alert of alerts) {
    if (alert.state === "CLOSED") continue;
    const key = JSON.stringify([alert.superior, alert.matter]);
    matters.set(key, [...(matters.get(key) ?? []), alert]);
  }
  return [...matters.values()].flatMap((matter) =>
    chainsOf(matter, policy.withinHours).flatMap((chain) => {
      const [first] = chain;
      const bureaus = [...new Set(chain.map(({ bureau }) => bureau))];
      if (first === undefined || bureaus.length < policy.bureaus) return [];
      const { superior, matter: about, openedAt } = first;
      return [{ superior, matter: about, bureaus, alerts: chain.map(({ id }) => id), since: openedAt }];
    }),
  );
}

/** Cuts alerts, in the order of their opening, where more than so many hours lie between two. */
function chainsOf(alerts: readonly RaisableAlert[], withinHours: number): RaisableAlert[][] {
  const sorted = [...alerts].sort(
    (one, other) => one.openedAt.getTime() - other.openedAt.getTime() || (one.id < other.id ? -1 : 1),
  );
  const chains: RaisableAlert[][] = [];
  for (const alert of sorted) {
    const chain = chains[chains.length - 1];
    const last = chain?.[chain.length - 1];
    const isNear =
      last !== undefined && alert.openedAt.getTime() - last.openedAt.getTime() <= withinHours * hourMilliseconds;
    if (isNear) chain?.push(alert);
    else chains.push([alert]);
  }
  return chains;
}
