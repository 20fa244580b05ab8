import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, World } from "../../world.js";
import { listed, masks, run, send, stepOn } from "./declaring.js";

let stage: Stage;
let world: World;

beforeAll(async () => {
  stage = await setStage("2026-10-20");
});

beforeEach(async () => {
  stage.goTo("2026-10-20");
  world = await stage.makeProvince();
});

afterAll(() => stage.close());

describe("declareEmergency", () => {
  it("declares for the region of a centre, and says what follows from it", async () => {
    const declared = await run(world.as("cityACentre.head"), "declareEmergency", masks({ to: "2026-10-30" }));
    expect(declared).toMatchObject({
      level: "II",
      state: "IN_FORCE",
      from: "2026-10-20",
      to: "2026-10-30",
      reason: "口罩价格举报激增",
      topic: "MASKS",
      topicName: "Masks",
      isAllSeats: true,
      isAroundTheClock: true,
      isReportedDaily: true,
      announcement: 1,
      version: 1,
      endedAt: null,
      isAcknowledged: null,
      permittedActions: ["CHANGE", "END"],
      bureau: { code: world.code.cityA },
      declaringBureau: { code: world.code.cityACentre },
      declaredByName: `${world.mark}cityACentre.head`,
      announcements: [{ announcement: 1, level: "II", to: "2026-10-30" }],
    });
  });

  it("is seen by its region, by all beneath and above, and by nobody beside", async () => {
    const { id } = await run(world.as("cityA.supervisor"), "declareEmergency", masks());
    const found = async (name: PersonName, view?: string): Promise<boolean> =>
      (await listed(world.as(name), view === undefined ? {} : { view })).some((one) => one.id === id);
    for (const name of ["cityACentre.operator", "cityAPrice.handler"] as const) {
      expect(await found(name, "OWN"), name).toBe(true);
      expect(await found(name, "ABOVE"), name).toBe(false);
    }
    for (const name of ["countyA1.handler", "streetA1.handler", "zoneA.dispatcher"] as const) {
      expect(await found(name, "ABOVE"), name).toBe(true);
    }
    for (const name of ["province.analyst", "provinceCentre.operator"] as const) {
      expect(await found(name, "BENEATH"), name).toBe(true);
      expect(await found(name, "OWN"), name).toBe(false);
    }
    for (const name of ["cityB.head", "countyB1.handler", "cityBPrice.handler"] as const) {
      expect(await found(name), name).toBe(false);
      expectCode(await world.as(name).gql(`{ emergency(id: "${id}") { id } }`), "NOT_FOUND");
    }
  });

  it("is for a later day until that has come", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks({ from: "2026-10-22" }));
    expect(declared.state).toBe("ANNOUNCED");
    stage.goTo("2026-10-22");
    expect((await listed(world.as("cityA.head"), { view: "OWN" })).map(({ state }) => state)).toEqual(["IN_FORCE"]);
  });

  it("refuses a second one while one is open in the region, whoever of it declares", async () => {
    const open = await run(world.as("cityACentre.supervisor"), "declareEmergency", masks());
    const refused = expectCode(await send(world.as("cityA.head"), "declareEmergency", masks()), "CONFLICT");
    expect(refused.extensions.currentVersion).toBe(open.version);
    await run(world.as("countyA1.head"), "declareEmergency", masks());
    await run(world.as("province.head"), "declareEmergency", masks());
  });

  it("lets one of two that come at once have its way", async () => {
    const answers = await Promise.all(
      (["cityACentre.head", "cityA.head"] as const).map((name) => send(world.as(name), "declareEmergency", masks())),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? "DONE").sort();
    expect(codes).toEqual(["CONFLICT", "DONE"]);
  });

  it.each([
    ["reason", { reason: " " }],
    ["reason", { reason: "长".repeat(501) }],
    ["topic", { topic: "NO_SUCH_TOPIC" }],
    ["from", { from: "2026-08-01" }],
    ["to", { from: "2026-10-25", to: "2026-10-24" }],
    ["to", { to: "2026-10-19", from: "2026-10-18" }],
    ["to", { to: "2028-10-19" }],
  ])("refuses a %s that is not sound", async (field, more) => {
    const refused = expectCode(await send(world.as("cityA.head"), "declareEmergency", masks(more)), "INVALID_INPUT");
    expect(refused.extensions.field).toBe(field);
  });

  it("is not for those who do not lead, nor for departments and street offices", async () => {
    for (const name of ["cityACentre.shiftManager", "cityA.analyst", "cityAPrice.head", "streetA1.head"] as const) {
      expectCode(await send(world.as(name), "declareEmergency", masks()), "FORBIDDEN");
    }
  });
});

describe("changeEmergency", () => {
  it("changes level and end, and keeps what was announced before", async () => {
    const declared = await run(world.as("cityACentre.head"), "declareEmergency", masks({ to: "2026-10-30" }));
    stage.tick();
    const changed = await run(
      world.as("cityA.supervisor"),
      "changeEmergency",
      stepOn(declared, { level: "I", to: null }),
    );
    expect(changed).toMatchObject({ level: "I", to: null, isAllSeats: true, announcement: 2, version: 2 });
    expect(changed.announcements.map(({ level, to }) => [level, to])).toEqual([
      ["II", "2026-10-30"],
      ["I", null],
    ]);
  });

  it("leaves what is not named, and refuses where nothing would change", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks({ to: "2026-10-30" }));
    const refused = expectCode(
      await send(world.as("cityA.head"), "changeEmergency", stepOn(declared, { level: "II" })),
      "INVALID_INPUT",
    );
    expect(refused.extensions.field).toBe("level");
    const changed = await run(world.as("cityA.head"), "changeEmergency", stepOn(declared, { isAllSeats: false }));
    expect(changed).toMatchObject({ level: "II", to: "2026-10-30", isAllSeats: false });
  });

  it("refuses another region's, an old version, a past end, and one that is not seen", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks());
    const input = stepOn(declared, { level: "III" });
    expectCode(await send(world.as("province.head"), "changeEmergency", input), "FORBIDDEN");
    expectCode(await send(world.as("countyA1.head"), "changeEmergency", input), "FORBIDDEN");
    expectCode(await send(world.as("cityB.head"), "changeEmergency", input), "NOT_FOUND");
    expectCode(await send(world.as("cityA.head"), "changeEmergency", { ...input, version: 7 }), "CONFLICT");
    const past = stepOn(declared, { to: "2026-10-19" });
    expectCode(await send(world.as("cityA.head"), "changeEmergency", past), "INVALID_INPUT");
  });
});
