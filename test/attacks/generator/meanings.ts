import {
  type BureauGroup,
  type Draft,
  plain,
  type Reference,
  refer,
  type Subject,
  type SubjectType,
  type Value,
  type Whose,
} from "./plan.js";
import { usualTexts } from "./texts.js";

/** What the values of one use of a root field share. */
export interface Frame {
  /** The name of the field, such as signTicket. */
  rootField: string;
  /** The object that the first identifier or code named: a `version` beside it is that object's. */
  subject: number | null;
  /** The citizen whose contact is given, and which parts of it are. */
  secret: number | null;
  confided: Set<string>;
}

/** Where a value stands: the input type, or the type of the field whose argument it is, and the name. */
export interface Slot {
  owner: string;
  name: string;
}

/** How a value for a place in the input is made up. */
export type Meaning = (draft: Draft, frame: Frame, slot: Slot) => Value;

const whoseOf = (draft: Draft, usual: Whose): Whose => {
  const { choices } = draft;
  if (!choices.chance(draft.boldness === "FITTING" ? 12 : 30)) return usual;
  return choices.pick(["FOREIGN", "FOREIGN", "NOBODY", "CROSSED", "OWN"]);
};

function name(draft: Draft, frame: Frame, subject: Omit<Subject, "at" | "rootField">): number {
  const at = draft.choices.below(1000);
  draft.subjects.push({ ...subject, at, rootField: frame.rootField });
  // The first object of an input is what it is about; a version beside it is that object's.
  frame.subject ??= draft.subjects.length - 1;
  return draft.subjects.length - 1;
}

/** A part of an object that is looked up: mostly one of the usual ones, now and then another's or nobody's. */
export const named = (type: SubjectType, part: "id" | "code" | "number" | "login", usual: Whose): Meaning => {
  return (draft, frame) => {
    // Nobody of the run may lose his role, and nothing of the other province may be found by its name.
    const whose = whoseOf(draft, usual);
    const safe = whose === "OWN" ? usual : whose;
    return refer(draft, { is: part, subject: name(draft, frame, { type, whose: safe }) });
  };
};

/** A reference that is made up anew each time. */
export const reference =
  (made: (draft: Draft) => Reference): Meaning =>
  (draft) =>
    refer(draft, made(draft));

/** A code of a dictionary. */
export const word = (dictionary: string): Meaning =>
  reference(({ choices }) => ({ is: "word", dictionary, at: choices.below(1000) }));

/** A text that nobody used before. */
export const fresh = (form: (Reference & { is: "fresh" })["form"]): Meaning => reference(() => ({ is: "fresh", form }));

/** A text as an officer writes it. */
export const text: Meaning = ({ choices }) => plain(choices.pick(usualTexts));

/** One of a group of bureaus, and never one of the other province: what is done with it would rightly be known there. */
export const grouped = (group: BureauGroup): Meaning => {
  return (draft, frame) => {
    const { choices, boldness } = draft;
    const isUsual = !choices.chance(boldness === "FITTING" ? 12 : 30);
    const whose = isUsual ? group : choices.pick(["OWN", "NOBODY", "OWN"] as const);
    return refer(draft, { is: "code", subject: name(draft, frame, { type: "Bureau", whose }) });
  };
};

/** One of these days from today on. */
export const day = (...days: readonly [number, ...number[]]): Meaning =>
  reference(({ choices }) => ({ is: "day", days: choices.pick(days) }));

/** An instant so many hours from now. */
export const instant = (...hours: readonly [number, ...number[]]): Meaning =>
  reference(({ choices }) => ({ is: "instant", hours: choices.pick(hours) }));

/** A day by which somebody is to reply: mostly a working day to come. */
export const replyDay: Meaning = reference(({ choices }) =>
  choices.chance(85)
    ? { is: "workingDay", days: choices.pick([3, 1, 10, 200]) }
    : { is: "day", days: choices.pick([-1, 0, 1, 367, 4000]) },
);

