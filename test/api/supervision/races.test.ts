import { describe, expect, it } from "vitest";
import { addWorkingDays } from "../../../src/modules/calendar/index.js";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { codesOf, wideApi } from "../../wide-api.js";
import { makeProvince } from "../../world.js";
import { caseAt } from "../prices/pricing.js";

const as = wideApi();

const documents = {
  desk: "mutation ($input: SuperviseFromDeskInput!) { superviseFromDesk(input: $input) { order { id } } }",
  order: "mutation ($input: IssueSupervisionOrderInput!) { issueSupervisionOrder(input: $input) { order { id } } }",
  link: "mutation ($input: LinkTicketsInput!) { linkTickets(input: $input) { ticket { id } } }",
  sign: "mutation ($input: TicketStepInput!) { signTicket(input: $input) { ticket { id } } }",
};

const words = () => ({
  kind: "ORDINARY",
  ground: "MAJOR_MATTER",
  requirement: "请核查",
  replyBy: addWorkingDays(chinaDay(systemClock.now()), 5).due,
});

describe("orders over the same tickets at once", () => {
  it("are all issued, in whatever order they name them, while others take steps with the tickets", async () => {
    const world = await makeProvince();
    const ask = codesOf(as, world, documents);
    const codes: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const cases = await Promise.all([1, 2, 3, 4].map(() => caseAt(world)));
      const ids = cases.map(({ id }) => id);
      const [one = "", two = "", three = "", four = ""] = ids;
      const receiver = world.code.countyA1;
      const orders = [ids, [...ids].reverse(), [two, four, one], [three, one]].flatMap((tickets) => [
        () => ask("cityAPrice.priceSupervisor", "desk", { ...words(), tickets }),
        () => ask("cityA.head", "order", { ...words(), receiver, tickets }),
      ]);
      const steps = [
        () => ask("countyA1.handler", "link", { ticketId: one, otherId: two, kind: "RELATED" }),
        () => ask("countyA1.handler", "link", { ticketId: four, otherId: three, kind: "RELATED" }),
        ...cases.map(
          ({ id, version }) =>
            () =>
              ask("countyA1.handler", "sign", { ticketId: id, version }),
        ),
      ];
      codes.push(...(await Promise.all([...orders, ...steps].map((send) => send()))));
    }
    expect(new Set(codes)).toEqual(new Set(["DONE"]));
  });
});
