import { describe, expect, inject, it } from "vitest";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { asSuperuser } from "../../database.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { fault, manager, plan, record } from "../callbacks/calling.js";
import {
  complaint,
  complaintIn,
  read,
  register,
  reportInVerification,
  staff,
  type TicketAnswer,
  take,
} from "../tickets/driving.js";
import { act, naming, ticketAt, upon } from "../transfers/dispute-driving.js";
import { arrived, handOver } from "../transfers/handing-over.js";
import { foldAll } from "./adding.js";
import { ask, totalsOf, valuesOf } from "./asking.js";

const by = async (world: World, dimension: string, name: PersonName = "cityA.analyst", measures = ["RECEIVED"]) =>
  valuesOf(await ask(world.as(name), { measures, dimensions: [dimension] }));

const totals = (world: World, measures: string[], name: PersonName = "cityA.analyst") =>
  totalsOf(world.as(name), { measures });

/** Whatever moves the numbers does so at once, whether what was before is folded or not. */
for (const isFolded of [true, false]) {
  const settle = async (world: World): Promise<void> => {
    if (isFolded) await foldAll(world);
  };

  describe(`numbers that are ${isFolded ? "folded" : "not folded"}`, () => {
    it("follow a ticket from the centre to the county, and back when it is returned", async () => {
      const world = await makeProvince();
      const { cityACentre, countyA1 } = world.code;
      const { dispatcher, handler, operator } = staff(world);
      const ticket = await register(operator, complaint(world));
      await settle(world);
      expect(await by(world, "BUREAU")).toEqual({ [cityACentre]: "1" });
      const sent = await take(dispatcher, "dispatchTicket", ticket, { bureau: countyA1 });
      expect(await by(world, "BUREAU")).toEqual({ [countyA1]: "1" });
      await settle(world);
      await take(handler, "returnTicketToCentre", sent);
      expect(await by(world, "BUREAU")).toEqual({ [cityACentre]: "1" });
      expect(await totals(world, ["DISPATCHED", "RETURNED", "TRANSFER_RATE"])).toEqual(["1", "1", "100.00"]);
    });

    it("follow a new class, out of a line and into it", async () => {
      const world = await makeProvince();
      const { dispatcher, operator } = staff(world);
      const ticket = await register(operator, complaint(world, { topics: ["MASKS"] }));
      await settle(world);
      const changed = { issueClass: "ADVERTISING", topics: ["REFUNDS", "EPIDEMIC"] };
      const reclassified = await take(dispatcher, "reclassifyTicket", ticket, changed);
      expect(await by(world, "ISSUE_CLASS")).toEqual({ ADVERTISING: "1" });
      expect(await by(world, "TOPIC")).toEqual({ REFUNDS: "1", EPIDEMIC: "1" });
      expect(await totals(world, ["RECEIVED"], "cityAPrice.priceSupervisor")).toEqual(["0"]);
      await settle(world);
      await take(dispatcher, "reclassifyTicket", reclassified, { issueClass: "PRICE" });
      expect(await totals(world, ["RECEIVED"], "cityAPrice.priceSupervisor")).toEqual(["1"]);
    });

    it("follow a transfer that two bureaus agreed on", async () => {
      const world = await makeProvince();
      const ticket = await ticketAt(world, "zoneA");
      await settle(world);
      const raised = await act(world.as("zoneA.handler"), "raiseDispute", naming(world, ticket, "countyA2"));
      await act(world.as("countyA2.handler"), "acceptDispute", upon(raised));
      expect(await by(world, "COUNTY")).toEqual({ [world.code.countyA2]: "1" });
      expect(await totals(world, ["RECEIVED"], "zoneA.analyst")).toEqual(["0"]);
    });

    it("take back what a reopened ticket had been counted as, and count it again once it is closed anew", async () => {
      const world = await makeProvince();
      const measures = [
        "CLOSED",
        "SETTLED",
        "RECOVERED_LOSS",
        "ACCEPTED",
        "MEDIATION_SUCCESS_RATE",
        "SATISFACTION_RATE",
      ];
      const ticket = await complaintIn(world, "CLOSED");
      await settle(world);
      expect(await totals(world, measures)).toEqual(["1", "1", "380.00", "1", "100.00", null]);
      const callback = await plan(manager(world), ticket);
      await record(world.as("cityACentre.operator"), callback, fault);
      expect(await totals(world, measures)).toEqual(["0", "0", "0.00", "0", null, "0.00"]);
      await settle(world);
      const { handler } = staff(world);
      let again: TicketAnswer = await read(handler, ticket);
      for (const step of [
        "startCheck",
        "acceptComplaint",
        "startMediation",
        "terminateMediation",
        "closeTicket",
      ] as const) {
        again = await take(handler, step, again);
      }
      expect(await totals(world, ["CLOSED", "SETTLED", "TERMINATED", "ACCEPTED", "MEDIATION_SUCCESS_RATE"])).toEqual([
        "1",
        "0",
        "1",
        "1",
        "0.00",
      ]);
    });

    it("keep a case that was filed before the report was done again", async () => {
      const world = await makeProvince();
      const { handler } = staff(world);
      const filed = await take(handler, "fileCase", await reportInVerification(world));
      const closed = await take(handler, "closeTicket", filed, { fineAmount: "5000.01" });
      await record(world.as("cityACentre.operator"), await plan(manager(world), closed), fault);
      await settle(world);
      expect(await totals(world, ["CASES_FILED", "FINES"], "countyA1.analyst")).toEqual(["0", "0.00"]);
      let again = await take(handler, "startVerification", await read(handler, closed));
      for (const step of ["declineCase", "closeTicket"] as const) again = await take(handler, step, again);
      expect(await totals(world, ["CASES_FILED", "FINES"], "countyA1.analyst")).toEqual(["1", "5000.01"]);
    });

    it("close a ticket here that was handed over, and count it as received in the other province", async () => {
      const [world, other] = [await makeProvince(), await makeProvince()];
      const ticket = await ticketAt(world, "countyA1");
      await settle(world);
      const { handover } = await handOver(world.as("countyA1.head"), ticket, other.code.cityB);
      await arrived(other.as("cityB.dispatcher"), handover);
      expect(await totals(world, ["RECEIVED", "CLOSED"])).toEqual(["1", "1"]);
      expect(await totals(other, ["RECEIVED", "CLOSED"], "cityB.analyst")).toEqual(["1", "0"]);
    });

    it("are the province's still of what the nation took up, by bureau and by duration too", async () => {
      const world = await makeProvince();
      const { id, version } = await ticketAt(world, "countyA1");
      await settle(world);
      await world
        .as("nation.head")
        .ask("mutation ($input: TakeUpTicketInput!) { takeUpTicket(input: $input) { ticket { id } } }", {
          input: { ticketId: id, version, reason: "GRAVE" },
        });
      const { code } = world;
      expect(await totals(world, ["RECEIVED"], "cityA.analyst")).toEqual(["0"]);
      const measures = ["RECEIVED", "HOURS_TO_DISPATCH"];
      expect(await totals(world, measures, "province.analyst")).toEqual(["1", "0"]);
      expect(await by(world, "BUREAU", "province.analyst", measures)).toEqual({ [code.nation]: "1" });
      expect(await by(world, "COUNTY", "province.analyst")).toEqual({ [code.province]: "1" });
      const named = { measures: ["RECEIVED"], dimensions: ["RESPONDENT"], top: 3 };
      expect(valuesOf(await ask(world.as("province.analyst"), named))).toEqual({ 平安大药房: "1" });
    });

    it("forget a ticket that is deleted", async () => {
      const world = await makeProvince();
      const [kept, gone] = [
        await complaintIn(world, "CLOSED"),
        await complaintIn(world, "SIGNED", { topics: ["MASKS"] }),
      ];
      await settle(world);
      expect(await by(world, "STATE")).toEqual({ CLOSED: "1", SIGNED: "1" });
      await asSuperuser(inject("adminUrl"), async (sql) => {
        await sql`DELETE FROM tickets WHERE id = ${fromGlobalId(gone.id)?.parts[1] ?? ""}`;
      });
      expect(await by(world, "STATE")).toEqual({ CLOSED: "1" });
      expect(await by(world, "TOPIC")).toEqual({ "": "1" });
      expect(await totals(world, ["RECEIVED", "CLOSURE_RATE"])).toEqual(["1", "100.00"]);
      expect((await read(world.as("cityACentre.dispatcher"), kept)).state).toBe("CLOSED");
    });
  });
}
