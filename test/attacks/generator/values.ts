import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import { alternatives, mostlyGiven } from "./given.js";
import type { Frame, Slot } from "./meanings.js";
import { type Draft, plain, refer, type Value } from "./plan.js";
import { meaningOf, textFor } from "./slots.js";
import {
  amounts,
  days,
  fractions,
  instants,
  wholeNumbers,
  wrongAmounts,
  wrongDays,
  wrongInstants,
  wrongNumbers,
} from "./texts.js";
import { wholeLists, wholeObjects } from "./wholes.js";

// A rule that stops entries would stop those of the whole run.
const keptToItsMeaning: ReadonlySet<string> = new Set(["SetEntryRuleInput.effect"]);

/** A value for a place in the input: mostly one that fits its type, when the request is WRONG now and then one that does not. */
export function valueFor(draft: Draft, frame: Frame, type: GraphQLInputType, slot: Slot): Value {
  const { choices } = draft;
  if (draft.boldness === "WRONG" && choices.chance(6)) return wrongValue(draft, frame, type, slot);
  if (isNonNullType(type)) return givenValue(draft, frame, type.ofType, slot);
  if (choices.chance(isInputObjectType(type) ? 2 : 6)) return plain(null);
  return givenValue(draft, frame, type, slot);
}

function givenValue(draft: Draft, frame: Frame, type: GraphQLInputType, slot: Slot): Value {
  const { choices } = draft;
  if (isNonNullType(type)) return givenValue(draft, frame, type.ofType, slot);
  if (isListType(type)) {
    const whole = choices.chance(70) ? wholeLists[`${slot.owner}.${slot.name}`] : undefined;
    if (whole !== undefined && draft.boldness === "FITTING") return whole(draft, frame, slot);
    // One value stands for a list of one (GraphQL, section 3.11).
    if (choices.chance(6)) return givenValue(draft, frame, type.ofType, slot);
    const length = choices.pick([1, 2, 1, 3, 0]);
    if (draft.boldness === "FITTING") return fittingList(draft, frame, type.ofType, slot, Math.max(length, 1));
    const items = Array.from({ length }, () => valueFor(draft, frame, type.ofType, slot));
    return { is: "list", items };
  }
  if (isInputObjectType(type)) {
    const whole = wholeObjects[type.name];
    const isWhole = whole !== undefined && draft.boldness === "FITTING" && choices.chance(40);
    return isWhole ? whole(draft, frame, slot) : objectFor(draft, frame, type);
  }
  if (isEnumType(type)) {
    const isOther = choices.chance(20) && !keptToItsMeaning.has(`${slot.owner}.${slot.name}`);
    const usual = isOther ? undefined : meaningOf(slot)?.(draft, frame, slot);
    return usual?.is === "enum" ? usual : { is: "enum", name: choices.pick(type.getValues()).name };
  }
  return scalarFor(draft, frame, type, slot);
}

// Few lists may be empty, or name one thing twice.
function fittingList(draft: Draft, frame: Frame, type: GraphQLInputType, slot: Slot, length: number): Value {
  const items = Array.from({ length }, () => valueFor(draft, frame, type, slot));
  const names = items.map((item) => (item.is === "enum" ? item.name : null));
  return { is: "list", items: items.filter((_, at) => names[at] === null || names.indexOf(names[at] ?? null) === at) };
}

function objectFor(draft: Draft, frame: Frame, type: GraphQLInputObjectType): Value {
  const { choices } = draft;
  const fields: [string, Value][] = [];
  const choice = alternatives[type.name];
  const chosen = choice === undefined || choices.chance(10) ? null : choices.pick(choice);
  for (const field of inOrder(type)) {
    const isNeeded = isNonNullType(field.type) && field.defaultValue === undefined;
    const usually = chosen === null ? 25 : chosen.includes(field.name) ? 100 : 0;
    const often = mostlyGiven[`${type.name}.${field.name}`] ?? usually;
    const isForgotten = draft.boldness === "WRONG" && choices.chance(2);
    if (isForgotten || !(isNeeded || choices.chance(often))) continue;
    fields.push([field.name, valueFor(draft, frame, field.type, { owner: type.name, name: field.name })]);
  }
  if (draft.boldness === "WRONG" && choices.chance(3)) {
    fields.push([choices.pick(["__proto__", "nobodyKnowsIt", "constructor"]), plain("x")]);
  }
  return { is: "object", fields };
}

