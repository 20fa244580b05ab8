import { describe, expect, it } from "vitest";
import { codesOf, wideApi } from "../../wide-api.js";
import { makeProvince } from "../../world.js";
import { caseAt } from "../prices/pricing.js";

const as = wideApi();

const documents = {
  open: "mutation ($input: OpenInvestigationInput!) { openInvestigation(input: $input) { investigation { id } } }",
  link: "mutation ($input: LinkTicketsInput!) { linkTickets(input: $input) { ticket { id } } }",
};

const words = { title: "同一商家的多起投诉", purpose: "请协助核查" };

describe("joint investigations of the same tickets at once", () => {
  it("are all opened, in whatever order they name them, while others lock the tickets", async () => {
    const world = await makeProvince();
    const ask = codesOf(as, world, documents);
    const codes: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const ids = (await Promise.all([1, 2, 3, 4].map(() => caseAt(world)))).map(({ id }) => id);
      const [one = "", two = "", three = "", four = ""] = ids;
      const opened = [ids, [...ids].reverse(), [two, four, one], [three, one]].flatMap((tickets) => [
        () => ask("cityA.head", "open", { ...words, tickets }),
        () => ask("cityA.head", "open", { ...words, tickets: [...tickets].reverse() }),
      ]);
      const pairs = [
        [one, two],
        [two, three],
        [three, four],
        [four, one],
        [one, three],
        [two, four],
      ];
      const links = pairs.map(
        ([ticketId, otherId]) =>
          () =>
            ask("countyA1.handler", "link", { ticketId, otherId, kind: "RELATED" }),
      );
      codes.push(...(await Promise.all([...opened, ...links].map((send) => send()))));
    }
    expect(new Set(codes)).toEqual(new Set(["DONE"]));
  });
});
