/** What was counted in one trailing window, beside what was expected. */
export interface WindowFigures {
  /** The length by the rule, in hours. */
  readonly windowHours: number;
  /** From where the tickets are counted; they are counted up to the instant of the evaluation. */
  readonly since: Date;
  readonly count: number;
  /** The expected number; null of a threshold. */
  readonly expected: number | null;
  /** The first count that is over the rule. */
  readonly upper: number;
  /** How probable such a count, or a higher one, is where nothing is the matter; null of a threshold. */
  readonly probability: number | null;
  /** In how many counties; null where the rule does not look at places. */
  readonly counties: number | null;
}

/** What a rule finds at an instant. */
export interface Evaluation {
  /** The product that a threshold found; empty of a departure, which is about all that the rule watches. */
  readonly key: string;
  readonly at: Date;
  /** Whether the rule's condition holds: what opens an alert. */
  readonly isOver: boolean;
  /** Whether all is as usual again: what lets an alert fade. Between the two an alert neither opens nor fades. */
  readonly isQuiet: boolean;
  /** The figures of the longest window: those that are told, and by which growth is judged. */
  readonly figures: WindowFigures;
  /** The figures of all windows, the shortest first. */
  readonly windows: readonly WindowFigures[];
  /** The tickets in the window of a threshold, newest first, at most `mostTickets`; of a departure none. */
  readonly tickets: readonly string[];
}

/** How many tickets an evaluation or the evidence of an alert names at most. */
export const mostTickets = 200;
