import type { Caller, Variables } from "../../api.js";

/** Has something done, whose input type has its name; `fields` are what is asked of it. */
export async function done<Answer>(
  caller: Caller,
  mutation: string,
  input: Variables,
  fields: string,
): Promise<Answer> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} } }`;
  const answer = await caller.ask<Record<string, Answer>>(document, { input });
  return answer[mutation] as Answer;
}
