import { afterAll, beforeAll } from "vitest";
import type { Api } from "../src/api/server.js";
import { issueToken } from "../src/modules/identity/index.js";
import type { DuePass } from "../src/modules/jobs/index.js";
import { settableClock } from "../src/platform/clock.js";
import { addressOf, type Caller, gql, startTestApi, testIssuer, testSigningKeys } from "./api.js";
import { testDatabase } from "./database.js";
import { jobTools } from "./jobs.js";
import { makeProvince, type PersonName, type World } from "./world.js";

/** A province whose clock the test sets, with an API of its own. */
export interface TimedProvince {
  readonly world: World;
  /** A person who calls at the time of the clock. */
  as(name: PersonName): Caller;
  /** Sets the clock to an hour of a day in China; ten in the morning where it is not said. */
  on(day: string, hour?: number): void;
  /** Runs a pass at the time of the clock, upon this province alone. */
  run(pass: DuePass<never>): ReturnType<DuePass["run"]>;
}

/** Makes a province and an API with a clock that the test sets, for the tests of one `describe`. */
export function timedProvince(start: string): TimedProvince {
  const clock = settableClock(new Date(`${start}T10:00:00+08:00`));
  let world: World | undefined;
  let api: Api | undefined;
  const made = (): World => {
    if (world === undefined) throw new Error("the province is there only while tests run");
    return world;
  };

  beforeAll(async () => {
    world = await makeProvince();
    api = await startTestApi({ clock });
  });

  afterAll(() => api?.close(1000));

  const as = (name: PersonName): Caller => {
    const person = made().as(name);
    const token = async (): Promise<string> => {
      const grant = { issuer: testIssuer, person: person.id, client: null, scopes: null, now: clock.now() };
      return (await issueToken(await testSigningKeys(), grant)).token;
    };
    const send: Caller["gql"] = async (document, variables, headers) => {
      if (api === undefined) throw new Error("the API is there only while tests run");
      return gql(await token(), document, variables, headers, addressOf(api));
    };
    return {
      ...person,
      token,
      gql: send,
      ask: async <Data>(document: string, variables?: Record<string, unknown>) => {
        const { data, errors } = await send<Data>(document, variables);
        if (errors !== undefined) throw new Error(JSON.stringify(errors));
        return data;
      },
    };
  };

  return {
    get world() {
      return made();
    },
    as,
    on: (day, hour = 10) => clock.set(new Date(`${day}T${String(hour).padStart(2, "0")}:00:00+08:00`)),
    run: (pass) => pass.run({ ...jobTools(testDatabase(), clock), province: made().code.province }),
  };
}
