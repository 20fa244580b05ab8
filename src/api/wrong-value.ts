import { type ASTNode, type GraphQLError, Kind } from "graphql";
import { type ApplicationError, invalidInput } from "../platform/errors.js";
import { fieldOfValue } from "./value-path.js";

const valueKinds: ReadonlySet<unknown> = new Set([
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
  Kind.OBJECT_FIELD,
]);

/** What graphql-js says is wrong with a value, and how to say it in Chinese. The first group may name a field. */
const findings: readonly (readonly [RegExp, (found: RegExpExecArray) => { zh: string; field?: string }])[] = [
  [/Field "(?:\w+\.)?(\w+)" of required type/, ([, field = ""]) => ({ zh: "缺少必填项。", field })],
  [/Field "(\w+)" is not defined by type/, ([, field = ""]) => ({ zh: "没有这个输入项。", field })],
  [/does not exist in "(\w+)" enum/, ([, name = ""]) => ({ zh: `不是 ${name} 的取值。` })],
  [/Enum "(\w+)" cannot represent/, ([, name = ""]) => ({ zh: `须为 ${name} 的取值，在文档中不加引号。` })],
  [/^Variable "\$\w+" of (?:required|non-null) type/, () => ({ zh: "缺少必填的变量，或其值为空。" })],
  [/non-nullable type/, () => ({ zh: "不能为空。" })],
  [/An amount is a text/, () => ({ zh: '金额须为最多两位小数的文字，如 "380.00"。' })],
];

/**
 * The error of a value in a document or in its variables that does not fit its type; null for every other error. The
 * field is its path inside the `input`, as commands name it; the value itself is not repeated.
 */
export function wrongValue(error: GraphQLError): ApplicationError | null {
  const variable = /^Variable "\$(\w+)"/.exec(error.message);
  if (error.extensions.code === "BAD_USER_INPUT" && variable !== null) {
    const [, name = ""] = variable;
    const { path, reason } = placeOfVariable(error, name);
    return told(inside(path, name, typeOfVariable(error.nodes?.[0])), reason, name);
  }
  const node = error.nodes?.[0];
  if (error.extensions.code === "GRAPHQL_VALIDATION_FAILED" && node !== undefined && valueKinds.has(node.kind)) {
    return told(fieldOfValue(node).replace(/^input(\.|$)/, ""), error.message, "input");
  }
  const argument = /^Argument "(\w+)" /.exec(error.message);
  return argument === null ? null : told(argument[1] ?? "", error.message, "input");
}

/**
 * Where in a variable the wrong value stands, and what is wrong with it. graphql-js writes the value before both, so they
 * are cut off from the end: whatever the value says, it is not taken for them.
 */
function placeOfVariable({ message, originalError }: GraphQLError, name: string): { path: string; reason: string } {
  const prefix = `Variable "$${name}" got invalid value `;
  if (!message.startsWith(prefix)) return { path: name, reason: message };
  const reason = originalError?.message ?? "";
  if (reason === "" || !message.endsWith(`; ${reason}`))
    return { path: name, reason: "The value does not fit its type." };
  const before = message.slice(0, -`; ${reason}`.length);
  return { path: / at "([^"]+)"$/.exec(before)?.[1] ?? name, reason };
}

// The path that graphql-js gives begins with the name of the variable, which is the caller's own word. The type of the
// variable tells which argument it stands for; of an `input` the name is left out, as commands do.
function inside(path: string, variable: string, type: string): string {
  const rest = path
    .replace(/\[(\d+)\]/g, ".$1")
    .slice(variable.length)
    .replace(/^\./, "");
  const argument = argumentOf(type) ?? variable;
  return [argument, rest].filter((part) => part !== "").join(".");
}

function argumentOf(type: string): string | null {
  if (type.endsWith("Filter")) return "filter";
  if (type === "RespondentInput") return "respondent";
  return type.endsWith("Input") ? "" : null;
}

function typeOfVariable(node: ASTNode | undefined): string {
  if (node?.kind !== Kind.VARIABLE_DEFINITION) return "";
  let { type } = node;
  while (type.kind !== Kind.NAMED_TYPE) type = type.type;
  return type.name.value;
}

const longestReason = 500;

/** A text for an answer, whose words may be the caller's own: a name of a hundred thousand letters is not sent back. */
export function shortened(text: string): string {
  return text.length > longestReason ? `${text.slice(0, longestReason)}…` : text;
}

function told(path: string, given: string, whole: string): ApplicationError {
  const reason = shortened(given);
  const finding = findings.map(([pattern, say]) => ({ found: pattern.exec(reason), say })).find(({ found }) => found);
  const said = finding?.found == null ? { zh: `值无效：${reason}` } : finding.say(finding.found);
  const last = path.split(".").at(-1);
  const parts = [path, said.field === last ? "" : (said.field ?? "")].filter((part) => part !== "");
  const field = shortened(parts.length === 0 ? whole : parts.join("."));
  return invalidInput(field, { zh: `${field}：${said.zh}`, en: reason });
}
