import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Place } from "../../src/platform/actor.js";
import { type Receiver, startReceiver } from "../api/webhooks/receiver.js";
import { change, openScene, type Scene } from "../api/webhooks/scene.js";

let scene: Scene;
let receivers: Record<"authority" | "centre" | "desk" | "province", Receiver>;

beforeAll(async () => {
  scene = await openScene();
  const [authority, centre, desk, province] = await Promise.all([1, 2, 3, 4].map(() => startReceiver()));
  if (!authority || !centre || !desk || !province) throw new Error("there are four receivers");
  receivers = { authority, centre, desk, province };
  const { code } = scene.world;
  const make = (bureau: string, { url }: Receiver) =>
    change(scene.administrator, "createWebhook", { name: "外部程序", url, bureau });
  await make(code.cityA, authority);
  await make(code.cityACentre, centre);
  await make(code.cityAPrice, desk);
  const above = scene.world.as("province.administrator");
  await change(above, "createWebhook", { name: "省级程序", url: province.url });
});

afterAll(async () => {
  await Promise.all(Object.values(receivers).map((one) => one.close()));
  await scene.close();
});

const at = (bureau: string, county: string | null = null): Place => {
  const { code } = scene.world;
  return { province: code.province, city: code.cityA, county, bureau };
};

/** Who was sent the events of these subjects. */
async function toldOf(ids: readonly string[]): Promise<string[]> {
  await scene.deliver();
  const isTold = ({ received }: Receiver) => received.some(({ event }) => ids.includes(event.data.subject.id));
  return Object.entries(receivers).flatMap(([name, receiver]) => (isTold(receiver) ? [name] : []));
}

describe("a webhook is sent nothing that the people of its bureau could not read:", () => {
  const administered: [string, string][] = [
    ["person.created", "Person"],
    ["role.granted", "RoleHolding"],
    ["apiClient.created", "ApiClient"],
    ["outsideIssuer.registered", "OutsideIssuer"],
    ["setAsideJob.retried", "SetAsideJob"],
    ["webhook.created", "Webhook"],
  ];

  it.each(administered)("%s in the region of a centre, elsewhere than at the centre", async (type, subjectType) => {
    const { code } = scene.world;
    const ids = [
      ...(await scene.happen(1, { type, subjectType, at: at(code.cityA) })),
      ...(await scene.happen(1, { type, subjectType, at: at(code.countyA1, code.countyA1) })),
    ];
    expect(await toldOf(ids)).toEqual(["authority", "province"]);
    const own = await scene.happen(1, { type, subjectType, at: at(code.cityACentre) });
    expect(await toldOf(own)).toEqual(["authority", "centre", "province"]);
  });

  it("of people of another department, whatever line is said of them", async () => {
    const place = at(scene.world.code.cityA);
    const ids = await scene.happen(1, { type: "person.locked", subjectType: "Person", line: "PRICE", at: place });
    expect(await toldOf(ids)).toEqual(["authority", "province"]);
  });

  it.each([
    ["priceCase.marked", "PriceCase"],
    ["priceDesk.set", "PriceDesk"],
    ["price.digested", "PriceDigest"],
    ["export.requested", "Export"],
    ["report.prepared", "Report"],
  ])("%s, which is the bureau's own before those above it too", async (type, subjectType) => {
    const ids = await scene.happen(1, { type, subjectType, at: at(scene.world.code.cityAPrice), line: "PRICE" });
    expect(await toldOf(ids)).toEqual(["desk"]);
  });
});
