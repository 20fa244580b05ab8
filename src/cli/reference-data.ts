import { loadDictionaries } from "../modules/dictionaries/index.js";
import { loadDivisions, loadNationBureau } from "../modules/jurisdictions/index.js";
import { loadKnowledge } from "../modules/knowledge/index.js";
import type { Database } from "../platform/database.js";

/**
 * Loads the data that come with a release: the divisions of China, the bureau of the nation, the national
 * dictionaries and the national knowledge. What is there is left
 * as it is, so it may run after each migration and at each start.
 */
export async function loadReferenceData(database: Database): Promise<void> {
  await loadDivisions(database);
  await loadNationBureau(database);
  await loadDictionaries(database);
  await loadKnowledge(database);
}
