import { expect } from "vitest";
import type { GraphqlResult, Variables } from "../../api.js";
import type { PersonName, World } from "../../world.js";

/** The fields of an entry that tests look at. */
export const documentFields = `id kind code articleNumber articleLabel state version title permittedActions bureau { code }
  current { number state title body validFrom validTo isShipped } draft { number state title body returnReason }`;

/** A version as tests read it. */
export interface VersionAnswer {
  number: number;
  state: string;
  title: string;
  body: string;
  validFrom: string;
  validTo: string | null;
  isShipped: boolean;
  returnReason: string | null;
}

/** An entry as tests read it. */
export interface DocumentAnswer {
  id: string;
  kind: string;
  code: string | null;
  articleNumber: number | null;
  articleLabel: string | null;
  state: string;
  version: number;
  title: string;
  permittedActions: string[];
  bureau: { code: string };
  current: VersionAnswer | null;
  draft: VersionAnswer | null;
}

/** The steps on an entry, by the mutation and its input. */
export type KnowledgeStep =
  | "draftKnowledge"
  | "reviseKnowledge"
  | "submitKnowledge"
  | "returnKnowledge"
  | "publishKnowledge"
  | "withdrawKnowledge"
  | "discardKnowledge"
  | "checkKnowledge";

const inputs: Readonly<Record<KnowledgeStep, string>> = {
  draftKnowledge: "DraftKnowledgeInput",
  reviseKnowledge: "ReviseKnowledgeInput",
  submitKnowledge: "KnowledgeStepInput",
  returnKnowledge: "ExplainedKnowledgeStepInput",
  publishKnowledge: "KnowledgeStepInput",
  withdrawKnowledge: "ExplainedKnowledgeStepInput",
  discardKnowledge: "KnowledgeStepInput",
  checkKnowledge: "KnowledgeStepInput",
};

type Answer = Record<string, { document: DocumentAnswer }>;

/** Takes a step on an entry as a person; the errors are the test's to look at. */
export function tryStep(
  world: World,
  name: PersonName,
  step: KnowledgeStep,
  input: Variables,
): Promise<GraphqlResult<Answer>> {
  return world
    .as(name)
    .gql<Answer>(`mutation ($input: ${inputs[step]}!) { ${step}(input: $input) { document { ${documentFields} } } }`, {
      input,
    });
}

/** The same for a step that must succeed. */
export async function takeStep(
  world: World,
  name: PersonName,
  step: KnowledgeStep,
  input: Variables,
): Promise<DocumentAnswer> {
  const { data, errors } = await tryStep(world, name, step, input);
  expect(errors).toBeUndefined();
  return data[step]?.document ?? expect.fail("no entry");
}

const at = ({ id, version }: DocumentAnswer): Variables => ({ documentId: id, version });

/** Takes a step that needs nothing but the entry. */
export function step(
  world: World,
  name: PersonName,
  verb: KnowledgeStep,
  document: DocumentAnswer,
  more: Variables = {},
): Promise<DocumentAnswer> {
  return takeStep(world, name, verb, { ...at(document), ...more });
}

/** A question with its answer, as an input. */
export const question = (title: string, more: Variables = {}): Variables => ({
  kind: "QUESTION",
  content: { title, body: `${title}的回答。`, ...more },
});

type Bureau = PersonName extends `${infer Unit}.${string}` ? Unit : never;

/** Has an analyst of a bureau draft an entry, and its head publish it. */
export async function publish(world: World, bureau: Bureau, input: Variables): Promise<DocumentAnswer> {
  const drafted = await takeStep(world, `${bureau}.analyst` as PersonName, "draftKnowledge", input);
  return publishDraft(world, bureau, drafted);
}

/** Submits and publishes the draft of an entry. */
export async function publishDraft(world: World, bureau: Bureau, document: DocumentAnswer): Promise<DocumentAnswer> {
  const submitted = await step(world, `${bureau}.analyst` as PersonName, "submitKnowledge", document);
  return step(world, `${bureau}.head` as PersonName, "publishKnowledge", submitted);
}

/** Has an analyst of a bureau revise an entry, and its head publish the revision. */
export async function republish(
  world: World,
  bureau: Bureau,
  document: DocumentAnswer,
  content: Variables,
): Promise<DocumentAnswer> {
  return publishDraft(
    world,
    bureau,
    await step(world, `${bureau}.analyst` as PersonName, "reviseKnowledge", document, { content }),
  );
}

/** Reads an entry as a person. */
export function read<Fields = DocumentAnswer>(
  world: World,
  name: PersonName,
  id: string,
  fields = documentFields,
): Promise<GraphqlResult<{ knowledgeDocument: Fields }>> {
  return world
    .as(name)
    .gql<{ knowledgeDocument: Fields }>(`query ($id: ID!) { knowledgeDocument(id: $id) { ${fields} } }`, { id });
}

/** The same for an entry that must be there. */
export async function readThere<Fields = DocumentAnswer>(
  world: World,
  name: PersonName,
  id: string,
  fields = documentFields,
): Promise<Fields> {
  const { data, errors } = await read<Fields>(world, name, id, fields);
  expect(errors).toBeUndefined();
  return data.knowledgeDocument;
}
