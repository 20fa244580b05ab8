import { concentrationKeyOf } from "../../src/modules/duplicates/index.js";
import { likenessKeys, noContact } from "../../src/modules/tickets/index.js";
import { testSeal } from "../api.js";

/** The key of the tickets against one respondent, of whom no county is known, as it is given to a bureau. */
export async function keyOfRespondent(bureau: string, name: string): Promise<string> {
  const seal = await testSeal();
  const keys = likenessKeys(seal, { contact: noContact, respondentName: name, respondentCreditCode: null });
  const counted = {
    by: "RESPONDENT" as const,
    ...{ from: new Date("2026-01-01T00:00:00Z"), until: new Date("2100-01-01T00:00:00Z") },
    ...{ kind: null, region: null },
  };
  return concentrationKeyOf(seal, bureau, counted, `${keys.respondentName ?? ""}:`);
}
