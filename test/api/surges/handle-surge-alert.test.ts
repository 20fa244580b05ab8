import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { alertsOf, onlyAlertOf, run, type SurgeMutation, send, setSurgeStage, startRule } from "./surging.js";

describe("an alert that is handled", () => {
  const stage = setSurgeStage();
  const desk = () => stage.as("cityAPrice.priceSupervisor");
  const comeIn = (day: string, hour: number, count: number) =>
    stage.comeIn(
      Array.from({ length: count }, (_, place) => ({
        ...{ at: stage.at(day, hour, place), county: place % 2 === 0 ? ("countyA1" as const) : ("countyA2" as const) },
      })),
    );

  it("is acknowledged once, by its own bureau, from the version that was seen", async () => {
    await startRule(desk());
    await comeIn("2026-09-21", 9, 4);
    await stage.lookAt(stage.at("2026-09-21", 11));
    const { id, version } = await onlyAlertOf(desk());
    const input = { alertId: id, version };
    for (const name of ["cityA.head", "province.supervisor", "cityACentre.head"] as const) {
      expectCode(await send(stage.as(name), "acknowledgeSurgeAlert", input), "FORBIDDEN");
    }
    const stranger = stage.as("cityBPrice.priceSupervisor");
    expectCode(await send(stranger, "acknowledgeSurgeAlert", input), "NOT_FOUND", "alertId");
    expectCode(await send(stage.as("cityAPrice.analyst"), "acknowledgeSurgeAlert", input), "FORBIDDEN");
    expectCode(await send(desk(), "acknowledgeSurgeAlert", { ...input, version: 9 }), "CONFLICT");
    expectCode(
      await send(desk(), "acknowledgeSurgeAlert", { ...input, remark: "长".repeat(501) }),
      "INVALID_INPUT",
      "remark",
    );
    const { alert } = await run(desk(), "acknowledgeSurgeAlert", input);
    expect(alert).toMatchObject({ state: "ACKNOWLEDGED", version: 2, acknowledgedByName: expect.any(String) });
    const again = expectCode(
      await send(desk(), "acknowledgeSurgeAlert", { ...input, version: 2 }),
      "ILLEGAL_TRANSITION",
    );
    expect(again.extensions.permittedActions).toEqual(["SNOOZE", "CLOSE"]);
  });

  it("tells nothing while it is snoozed, and wakes when its time is over and the surge goes on", async () => {
    const found = await onlyAlertOf(desk());
    const input = { alertId: found.id, version: found.version };
    for (const until of [stage.at("2026-09-21", 11), stage.at("2026-10-06", 11)]) {
      expectCode(
        await send(desk(), "snoozeSurgeAlert", { ...input, until: until.toISOString() }),
        "INVALID_INPUT",
        "until",
      );
    }
    const until = stage.at("2026-09-21", 20).toISOString();
    const { alert } = await run(desk(), "snoozeSurgeAlert", { ...input, until });
    expect(alert).toMatchObject({
      state: "SNOOZED",
      snoozedUntil: until,
      permittedActions: ["ACKNOWLEDGE", "SNOOZE", "CLOSE"],
    });
    await comeIn("2026-09-21", 12, 30);
    await stage.lookAt(stage.at("2026-09-21", 13));
    expect(await onlyAlertOf(desk())).toMatchObject({ state: "SNOOZED", version: alert.version, count: 34 });
    await stage.lookAt(stage.at("2026-09-21", 20, 1));
    expect(await onlyAlertOf(desk())).toMatchObject({ state: "OPEN", version: alert.version + 1, snoozedUntil: null });
  });

  it("is closed with a reason, stays so while the same goes on, and opens again when it has grown", async () => {
    const found = await onlyAlertOf(desk());
    const input = { alertId: found.id, version: found.version };
    expectCode(await send(desk(), "closeSurgeAlert", { ...input, reason: "OTHER" }), "INVALID_INPUT", "remark");
    const { alert } = await run(desk(), "closeSurgeAlert", {
      ...input,
      reason: "HANDLED",
      remark: "已处置，联系 13812345678",
    });
    expect(alert).toMatchObject({ state: "CLOSED", closeReason: "HANDLED", permittedActions: ["REOPEN"] });
    expect(alert.history.at(-1)).toMatchObject({ verb: "CLOSE", reason: "HANDLED", remark: "已处置，联系 ***" });
    await stage.lookAt(stage.at("2026-09-21", 21));
    expect(await onlyAlertOf(desk())).toMatchObject({ state: "CLOSED", version: alert.version });
    await comeIn("2026-09-21", 21, 40);
    await stage.lookAt(stage.at("2026-09-21", 22));
    const reopened = await onlyAlertOf(desk());
    expect(reopened).toMatchObject({ id: alert.id, state: "OPEN", closedAt: null, closeReason: null });
    expect(reopened.history.at(-1)).toMatchObject({ verb: "REOPEN", personName: null });
  });

  it("is opened again by somebody, unless a newer one is about the same or its rule is off", async () => {
    const found = await onlyAlertOf(desk());
    const closed = await run(desk(), "closeSurgeAlert", {
      alertId: found.id,
      version: found.version,
      reason: "FALSE_ALARM",
    });
    const input = { alertId: found.id, version: closed.alert.version };
    const { alert } = await run(desk(), "reopenSurgeAlert", input);
    expect(alert).toMatchObject({ state: "OPEN", closeReason: null, closedByName: null });

    // It fades, and more than three days later the same comes again.
    await stage.lookAt(stage.at("2026-09-23", 2));
    await stage.lookAt(stage.at("2026-09-24", 3));
    await comeIn("2026-09-29", 9, 4);
    await stage.lookAt(stage.at("2026-09-29", 10));
    const [newer, older] = await alertsOf(desk());
    expect([newer?.state, older?.state]).toEqual(["OPEN", "CLOSED"]);
    const old = { alertId: older?.id, version: older?.version };
    expectCode(await send(desk(), "reopenSurgeAlert", old), "ILLEGAL_TRANSITION");

    const rule = newer?.rule?.id;
    await run(desk(), "switchSurgeRule", { ruleId: rule, version: 2, isOn: false });
    const [last] = await alertsOf(desk());
    expect(last).toMatchObject({ state: "CLOSED", closeReason: "RULE_CHANGED" });
    expectCode(
      await send(desk(), "reopenSurgeAlert", { alertId: last?.id, version: last?.version }),
      "ILLEGAL_TRANSITION",
    );
  });

  it("is not there for whoever names none", async () => {
    const steps: [SurgeMutation, object][] = [
      ["acknowledgeSurgeAlert", {}],
      ["snoozeSurgeAlert", { until: stage.at("2026-09-30").toISOString() }],
      ["closeSurgeAlert", { reason: "HANDLED" }],
      ["reopenSurgeAlert", {}],
    ];
    for (const [name, more] of steps) {
      expectCode(await send(desk(), name, { alertId: "nonsense", version: 1, ...more }), "NOT_FOUND", "alertId");
    }
  });
});
