import type { Role } from "../../src/platform/actor.js";
import type { Caller } from "../api.js";
import type { PersonName, Unit, World } from "../world.js";
import { firstHolding, grantRole, lockPerson, personId, unlockPerson, withdrawRole } from "./identity/documents.js";

/** Locks a person of a test's province out. */
export async function lockOut(world: World, person: Caller): Promise<void> {
  await world.as("province.administrator").ask(lockPerson, { input: { id: personId(person), version: 1 } });
}

/** Lets a person in again who was locked out. */
export async function letIn(world: World, person: Caller): Promise<void> {
  await world.as("province.administrator").ask(unlockPerson, { input: { id: personId(person), version: 2 } });
}

/** Gives a person another role at his bureau in place of the one that he holds there. */
export async function changeRole(world: World, name: PersonName, role: Role): Promise<void> {
  const [administrator, person] = [world.as("province.administrator"), world.as(name)];
  const held = await firstHolding(administrator, person);
  const [unit = ""] = name.split(".");
  const bureau = world.code[unit as Unit];
  await administrator.ask(grantRole, { input: { person: personId(person), bureau, role } });
  await administrator.ask(withdrawRole, { input: { id: held } });
}
