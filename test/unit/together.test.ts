import { describe, expect, it } from "vitest";
import { together } from "../../src/platform/together.js";

const refused = (code: string): Error => Object.assign(new Error("refused"), { code });

describe("work that is waited for together", () => {
  it("gives its values in their order, whatever they are", async () => {
    expect(await together([Promise.resolve(1), "two", null, Promise.resolve([3])])).toEqual([1, "two", null, [3]]);
  });

  it("fails with the first failure by position, though another came before", async () => {
    const [first, second] = [new Error("first"), new Error("second")];
    const late = new Promise((_, reject) => setImmediate(() => reject(first)));
    await expect(together([late, Promise.reject(second)])).rejects.toBe(first);
  });

  it("fails only when nothing of it is under way any more", async () => {
    const done: string[] = [];
    const slow = new Promise<void>((resolve) =>
      setImmediate(() => {
        done.push("slow");
        resolve();
      }),
    );
    await expect(together([Promise.reject(new Error("at once")), slow])).rejects.toThrow("at once");
    expect(done).toEqual(["slow"]);
  });

  it("fails with the statement that made the transaction fail, not with one that was refused for that", async () => {
    const cause = refused("23505");
    const wrapped = Object.assign(new Error("a failed query"), { cause: refused("25P02") });
    await expect(together([Promise.reject(wrapped), Promise.reject(cause)])).rejects.toBe(cause);
    await expect(together([Promise.reject(wrapped)])).rejects.toBe(wrapped);
  });
});
