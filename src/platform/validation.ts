import type { BilingualText } from "./actor.js";
import { type FieldProblem, invalidInputs } from "./errors.js";

/** Collects all the wrong values of an input, so that the caller learns of them at once. */
export interface Validation {
  /** Notes a problem. */
  add(field: string, message: BilingualText): void;
  /**
   * Checks a text: trims nothing, cuts nothing; refuses control characters, unpaired surrogates, and wrong lengths.
   *
   * @param most the greatest length, in characters
   */
  text(field: string, value: string | null | undefined, most: number, least?: number): void;
  /** Throws INVALID_INPUT when anything was noted. */
  finish(): void;
}

const forbiddenCharacters = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;

/** Whether a text holds a control character (NUL among them), half a surrogate pair or a non-character. */
function holdsForbiddenCharacter(text: string): boolean {
  return forbiddenCharacters.test(text.replace(/[\t\n\r]/g, ""));
}

/** Starts the check of an input. */
export function startValidation(): Validation {
  const problems: FieldProblem[] = [];
  const add = (field: string, message: BilingualText): void => {
    problems.push({ field, message });
  };
  return {
    add,
    text: (field, value, most, least = 0) => {
      if (value == null) {
        if (least > 0) add(field, { zh: `${field} 为必填项。`, en: `${field} is needed.` });
        return;
      }
      const length = [...value].length;
      if (holdsForbiddenCharacter(value)) {
        add(field, { zh: `${field} 含有不允许的控制字符。`, en: `${field} holds a control character.` });
      } else if (value.trim().length < least || (least > 0 && value.trim() === "")) {
        add(field, {
          zh: `${field} 至少需要 ${least} 个字符。`,
          en: `${field} needs at least ${least} characters.`,
        });
      } else if (length > most) {
        add(field, {
          zh: `${field} 有 ${length} 个字符，最多 ${most} 个。`,
          en: `${field} has ${length} characters; at most ${most} are allowed.`,
        });
      }
    },
    finish: () => {
      const [first, ...rest] = problems;
      if (first !== undefined) throw invalidInputs([first, ...rest]);
    },
  };
}
