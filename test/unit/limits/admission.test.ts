import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type AdmissionOptions, createAdmission, type Place } from "../../../src/api/limits/admission.js";
import { ApplicationError } from "../../../src/platform/errors.js";

const admissionOf = (mostInFlight: number, more: Partial<AdmissionOptions> = {}) =>
  createAdmission({ mostInFlight, isLate: () => false, patience: 1000, ...more });

/** What became of a request: its place, or the code of its refusal. */
const outcome = (entering: Promise<Place>): Promise<Place | string> =>
  entering.catch((error) => (error instanceof ApplicationError ? error.code : "another error"));

/** The state of a promise after everything that can go on has gone on. */
const settled = async (entering: Promise<Place | string>): Promise<"waits" | "has a place" | string> => {
  await vi.advanceTimersByTimeAsync(0);
  const found = await Promise.race([entering, Promise.resolve("waits")]);
  return typeof found === "string" ? found : "has a place";
};

describe("admission", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("gives each bureau half of the places, and lets the others wait for one", async () => {
    const admission = admissionOf(4);
    const places = [await admission.enter("a"), await admission.enter("a")];
    const third = outcome(admission.enter("a"));
    expect(await settled(third)).toBe("waits");
    expect(await settled(outcome(admission.enter("b")))).toBe("has a place");
    expect(admission.load()).toEqual({ working: 3, waiting: 1 });
    places[0]?.leave();
    expect(await settled(third)).toBe("has a place");
  });

  it("lets those who wait in as they came, and past a bureau that has its share", async () => {
    const admission = admissionOf(4);
    const [first] = [await admission.enter("a"), await admission.enter("a")];
    const held = [await admission.enter("b"), await admission.enter("b")];
    const waiting = ["a", "a", "c"].map((key) => outcome(admission.enter(key)));
    held[0]?.leave();
    expect(await Promise.all(waiting.map(settled))).toEqual(["waits", "waits", "has a place"]);
    first?.leave();
    expect(await Promise.all(waiting.map(settled))).toEqual(["has a place", "waits", "has a place"]);
  });

  it("refuses who would wait beyond the bureau's half of the waiting room", async () => {
    const admission = admissionOf(2);
    await admission.enter("a");
    const waiting = Array.from({ length: 4 }, () => outcome(admission.enter("a")));
    expect(await Promise.all(waiting.map(settled))).toEqual(["waits", "waits", "waits", "waits"]);
    expect(await outcome(admission.enter("a"))).toBe("OVERLOADED");
    expect(admission.refusal("a")).toMatchObject({ code: "OVERLOADED" });
    expect([admission.refusal("b"), admission.refusal()]).toEqual([null, null]);
    expect(await settled(outcome(admission.enter("b")))).toBe("has a place");
  });

  it("refuses everybody when the waiting room is full, and newcomers before they are read", async () => {
    const admission = admissionOf(2);
    for (const key of ["a", "b"]) for (let one = 0; one < 5; one += 1) void outcome(admission.enter(key));
    expect(admission.load()).toEqual({ working: 2, waiting: 8 });
    expect(await outcome(admission.enter("c"))).toBe("OVERLOADED");
    expect(admission.refusal()).toMatchObject({ code: "OVERLOADED", detail: { retryAfter: 1 } });
  });

  it("refuses who has waited for as long as one may, and forgets him", async () => {
    const admission = admissionOf(1, { patience: 500 });
    const place = await admission.enter("a");
    const waiting = outcome(admission.enter("b"));
    await vi.advanceTimersByTimeAsync(499);
    expect(await settled(waiting)).toBe("waits");
    await vi.advanceTimersByTimeAsync(1);
    expect(await waiting).toBe("OVERLOADED");
    place.leave();
    expect(admission.load()).toEqual({ working: 0, waiting: 0 });
  });

  it("does not count a place twice that is given back twice", async () => {
    const admission = admissionOf(4);
    const place = await admission.enter("a");
    await admission.enter("b");
    place.leave();
    place.leave();
    expect(admission.load()).toEqual({ working: 1, waiting: 0 });
  });

  it("refuses newcomers while the process answers late, whatever places are free", () => {
    let isLate = true;
    const admission = admissionOf(64, { isLate: () => isLate });
    expect(admission.refusal()).toMatchObject({ code: "OVERLOADED" });
    isLate = false;
    expect(admission.refusal()).toBeNull();
  });
});