/** One of these numbers, the first the plainest. */
export const number = (...numbers: readonly [number, ...number[]]): Meaning => {
  return ({ choices }) => plain(choices.pick(numbers));
};

/** One of these ways. */
export const oneOf =
  (...meanings: readonly [Meaning, ...Meaning[]]): Meaning =>
  (draft, frame, slot) =>
    draft.choices.pick(meanings)(draft, frame, slot);

/** One of these values of an enum. */
export const anEnum =
  (...names: readonly string[]): Meaning =>
  ({ choices }) => ({ is: "enum", name: choices.pick(names) });

/** A cursor of some list, not always as it was given. */
export const cursor: Meaning = reference(({ choices }) => ({
  is: "cursor",
  at: choices.below(1000),
  edited: choices.pick(["NOT", "NOT", "CUT", "TURNED", "REWRITTEN"]),
}));

/** A cursor of the log: mostly that of the webhook that was named before, which its bureau may use. */
export const logCursor: Meaning = (draft, frame, slot) =>
  frame.subject === null || draft.choices.chance(25)
    ? cursor(draft, frame, slot)
    : refer(draft, { is: "logCursor", subject: frame.subject });

const token = (is: "drillToken" | "concentrationKey"): Meaning =>
  reference(({ boldness, choices }) => ({
    is,
    at: choices.below(1000),
    whose: choices.chance(12) ? "ANY" : "OWN",
    edited: boldness === "FITTING" ? "NOT" : choices.pick(["NOT", "NOT", "CUT", "TURNED", "REWRITTEN"]),
  }));

/** The token of a number of the statistics, not always one's own nor as it was given. */
export const drillToken: Meaning = token("drillToken");

/** The key of what tickets have in common, not always one's own nor as it was given. */
export const concentrationKey: Meaning = token("concentrationKey");

/** The version of the object that was named before. */
export const version: Meaning = (draft, frame) => {
  if (frame.subject === null || draft.choices.chance(5)) return plain(draft.choices.below(4));
  return refer(draft, { is: "version", subject: frame.subject });
};

/** The version of the object that was named last: the other one of two, or one of many. */
export const lastVersion: Meaning = (draft) => {
  const { choices, subjects } = draft;
  if (subjects.length === 0 || choices.chance(5)) return plain(choices.below(4));
  return refer(draft, { is: "version", subject: subjects.length - 1 });
};

/** The version of the rule of the bureau of whoever asks. */
export const ruleVersion = (type: "CallbackRule" | "RosterRules" | "StaffingRule"): Meaning => {
  return (draft, frame) => refer(draft, { is: "version", subject: name(draft, frame, { type, whose: "OWN" }) });
};

/** One of these texts, the first the plainest. */
export const oneText =
  (...texts: readonly [string, ...string[]]): Meaning =>
  ({ choices }) =>
    plain(choices.pick(texts));

/** A part of the contact of a citizen that the request makes up. */
export const contactPart = (part: "name" | "phone" | "address" | "identityNumber"): Meaning => {
  return (draft, frame) => {
    if (frame.secret === null) {
      frame.secret = draft.secrets;
      draft.secrets += 1;
    }
    frame.confided.add(part);
    return refer(draft, { is: "secret", of: frame.secret, part });
  };
};

/** What the citizen says may name him, as long as his name and number are given as his contact too. */
export const facts: Meaning = (draft, frame, slot) => {
  const isKnown = frame.confided.has("name") && frame.confided.has("phone");
  if (frame.secret === null || !isKnown || draft.choices.chance(40)) return text(draft, frame, slot);
  return refer(draft, { is: "secret", of: frame.secret, part: "facts" });
};

/** Officers write down whom they spoke with, wherever they write. */
export const officersWords: Meaning = (draft, frame, slot) => {
  if (frame.subject === null || !draft.choices.chance(30)) return text(draft, frame, slot);
  return refer(draft, { is: "mention", subject: frame.subject });
};
