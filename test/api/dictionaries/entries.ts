import type { Caller } from "../../api.js";

/** An entry as the tests ask for it. */
export interface EntryAnswer {
  id: string;
  code: string;
  name: string;
  nameChinese: string;
  nameEnglish: string;
  kinds: string[];
  line: string | null;
  regime: string | null;
  article: string | null;
  position: number;
  validFrom: string;
  validTo: string | null;
  bureau: { code: string };
}

const fields =
  "id code name nameChinese nameEnglish kinds line regime article position validFrom validTo bureau { code }";

/** Asks for a dictionary. */
export const dictionaryDocument = `query ($name: DictionaryName!, $kind: TicketKind, $regime: Regime, $on: LocalDate, $search: String) {
  dictionary(name: $name, kind: $kind, regime: $regime, on: $on, search: $search) { ${fields} }
}`;

/** Reads an entry by its identifier. */
export const nodeDocument = `query ($id: ID!) { node(id: $id) { ... on DictionaryEntry { ${fields} } } }`;

/** Adds an entry. */
export const addDocument = `mutation ($input: AddDictionaryEntryInput!) {
  addDictionaryEntry(input: $input) { entry { ${fields} } }
}`;

/** Ends an entry. */
export const endDocument = `mutation ($input: EndDictionaryEntryInput!) {
  endDictionaryEntry(input: $input) { entry { ${fields} } }
}`;

/** Renames an entry. */
export const renameDocument = `mutation ($input: RenameDictionaryEntryInput!) {
  renameDictionaryEntry(input: $input) { entry { ${fields} } }
}`;

/** The variables that add a topic, with what a test wants different. */
export function newEntry(changes: Record<string, unknown>): { input: Record<string, unknown> } {
  return {
    input: { dictionary: "TOPIC", code: "HAIRY_CRABS", nameChinese: "大闸蟹", nameEnglish: "Hairy crabs", ...changes },
  };
}

/** Adds a topic and gives it back. */
export async function addEntry(caller: Caller, changes: Record<string, unknown>): Promise<EntryAnswer> {
  const answer = await caller.ask<{ addDictionaryEntry: { entry: EntryAnswer } }>(addDocument, newEntry(changes));
  return answer.addDictionaryEntry.entry;
}

/** The national entry of a code. */
export async function nationalEntry(caller: Caller, name: string, code: string): Promise<EntryAnswer> {
  const { dictionary } = await caller.ask<{ dictionary: EntryAnswer[] }>(dictionaryDocument, { name });
  const entry = dictionary.find((one) => one.code === code);
  if (entry === undefined) throw new Error(`there is no entry ${code}`);
  return entry;
}
