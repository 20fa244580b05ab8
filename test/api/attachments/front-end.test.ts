import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { addressOf, startTestApi } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register, staff, type TicketAnswer } from "../tickets/driving.js";
import { announce, bring, get, linkTo, picture, uploadPath } from "./bringing.js";

const origin = "https://front.example.org";

describe("the page of a front end", () => {
  let api: Api;
  let world: World;
  let ticket: TicketAnswer;

  beforeAll(async () => {
    api = await startTestApi({ corsOrigins: [origin] });
    world = await makeProvince();
    ticket = await register(staff(world).operator, complaint(world));
  });

  afterAll(() => api.close(1000));

  const operator = () => staff(world).operator;
  const ask = (path: string, from: string, method: string) =>
    fetch(`${addressOf(api)}${path}`, {
      method: "OPTIONS",
      headers: {
        Origin: from,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "content-type",
      },
    });

  test("may bring files where its origin is named, and no other may", async () => {
    const path = uploadPath(await announce(operator(), ticket, picture()));
    const allowed = await ask(path, origin, "PUT");
    expect([allowed.status, allowed.headers.get("access-control-allow-methods")]).toEqual([204, "GET, PUT"]);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(origin);
    const refused = await ask(path, "https://evil.example.org", "PUT");
    expect(refused.headers.get("access-control-allow-origin")).toBeNull();
    const headers = { Origin: origin, "Content-Type": "image/jpeg" };
    const body = new Uint8Array(picture());
    const response = await fetch(`${addressOf(api)}${path}`, { method: "PUT", body, headers });
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([201, origin]);
  });

  test("may show a picture", async () => {
    const { attachmentId } = await bring(operator(), ticket, picture("progressive.jpg"));
    const { headers } = await get(await linkTo(operator(), attachmentId), { Origin: origin }, addressOf(api));
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(headers.get("access-control-allow-origin")).toBe(origin);
  });

  test("may still send no PUT to the endpoint of GraphQL", async () => {
    const answer = await ask("/graphql", origin, "PUT");
    expect(answer.headers.get("access-control-allow-methods")).toBe("GET, POST");
  });
});

describe("many at once", () => {
  test("are taken sixteen at a time, and the others are told to come again", async () => {
    const api = await startTestApi();
    const world = await makeProvince();
    const { operator } = staff(world);
    const content = picture();
    const paths: string[] = [];
    for (const _ of [1, 2]) {
      const ticket = await register(operator, complaint(world));
      for (let number = 0; number < 9; number += 1) paths.push(uploadPath(await announce(operator, ticket, content)));
    }
    const last = paths.pop() ?? "";
    const held: ReadableStreamDefaultController<Uint8Array>[] = [];
    const opened = paths.map((path) => {
      const body = new ReadableStream<Uint8Array>({
        start: (stream) => {
          stream.enqueue(new Uint8Array(content.subarray(0, 10)));
          held.push(stream);
        },
      });
      const headers = { "Content-Length": String(content.length) };
      const options = { method: "PUT", body, headers, duplex: "half" } as RequestInit;
      return fetch(`${addressOf(api)}${path}`, options).then(({ status }) => status);
    });
    // The first answer is that of the one that is too many.
    const first = await Promise.race(opened);
    const refused = await fetch(`${addressOf(api)}${last}`, { method: "PUT", body: new Uint8Array(content) });
    for (const stream of held) {
      stream.enqueue(new Uint8Array(content.subarray(10)));
      stream.close();
    }
    expect([first, refused.status, refused.headers.get("retry-after")]).toEqual([503, 503, "10"]);
    const statuses = await Promise.all(opened);
    expect(statuses.filter((status) => status === 201)).toHaveLength(16);
    await api.close(1000);
  });
});
