import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rotateSigningKeys } from "../../src/modules/identity/signing-key-file.js";
import { openSigningKeys } from "../../src/modules/identity/signing-keys.js";
import { StartupError } from "../../src/platform/startup-error.js";

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lianxin-keys-"));
  path = join(folder, "keys", "signing.json");
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const kidsIn = async (): Promise<string[]> => {
  const keys: { kid: string }[] = JSON.parse(await readFile(path, "utf8"));
  return keys.map(({ kid }) => kid);
};

describe("the file of signing keys", () => {
  it("is made where it may be, readable by its owner alone", async () => {
    const keys = await openSigningKeys(path, true);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect([(await keys.newest()).kid]).toEqual(await kidsIn());
  });

  it("is not made in production", async () => {
    await expect(openSigningKeys(path, false)).rejects.toThrow(StartupError);
  });

  it.each([["nothing"], ["[]"], ["{}"], ['[{"kty":"RSA","kid":"a"}]']])(
    "is refused when it holds %s",
    async (content) => {
      await rotateSigningKeys(path, new Date());
      await writeFile(path, content);
      await expect(openSigningKeys(path, true)).rejects.toThrow(StartupError);
    },
  );

  it("is published without any private part", async () => {
    const keys = await openSigningKeys(path, true);
    const published = await keys.publicSet();
    const [stored] = JSON.parse(await readFile(path, "utf8"));
    expect(published).toEqual({
      keys: [{ kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig", kid: stored.kid, x: stored.x }],
    });
    expect(JSON.stringify(published)).not.toContain(stored.d);
  });
});

describe("a rotation", () => {
  const start = new Date("2026-01-01T00:00:00Z");
  const later = (days: number): Date => new Date(start.getTime() + days * 86_400_000);

  it("makes the first key of a file that is missing", async () => {
    const { kid, kept, dropped } = await rotateSigningKeys(path, start);
    expect({ kids: await kidsIn(), kept, dropped }).toEqual({ kids: [kid], kept: 1, dropped: [] });
  });

  it("keeps a key for 30 days after its successor took over, and drops it then", async () => {
    const { kid: first } = await rotateSigningKeys(path, start);
    const { kid: second } = await rotateSigningKeys(path, later(100));
    const third = await rotateSigningKeys(path, later(130));
    expect(third.dropped).toEqual([]);
    const fourth = await rotateSigningKeys(path, later(131));
    expect(fourth.dropped).toEqual([first]);
    expect(await kidsIn()).toEqual([second, third.kid, fourth.kid]);
  });

  it("is known to a process that runs already, as soon as a token names the new key", async () => {
    const keys = await openSigningKeys(path, true);
    const old = await keys.newest();
    const { kid } = await rotateSigningKeys(path, new Date());
    expect((await keys.find(kid))?.kid).toBe(kid);
    expect((await keys.newest()).kid).toBe(kid);
    expect((await keys.find(old.kid))?.kid).toBe(old.kid);
    expect(await keys.find("unknown")).toBeNull();
  });

  it("does not take the keys away from a running process when the file is broken", async () => {
    const keys = await openSigningKeys(path, true);
    const { kid } = await keys.newest();
    await writeFile(path, "[");
    await chmod(path, 0o600);
    expect(await keys.find("unknown")).toBeNull();
    expect((await keys.newest()).kid).toBe(kid);
  });
});
