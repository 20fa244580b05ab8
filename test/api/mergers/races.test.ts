import { expect, it } from "vitest";
import type { Variables } from "../../api.js";
import { wideApi } from "../../wide-api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, read, register, staff, type TicketAnswer } from "../tickets/driving.js";

const as = wideApi();

const documents = {
  merge: "mutation ($input: MergeTicketsInput!) { mergeTickets(input: $input) { ticket { id } } }",
  part: "mutation ($input: UnmergeTicketInput!) { unmergeTicket(input: $input) { ticket { id } } }",
  link: "mutation ($input: LinkTicketsInput!) { linkTickets(input: $input) { ticket { id } } }",
};

const remark = "同一人就同一事项再次来电";

async function pairOf(world: World): Promise<[TicketAnswer, TicketAnswer]> {
  const { operator } = staff(world);
  return [await register(operator, complaint(world)), await register(operator, complaint(world))];
}

it("merging and taking apart the same tickets at once ends in one of them, and never in a deadlock", async () => {
  const world = await makeProvince();
  const caller = as(world, "cityACentre.dispatcher");
  const send = (what: keyof typeof documents, input: Variables) => caller.gql(documents[what], { input });
  const ways = async ([one, other]: readonly [TicketAnswer, TicketAnswer]) => {
    const seen = await Promise.all([read(caller, one), read(caller, other)]);
    const directions = [seen, [...seen].reverse()];
    return directions.flatMap(([kept, merged]) => {
      const both = { ticketId: kept?.id, version: kept?.version, otherId: merged?.id, otherVersion: merged?.version };
      return [
        () => send("merge", { ...both, remark }),
        () => send("part", { ticketId: kept?.id, version: kept?.version, remark }),
        () => send("link", { ticketId: merged?.id, otherId: kept?.id, kind: "SAME_MATTER", remark }),
      ];
    });
  };
  const pairs = await Promise.all([pairOf(world), pairOf(world), pairOf(world), pairOf(world)]);
  const codes: string[] = [];
  for (let round = 0; round < 8; round += 1) {
    const wanted = (await Promise.all(pairs.map(ways))).flat();
    const answers = await Promise.all(wanted.map((send) => send()));
    codes.push(...answers.map(({ errors }) => errors?.[0]?.extensions.code ?? "DONE"));
  }
  expect(new Set(codes)).toEqual(new Set(["DONE", "CONFLICT", "ILLEGAL_TRANSITION"]));
});
