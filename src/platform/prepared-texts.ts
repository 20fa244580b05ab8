// Of each text every connection keeps a plan for each role, so there must be an end to them. Stores write their lists as
// arrays, which leaves a few hundred texts; whatever comes beyond is planned anew each time, and works as well.
const mostPrepared = 600;

// SECURITY: what a list asks for is the caller's choice, so those texts must not fill the memory of the database.
const mostChosenPrepared = 120;

const prepared = { byUs: new Set<string>(), byCallers: new Set<string>() };

/**
 * Whether a statement is sent prepared, which saves PostgreSQL its planning and a round trip at each further run.
 *
 * @param isChosen whether what a caller asks for decides the text
 */
export function mayPrepare(text: string, isChosen: boolean): boolean {
  const texts = isChosen ? prepared.byCallers : prepared.byUs;
  if (texts.has(text)) return true;
  if (texts.size >= (isChosen ? mostChosenPrepared : mostPrepared)) return false;
  texts.add(text);
  return true;
}
