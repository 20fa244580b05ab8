import type { World } from "../world.js";

const declareDocument = `mutation ($input: DeclareEmergencyInput!) {
  declareEmergency(input: $input) { emergency { id } } }`;

/** A city declares an emergency with a marker in its text, which all beneath it see. */
export async function addEmergency(world: World, city: "cityA" | "cityB", marker: string): Promise<string> {
  const { declareEmergency } = await world
    .as(`${city}.head`)
    .ask<{ declareEmergency: { emergency: { id: string } } }>(declareDocument, {
      input: { level: "III", reason: `${marker}原因` },
    });
  return declareEmergency.emergency.id;
}
