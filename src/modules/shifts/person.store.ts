import { inArray } from "drizzle-orm";
import { people } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";

/** What is told of somebody on duty. */
export interface DutyPersonRow {
  id: string;
  name: string;
  /** The number at the desk (工号). */
  staffNumber: string | null;
  /** The work telephone (工作电话). */
  workTelephone: string | null;
}

/** The names, desk numbers and work telephones of people. Only as the platform: their rows may be out of the reader's scope. */
export function findDutyPeople(tx: Transaction, ids: readonly string[]): Promise<DutyPersonRow[]> {
  const { id, name, staffNumber, workTelephone } = people;
  return tx
    .select({ id, name, staffNumber, workTelephone })
    .from(people)
    .where(inArray(id, [...ids]));
}
