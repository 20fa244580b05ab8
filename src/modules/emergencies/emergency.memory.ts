import { type Actor, pathOf } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { afterCommit, asSystemWithin, identityOf, type Transaction } from "../../platform/database.js";
import { createMemory } from "../../platform/loaders.js";
import { type EmergencyRow, findOpenEmergencies } from "./emergency.store.js";
import { type EmergencyLevel, emergencyLevels } from "./emergency.words.js";

/** How long a process goes on with the emergencies that it knows, in milliseconds: so late may it learn of one declared elsewhere. */
const emergenciesLifetime = 2000;

/** An emergency, as far as it decides what others do. */
export interface EmergencyInForce {
  id: string;
  /** The code of the authority for whose region it was declared. */
  bureau: string;
  level: EmergencyLevel;
  topic: string | null;
  isAllSeats: boolean;
  isAroundTheClock: boolean;
}

type Open = EmergencyInForce & Pick<EmergencyRow, "firstDay" | "lastDay">;

const memory = createMemory<readonly Open[]>(1, emergenciesLifetime);
const key = "open";

/**
 * The codes of TOPIC that a new ticket of the actor's bureau gets by default (应急专题): those of the emergencies in force at
 * an instant in his region and above it. It costs a statement once in two seconds, and nothing else while there is none.
 *
 * @param actor the actor whose transaction it is
 */
export async function emergencyTopics(tx: Transaction, actor: Actor, at: Date): Promise<readonly string[]> {
  const remembered = memory.of(identityOf(tx)).values.get(key);
  const open = remembered ?? (await readOpen(tx, actor));
  if (open.length === 0) return none;
  const topics = inForce(open, pathOf(actor.bureau), at).flatMap(({ topic }) => (topic === null ? [] : [topic]));
  return [...new Set(topics)];
}

const none: readonly string[] = [];

/**
 * The emergencies in force at an instant along a path of bureaus, the gravest first.
 *
 * @param actor the actor whose transaction it is; null in a transaction of the platform
 * @param path the codes from the nation down
 */
export async function emergenciesInForce(
  tx: Transaction,
  actor: Actor | null,
  path: readonly string[],
  at: Date,
): Promise<readonly EmergencyInForce[]> {
  const remembered = memory.of(identityOf(tx)).values.get(key);
  return inForce(remembered ?? (await readOpen(tx, actor)), path, at);
}

/** To be called by whoever writes emergencies: this process reads them anew when the change has committed. */
export function forgetEmergenciesAfter(tx: Transaction): void {
  afterCommit(tx, (database) => memory.forget(database));
}

function inForce(open: readonly Open[], path: readonly string[], at: Date): EmergencyInForce[] {
  const day = chinaDay(at);
  return open
    .filter(({ bureau, firstDay, lastDay }) => {
      return path.includes(bureau) && firstDay <= day && (lastDay === null || day <= lastDay);
    })
    .map(({ bureau, id, isAllSeats, isAroundTheClock, level, topic }) => {
      return { id, bureau, level, topic, isAllSeats, isAroundTheClock };
    })
    .sort((one, other) => emergencyLevels.indexOf(one.level) - emergencyLevels.indexOf(other.level));
}

// SECURITY: widened sight: what is in force in the whole country is remembered, and of it everybody is told only what is in
// force along his own path, which the row policies show him too. Nothing else runs in the transaction meanwhile.
async function readOpen(tx: Transaction, actor: Actor | null): Promise<readonly Open[]> {
  const identity = identityOf(tx);
  const { generation } = memory.of(identity);
  const read = () => findOpenEmergencies(tx);
  const rows = await (actor === null ? read() : asSystemWithin(tx, actor, "emergencies hold for all beneath", read));
  const open = rows.map(({ bureau, firstDay, id, isAllSeats, isAroundTheClock, lastDay, level, topic }) => {
    return { id, bureau, level: level as EmergencyLevel, topic, isAllSeats, isAroundTheClock, firstDay, lastDay };
  });
  const remembered = memory.of(identity);
  // What was read before a change must not be kept after it.
  if (remembered.generation === generation) remembered.values.set(key, open);
  return open;
}
