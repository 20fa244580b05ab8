import type { Unit, World } from "../world.js";

const registering = "mutation ($input: RegisterProposalInput!) { registerProposal(input: $input) { proposal { id } } }";

/** Takes a suggestion down at the centre of a city, and answers its global identifier. */
export async function addProposal(world: World, centre: Unit, marker: string): Promise<string> {
  const { registerProposal } = await world.as(`${centre}.operator`).ask<{
    registerProposal: { proposal: { id: string } };
  }>(registering, {
    input: { idempotencyKey: `proposal-${centre}`, channel: "PHONE", words: `${marker}建议公开价格` },
  });
  return registerProposal.proposal.id;
}
