import { mark, type Value, type VariableMade } from "./plan.js";

/** Writes a value as a literal of a document. */
export function literal(value: Value): string {
  switch (value.is) {
    case "plain":
      return JSON.stringify(value.value);
    case "enum":
      return value.name;
    case "list":
      return `[${value.items.map(literal).join(", ")}]`;
    case "object":
      return `{${value.fields.map(([name, field]) => `${name}: ${literal(field)}`).join(", ")}}`;
    case "variable":
      return `$${value.name}`;
    case "reference":
      return mark(value.index);
  }
}

/** Writes a value as JSON. A variable cannot stand in it. */
export function json(value: Value): string {
  switch (value.is) {
    case "plain":
      return JSON.stringify(value.value);
    case "enum":
      return JSON.stringify(value.name);
    case "list":
      return `[${value.items.map(json).join(",")}]`;
    case "object":
      return `{${value.fields.map(([name, field]) => `${JSON.stringify(name)}:${json(field)}`).join(",")}}`;
    case "variable":
      throw new Error("a variable stands within a variable");
    case "reference":
      return mark(value.index);
  }
}

/** Writes the variables that are sent. */
export function variablesJson(variables: readonly VariableMade[]): string {
  const sent = variables.flatMap(({ name, sent: value }) => (value === null ? [] : [`"${name}":${json(value)}`]));
  return `{${sent.join(",")}}`;
}

/** Writes the declarations of the variables. */
export function declarations(variables: readonly VariableMade[]): string {
  if (variables.length === 0) return "";
  const declared = variables.map(
    ({ name, type, fallback }) => `$${name}: ${type}${fallback === null ? "" : ` = ${literal(fallback)}`}`,
  );
  return `(${declared.join(", ")})`;
}
