import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAddressRules } from "../../../src/modules/webhooks/sending/addresses.js";
import { readTarget } from "../../../src/modules/webhooks/sending/target.js";
import { isPublicAddress, readNetwork, toPlainAddress } from "../../../src/platform/network-addresses.js";

const isPublic = (text: string): boolean => {
  const address = toPlainAddress(text);
  return address !== null && isPublicAddress(address);
};

/** First and last address of what no webhook may call, as RFC 6890 and the registries of IANA have it. */
const reserved: readonly [string, string][] = [
  ["0.0.0.0", "0.255.255.255"],
  ["10.0.0.0", "10.255.255.255"],
  ["100.64.0.0", "100.127.255.255"],
  ["127.0.0.0", "127.255.255.255"],
  ["169.254.0.0", "169.254.255.255"],
  ["172.16.0.0", "172.31.255.255"],
  ["192.0.0.0", "192.0.0.255"],
  ["192.0.2.0", "192.0.2.255"],
  ["192.88.99.0", "192.88.99.255"],
  ["192.168.0.0", "192.168.255.255"],
  ["198.18.0.0", "198.19.255.255"],
  ["198.51.100.0", "198.51.100.255"],
  ["203.0.113.0", "203.0.113.255"],
  ["224.0.0.0", "255.255.255.255"],
];

const toNumber = (text: string): number => text.split(".").reduce((value, part) => value * 256 + Number(part), 0);
const toText = (value: number): string => [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join(".");

const reservedAddress = fc
  .constantFrom(...reserved)
  .chain(([first, last]) => fc.integer({ min: toNumber(first), max: toNumber(last) }));

const octal = (value: number): string => (value === 0 ? "0" : `0${value.toString(8)}`);
const hexadecimal = (value: number): string => `0x${value.toString(16)}`;
const bytesOf = (value: number): number[] => toText(value).split(".").map(Number);
const inFullWidth = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))).replaceAll(".", "。");
const inPercent = (text: string): string =>
  [...text].map((letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, "0")}`).join("");

/** The ways to write an IPv4 address as the host of a URL that clients of all kinds understand. */
const writings: readonly ((value: number) => string)[] = [
  toText,
  (value) => `${toText(value)}.`,
  (value) => String(value),
  octal,
  hexadecimal,
  (value) => bytesOf(value).map(octal).join("."),
  (value) => bytesOf(value).map(hexadecimal).join("."),
  (value) => `${bytesOf(value)[0]}.${value % 2 ** 24}`,
  (value) => `${bytesOf(value)[0]}.${bytesOf(value)[1]}.${value % 2 ** 16}`,
  (value) => inFullWidth(toText(value)),
  (value) => inPercent(toText(value)),
  (value) => `[::ffff:${toText(value)}]`,
  (value) => `[0:0:0:0:0:FFFF:${(value >>> 16).toString(16)}:${(value & 0xffff).toString(16)}]`,
  (value) => `[::${toText(value)}]`,
  (value) => `[64:ff9b::${toText(value)}]`,
  (value) => `[64:ff9b:1::${toText(value)}]`,
  (value) => `[2002:${(value >>> 16).toString(16)}:${(value & 0xffff).toString(16)}::1]`,
  (value) => `[::ffff:0:${toText(value)}]`,
];

const nowhere = createAddressRules([], () => Promise.resolve([]));

describe("a public address", () => {
  it("is none of those that are private, local, shared, for documentation or reserved", () => {
    fc.assert(fc.property(reservedAddress, (value) => !isPublic(toText(value))));
  });

  it("is every other of IPv4, but for those of translations and of the platform of a cloud", () => {
    const special = ["192.31.196.", "192.52.193.", "192.175.48.", "168.63.129.16"];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (value) => {
        const text = toText(value);
        const isReserved = reserved.some(([first, last]) => toNumber(first) <= value && value <= toNumber(last));
        fc.pre(!isReserved && !special.some((start) => text.startsWith(start)));
        return isPublic(text);
      }),
    );
    expect(isPublic("168.63.129.16")).toBe(false);
  });

  it.each([
    ...["::", "::1", "fe80::1", "febf::1", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "100::1", "2001::1"],
    ...["2001:20::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "64:ff9b::1.1.1.1", "::ffff:10.0.0.1", "4000::1"],
    ...["fe80::1%eth0", "2606:4700::1%eth0", "localhost", "", "1.1.1", "1.1.1.1.1"],
  ])("is not %s", (text) => {
    expect(isPublic(text)).toBe(false);
  });

  it.each(["1.1.1.1", "2606:4700::1111", "2400:3200::1", "::ffff:1.1.1.1", "::FFFF:0101:0101"])("is %s", (text) => {
    expect(isPublic(text)).toBe(true);
  });
});

describe("the host of a webhook", () => {
  it("is refused however an address that may not be called is written", async () => {
    await fc.assert(
      fc.asyncProperty(reservedAddress, fc.constantFrom(...writings), async (value, write) => {
        const url = readTarget(`http://${write(value)}/`, false);
        return url === null || (await nowhere.addressesOf(url)) === null;
      }),
      { numRuns: 2000 },
    );
  });

  it("is refused where one of its addresses may not be called, wherever it stands among the others", async () => {
    const url = new URL("https://hooks.example.test/");
    const rules = (...answered: string[]) => createAddressRules([], () => Promise.resolve(answered)).addressesOf(url);
    expect(await rules("1.1.1.1", "2606:4700::1")).toEqual([
      { address: "1.1.1.1", family: "ipv4" },
      { address: "2606:4700::1", family: "ipv6" },
    ]);
    for (const inner of [
      "127.0.0.1",
      "10.0.0.1",
      "169.254.169.254",
      "::1",
      "::ffff:7f00:1",
      "fe80::1%2",
      "no address",
    ]) {
      expect(await rules("1.1.1.1", inner)).toBeNull();
      expect(await rules(inner, "1.1.1.1")).toBeNull();
    }
    expect(await rules()).toBeNull();
  });

  it.each(["localhost", "LOCALHOST", "localhost.", "hooks.localhost"])(
    "%s is this machine, and refused",
    async (host) => {
      const url = readTarget(`http://${host}/`, false) ?? expect.fail("it is an address");
      expect(await createAddressRules([]).addressesOf(url)).toBeNull();
      const allowed = await createAddressRules(["127.0.0.0/8", "::1/128"]).addressesOf(url);
      expect(allowed?.map(({ address }) => address)).toEqual(["127.0.0.1", "::1"]);
    },
  );

  it("may lie in a network that the operator allows, and in no other", async () => {
    const rules = createAddressRules(["10.20.0.0/16", "fd12:3456::/32"], () => Promise.resolve([]));
    const isAllowed = async (host: string) => (await rules.addressesOf(new URL(`https://${host}/`))) !== null;
    expect(await isAllowed("10.20.255.1")).toBe(true);
    expect(await isAllowed("[::ffff:10.20.0.1]")).toBe(true);
    expect(await isAllowed("[fd12:3456:789a::1]")).toBe(true);
    for (const host of ["10.21.0.1", "10.19.255.255", "127.0.0.1", "[fd12:3457::1]", "[::1]"]) {
      expect(await isAllowed(host)).toBe(false);
    }
  });
});

