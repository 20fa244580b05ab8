import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller, Variables } from "../../api.js";
import { makeProvince } from "../../world.js";
import { abandoned, answered, at, callOf, newCallId, record, waiting } from "./calling.js";

let manager: Caller;

beforeAll(async () => {
  manager = (await makeProvince()).as("cityACentre.shiftManager");
});

const lifeOf = (life: number, callId: string): Variables[] => lives[life]?.(callId) ?? [];

/** The life of a call as its system tells it: each telling whole, each later than the last. */
const lives: readonly ((callId: string) => Variables[])[] = [
  (callId) => [
    waiting(callId),
    waiting(callId, { revision: 2, outcome: "TALKING", answeredAt: at(12), operatorNumber: "5001" }),
    answered(callId),
    answered(callId, { revision: 7, endedAt: at(200), caller: "13900000001", queue: "咨询" }),
  ],
  (callId) => [
    waiting(callId, { caller: null }),
    abandoned(callId),
    answered(callId, { revision: 4, outcome: "TRANSFERRED", transferredTo: "12345" }),
    abandoned(callId, { revision: 5, outcome: "VOID" }),
    abandoned(callId, { revision: 6, offeredAt: at(-86_400), endedAt: at(-86_390) }),
  ],
];

describe("records of calls", () => {
  it("end in the same state in whatever order, and however often, they come", async () => {
    // Each telling at least once, some more than once, in any order, cut into batches that tell of each call once.
    const telling = fc
      .tuple(fc.nat(lives.length - 1), fc.array(fc.nat(99), { maxLength: 6 }), fc.infiniteStream(fc.nat(999)))
      .map(([life, repeats, keys]) => ({ life, repeats, keys: [...keys.take(12)] }));
    await fc.assert(
      fc.asyncProperty(fc.array(telling, { minLength: 1, maxLength: 4 }), async (calls) => {
        const told = calls.map(({ keys, life, repeats }) => {
          const callId = newCallId();
          const all = lifeOf(life, callId);
          const more = repeats.map((place) => all[place % all.length] as Variables);
          const records = [...all, ...more].map((call, place) => ({ call, key: keys[place] ?? 0 }));
          return {
            callId,
            last: all[all.length - 1] as Variables,
            order: records.sort((one, other) => one.key - other.key),
          };
        });
        const rounds = Math.max(...told.map(({ order }) => order.length));
        for (let round = 0; round < rounds; round += 1) {
          const batch = told.flatMap(({ order }) => order.slice(round, round + 1).map(({ call }) => call));
          if (batch.length > 0) await record(manager, ...batch);
        }
        // Told once, by its last record alone, a call is the same.
        const once = told.map(({ last }) => ({ ...last, callId: newCallId() }));
        await record(manager, ...once);
        for (const [place, { callId, last }] of told.entries()) {
          const { callId: _, revision: __, caller, ...expected }: Variables = last;
          const { callerMasked, id: ___, callId: ____, ...kept } = await callOf(manager, callId);
          expect(kept).toMatchObject(expected);
          expect(callerMasked === null).toBe(caller === null);
          expect(await callOf(manager, String(once[place]?.callId))).toMatchObject({ callerMasked, ...kept });
        }
      }),
      { numRuns: 12 },
    );
  });

  it("of one call that come at the same time leave the latest", async () => {
    const callId = newCallId();
    const revisions = Array.from({ length: 12 }, (_, revision) =>
      abandoned(callId, { revision, endedAt: at(revision) }),
    );
    await Promise.all(revisions.reverse().map((call) => record(manager, call)));
    expect(await callOf(manager, callId)).toMatchObject({ waitingSeconds: 11 });
  });

  it("that overlap in two batches at the same time are taken in both", async () => {
    const callIds = Array.from({ length: 60 }, () => newCallId());
    const batches = Array.from({ length: 6 }, (_, revision) => {
      const calls = callIds.map((callId) => abandoned(callId, { revision, endedAt: at(revision) }));
      return revision % 2 === 0 ? calls : calls.reverse();
    });
    await Promise.all(batches.map((batch) => record(manager, ...batch)));
    for (const callId of callIds) expect(await callOf(manager, callId)).toMatchObject({ waitingSeconds: 5 });
  });
});
