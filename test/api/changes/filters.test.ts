import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkTicketFilter, fulfils } from "../../../src/modules/changes/index.js";
import { findTickets, type TicketRow, ticketIdOf, ticketKeyOf } from "../../../src/modules/tickets/index.js";
import { chinaDay } from "../../../src/platform/clock.js";
import { inScope } from "../../../src/platform/context.js";
import { scopeOf } from "../../../src/platform/scope.js";
import { actorNamed, contextAs } from "../../sources.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import {
  complaint,
  complaintIn,
  consultation,
  register,
  report,
  reportInVerification,
  staff,
  type TicketAnswer,
} from "../tickets/driving.js";

describe("a filter of changes", () => {
  let stage: Stage;
  let world: World;
  let made: TicketAnswer[];

  beforeAll(async () => {
    stage = await setStage("2026-03-02");
    world = await stage.makeProvince();
    const { operator } = staff(world);
    made = [
      await complaintIn(world, "SIGNED", { topics: ["MASKS"], goodsClass: "GOODS_DAIRY" }),
      await complaintIn(world, "CLOSED", { issueClass: "QUALITY", channel: "WEB" }),
      await complaintIn(world, "MEDIATING", { topics: ["MASKS", "REFUNDS"] }),
      await register(operator, report(world, { channel: "LETTER" })),
      await register(operator, consultation({ topics: ["EPIDEMIC"] })),
      await register(world.as("cityBCentre.operator"), complaint(world, { goodsClass: "GOODS_DAIRY" })),
    ];
    stage.goTo("2026-03-30");
    made.push(
      await reportInVerification(world, { topics: ["REFUNDS"] }),
      await complaintIn(world, "CHECKING", { channel: "WEB" }),
      await register(operator, complaint(world, { issueClass: "QUALITY", submit: false })),
    );
  });

  afterAll(() => stage.close());

  const some = <Value>(...values: Value[]) =>
    fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined, freq: 2 });

  it("means of each ticket what the same filter of the list means", async () => {
    const supervisor = world.as("province.supervisor");
    const context = await contextAs(await actorNamed(supervisor, { clock: stage.clock }), { clock: stage.clock });
    const scope = scopeOf((context.actor ?? expect.fail("nobody acts")).bureau);
    const keys = made.map(({ id }) => ticketKeyOf(id));
    const rows: TicketRow[] = await inScope(context, (tx) => findTickets(tx, scope, keys));
    expect(rows).toHaveLength(made.length);
    const { code } = world;
    const filters = fc.record({
      kinds: some("COMPLAINT", "REPORT", "CONSULTATION"),
      states: some("REGISTERED", "IN_REVIEW", "SIGNED", "CHECKING", "MEDIATING", "VERIFYING", "CLOSED"),
      issueClasses: some("PRICE", "QUALITY"),
      goodsClasses: some("GOODS_DAIRY"),
      topics: some("MASKS", "REFUNDS", "EPIDEMIC"),
      channels: some("PHONE", "WEB", "LETTER"),
      bureau: fc.option(fc.constantFrom(code.province, code.cityA, code.countyA1, code.cityACentre, code.cityB), {
        nil: undefined,
      }),
      overdue: fc.option(fc.boolean(), { nil: undefined, freq: 2 }),
    });
    const sizes = new Set<number>();
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const { tickets } = await supervisor.ask<{ tickets: { nodes: { id: string }[] } }>(
          "query ($filter: TicketFilter) { tickets(filter: $filter, first: 100) { nodes { id } } }",
          { filter },
        );
        const conditions = await checkTicketFilter(context, filter as Parameters<typeof checkTicketFilter>[1]);
        const fitting = rows.filter((row) => fulfils(conditions, row, chinaDay(stage.clock.now())));
        expect(fitting.map(ticketIdOf).sort()).toEqual(tickets.nodes.map(({ id }) => id).sort());
        sizes.add(fitting.length);
      }),
      { numRuns: 150 },
    );
    expect(sizes.size, "filters that few fit, and many").toBeGreaterThan(3);
  });
});