describe("a network", () => {
  it.each(["10.0.0.0/8", "0.0.0.0/0", "1.2.3.4/32", "fd00::/8", "::/0", "::1/128"])("is %s", (text) => {
    expect(readNetwork(text)).not.toBeNull();
  });

  it.each([
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0/8",
    "::/129",
    "fe80::1%eth0/64",
    "example.org/8",
    "/8",
    "10.0.0.0/-1",
    "",
  ])("is not %s", (text) => {
    expect(readNetwork(text)).toBeNull();
  });
});

describe("the address of a webhook", () => {
  it.each([
    ["https://hooks.example.org/a?key=1", "https://hooks.example.org/a?key=1"],
    ["https://HOOKS.Example.org:8443", "https://hooks.example.org:8443/"],
    ["https://hooks.example.org./", "https://hooks.example.org/"],
    ["https://xn--fiq228c.example/", "https://xn--fiq228c.example/"],
    ["https://[2606:4700:0:0::1]/", "https://[2606:4700::1]/"],
  ])("is %s", (text, href) => {
    expect(readTarget(text, true)?.href).toBe(href);
  });

  it.each([
    ...[
      "http://hooks.example.org/",
      "ftp://hooks.example.org/",
      "file:///etc/passwd",
      "gopher://a/",
      "javascript:alert(1)",
    ],
    ...["https://user@hooks.example.org/", "https://user:secret@hooks.example.org/", "https://@hooks.example.org/"],
    ...["https://:@hooks.example.org/", "https:/@hooks.example.org/", "https:\\\\hooks.example.org\\"],
    ...["https://hooks.example.org/#part", "https://hooks.example.org/#", "https://hooks.example.org:0/"],
    ...[
      "https://",
      "https:///",
      "https://./",
      "https://a..b/",
      "https://1.2.3.4.5/",
      "https://[::1",
      "hooks.example.org",
    ],
    ...[" https://hooks.example.org/", "https://hooks.example.org/\n", "https://推送.example/", ""],
    `https://hooks.example.org/${"a".repeat(500)}`,
  ])("is not %s", (text) => {
    expect(readTarget(text, true)).toBeNull();
  });

  it("may be http in development alone", () => {
    expect(readTarget("http://hooks.example.org/", false)?.href).toBe("http://hooks.example.org/");
    expect(readTarget("http://hooks.example.org/", true)).toBeNull();
  });
});
