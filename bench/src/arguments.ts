import { parseArgs } from "node:util";
import { isSize, type Size, sizeNames } from "./settings.js";

const options = {
  size: { type: "string" },
  sizes: { type: "string" },
  contestants: { type: "string" },
  parts: { type: "string" },
  seconds: { type: "string" },
  rounds: { type: "string" },
  connections: { type: "string" },
  subscribers: { type: "string" },
  events: { type: "string" },
  again: { type: "boolean", default: false },
  record: { type: "boolean", default: false },
  profile: { type: "boolean", default: false },
} as const;

/** What may be said on the command line of a bench. */
export interface Arguments {
  /** The sizes asked for; null where none was named. */
  sizes: readonly Size[] | null;
  contestants: readonly string[] | null;
  /** The parts of a bench that are asked for: computing, lists, pass of the deadlines; main, mix, rivals of the statistics. All where none was named. */
  parts: readonly string[] | null;
  seconds: number | null;
  rounds: number | null;
  connections: number | null;
  /** How many subscribe; null where nothing was said. */
  subscribers: readonly number[] | null;
  /** How many events there are. */
  events: number | null;
  /** Whether to load a database anew that is there. */
  again: boolean;
  /** Whether the tables go into README.md. */
  isRecorded: boolean;
  /** Whether ours runs under the profiler of V8, which leaves its files in .data/bench/profiles. */
  isProfiled: boolean;
}

/** Reads the options after the name of a bench. */
export function readArguments(given: readonly string[]): Arguments {
  const { values } = parseArgs({ args: [...given], options, strict: true });
  return {
    sizes: sizesOf(values.sizes ?? values.size),
    contestants: values.contestants?.split(",") ?? null,
    parts: values.parts?.split(",") ?? null,
    seconds: numberOf("seconds", values.seconds),
    rounds: numberOf("rounds", values.rounds),
    connections: numberOf("connections", values.connections),
    subscribers: values.subscribers?.split(",").map((text) => numberOf("subscribers", text) ?? 0) ?? null,
    events: numberOf("events", values.events),
    again: values.again,
    isRecorded: values.record,
    isProfiled: values.profile,
  };
}

function sizesOf(text: string | undefined): Size[] | null {
  if (text === undefined) return null;
  return text
    .toLowerCase()
    .split(",")
    .map((name) => {
      if (!isSize(name)) throw new Error(`there is no size ${name}: choose of ${sizeNames.join(", ")}`);
      return name;
    });
}

function numberOf(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const number = Number(text);
  if (!Number.isFinite(number) || number <= 0) throw new Error(`--${name} needs a number above 0`);
  return number;
}