// What others hang on comes first: a version is that of the object named before, and facts tell of the contact before.
const isMatter = ({ name }: GraphQLInputField): boolean =>
  name === "id" || name === "tickets" || (name.endsWith("Id") && name !== "originalId" && name !== "otherId");
const leading: ReadonlySet<string> = new Set(["bureau", "into", "contact"]);

function inOrder(type: GraphQLInputObjectType): GraphQLInputField[] {
  const rank = (field: GraphQLInputField) => (isMatter(field) ? 0 : leading.has(field.name) ? 1 : 2);
  return Object.values(type.getFields()).sort((one, other) => rank(one) - rank(other));
}

function scalarFor(draft: Draft, frame: Frame, type: GraphQLNamedInputType, slot: Slot): Value {
  const { choices, boldness } = draft;
  const isOdd = boldness !== "FITTING" && choices.chance(20);
  switch (type.name) {
    case "Boolean":
      return plain(choices.chance(50));
    case "Int":
      return isOdd || meaningOf(slot) === undefined
        ? plain(choices.pick(wholeNumbers))
        : textFor({ ...draft, boldness: "FITTING" }, frame, slot);
    case "DateTimeISO":
      return isOdd || meaningOf(slot) === undefined
        ? plain(choices.pick(instants))
        : textFor({ ...draft, boldness: "FITTING" }, frame, slot);
    case "Float":
      return isOdd || meaningOf(slot) === undefined
        ? plain(choices.pick(fractions))
        : textFor({ ...draft, boldness: "FITTING" }, frame, slot);
    case "LocalDate":
      return isOdd || meaningOf(slot) === undefined
        ? plain(choices.pick(days))
        : textFor({ ...draft, boldness: "FITTING" }, frame, slot);
    case "Yuan":
      return plain(choices.pick(amounts));
    default:
      return textFor(draft, frame, slot);
  }
}

function wrongValue(draft: Draft, frame: Frame, type: GraphQLInputType, slot: Slot): Value {
  const { choices } = draft;
  const scalar = isNonNullType(type) ? type.ofType : type;
  const byType: (() => Value)[] = [
    () => plain(null),
    () => ({ is: "object", fields: [["x", plain(1)]] }),
    () => ({ is: "list", items: [plain(null), plain("x")] }),
    () => plain(true),
    () => ({ is: "enum", name: "NOBODY_KNOWS_IT" }),
    () => refer(draft, { is: "raw", text: choices.pick(wrongNumbers) }),
  ];
  const name = isListType(scalar) ? "" : scalar.toString();
  if (name === "Int") byType.unshift(() => refer(draft, { is: "raw", text: choices.pick(wrongNumbers) }));
  if (name === "DateTimeISO") byType.unshift(() => plain(choices.pick(wrongInstants)));
  if (name === "LocalDate") byType.unshift(() => plain(choices.pick(wrongDays)));
  if (name === "Yuan") byType.unshift(() => plain(choices.pick(wrongAmounts)));
  if (isEnumType(scalar)) {
    const { name: written } = choices.pick(scalar.getValues());
    byType.unshift(() => ({ is: "enum", name: written.toLowerCase() }));
  }
  if (isListType(scalar) && choices.chance(50)) {
    // Sixty of them: more than any condition may list.
    const items = Array.from({ length: 60 }, () => givenValue(draft, frame, scalar.ofType, slot));
    return { is: "list", items };
  }
  return (choices.chance(50) ? byType[0] : choices.pick(byType))?.() ?? plain(null);
}
