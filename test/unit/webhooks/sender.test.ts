import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSender } from "../../../src/modules/webhooks/index.js";
import { type Receiver, startReceiver } from "../../api/webhooks/receiver.js";
import { testAuthority, testCertificate } from "./certificates.js";

const networks = ["127.0.0.0/8"];
const body = JSON.stringify({ type: "webhook.ping" });

let plain: Receiver;
let secure: Receiver;

beforeEach(async () => {
  [plain, secure] = await Promise.all([startReceiver(), startReceiver(testCertificate)]);
});
afterEach(() => Promise.all([plain.close(), secure.close()]));

/** The same address under a name that nobody has. */
const named = (url: string, name = "hooks.example.test") => url.replace("127.0.0.1", name);

const send = async (sender: ReturnType<typeof createSender>, url: string) => {
  const line = sender.open(url);
  const sent = await line.send({ "webhook-id": "msg_1" }, body);
  line.close();
  return sent.outcome;
};

describe("a message", () => {
  it("goes to the addresses that were checked, whatever the name says then", async () => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return ["127.0.0.1"];
    };
    const line = createSender({ isProduction: false, networks, resolve }).open(named(plain.url));
    for (let count = 0; count < 3; count += 1)
      expect(await line.send({}, body)).toMatchObject({ outcome: "DELIVERED" });
    line.close();
    expect(plain.received).toHaveLength(3);
    expect(plain.received[0]?.headers.host).toBe(new URL(named(plain.url)).host);
    expect(asked).toBe(1);
  });

  it("goes nowhere when the name leads inside by now", async () => {
    const answers = [["1.1.1.1"], ["127.0.0.1"]];
    const resolve = async () => answers.shift() ?? [];
    const sender = createSender({ isProduction: false, networks: [], resolve });
    const url = named(plain.url);
    expect(await sender.rules.addressesOf(new URL(url))).not.toBeNull();
    expect(await send(sender, url)).toBe("ADDRESS_REFUSED");
    expect(plain.received).toEqual([]);
  });

  it("goes nowhere where a resolver is silent for longer than a try may take", async () => {
    const sender = createSender({
      ...{ isProduction: false, networks, tryMilliseconds: 50 },
      resolve: () => new Promise(() => {}),
    });
    expect(await send(sender, named(plain.url))).toBe("TIMED_OUT");
  });

  it.each(["http://127.0.0.1:1/", "http://localhost:1/", "http://0x7f000001:1/", "http://[::1]:1/"])(
    "goes not to %s, unless the operator allows it",
    async (url) => {
      expect(await send(createSender({ isProduction: false, networks: [] }), url)).toBe("ADDRESS_REFUSED");
    },
  );

  it("goes over https alone in production, also to a webhook that was made before", async () => {
    expect(await send(createSender({ isProduction: true, networks }), plain.url)).toBe("ADDRESS_REFUSED");
    expect(plain.received).toEqual([]);
  });
});

describe("a certificate", () => {
  const resolve = async () => ["127.0.0.1"];
  const trusting = (certificates?: string) =>
    createSender({ isProduction: true, networks, resolve, ...(certificates === undefined ? {} : { certificates }) });

  it("must be of an authority that is trusted", async () => {
    expect(await send(trusting(), named(secure.url))).toBe("TLS_FAILED");
    expect(await send(trusting(testAuthority), named(secure.url))).toBe("DELIVERED");
    expect(secure.received).toHaveLength(1);
  });

  it("must be for the name", async () => {
    expect(await send(trusting(testAuthority), named(secure.url, "other.example.test"))).toBe("TLS_FAILED");
    expect(await send(trusting(testAuthority), secure.url)).toBe("TLS_FAILED");
    expect(secure.received).toEqual([]);
  });

  it("is asked for even where the environment says otherwise", async () => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    try {
      expect(await send(trusting(), named(secure.url))).toBe("TLS_FAILED");
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  it("cannot be shown by who speaks no TLS", async () => {
    expect(await send(trusting(testAuthority), named(plain.url.replace("http:", "https:")))).toBe("TLS_FAILED");
  });
});
