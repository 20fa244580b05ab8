/** How a rule looks for surges. */
export const surgeRuleKinds = ["THRESHOLD", "BASELINE"] as const;

/** How a rule looks for surges: so many tickets, or a departure from what is usual. */
export type SurgeRuleKind = (typeof surgeRuleKinds)[number];

/** What the surges of a rule are told apart by. */
export const surgeGroupings = ["WHOLE", "ISSUE_CLASS", "GOODS_CLASS", "TOPIC"] as const;

/** What the surges of a rule are told apart by; with WHOLE, all that it watches is one. */
export type SurgeGrouping = (typeof surgeGroupings)[number];

/** What may be done with a rule. */
export const surgeRuleActions = ["UPDATE", "SWITCH_ON", "SWITCH_OFF", "DELETE"] as const;

/** What may be done with a rule. */
export type SurgeRuleAction = (typeof surgeRuleActions)[number];

/** How many rules one bureau may have. */
export const mostRules = 50;

/** How many words a rule looks for at most, and how many characters each has. */
export const mostWords = 20;

/** The longest word, in characters. */
export const longestWord = 20;

/** The longest name of a rule, in characters. */
export const longestRuleName = 60;
