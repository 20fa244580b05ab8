import { expect } from "vitest";
import type { Caller, GraphqlResult, Variables } from "../../api.js";

/** The fields of an emergency that tests look at. */
export const emergencyFields = `id level state from to reason topic topicName isAllSeats isAroundTheClock isReportedDaily
  announcement declaredAt endedAt closingWords version permittedActions isAcknowledged declaredByName endedByName
  bureau { code } declaringBureau { code } announcements { announcement level to isAllSeats announcedByName }`;

/** An emergency as tests read it. */
export interface EmergencyAnswer {
  id: string;
  level: string;
  state: string;
  from: string;
  to: string | null;
  reason: string;
  topic: string | null;
  topicName: string | null;
  isAllSeats: boolean;
  isAroundTheClock: boolean;
  isReportedDaily: boolean;
  announcement: number;
  endedAt: string | null;
  closingWords: string | null;
  version: number;
  permittedActions: string[];
  isAcknowledged: boolean | null;
  declaredByName: string | null;
  endedByName: string | null;
  bureau: { code: string };
  declaringBureau: { code: string };
  announcements: { announcement: number; level: string; to: string | null; announcedByName: string | null }[];
}

const inputTypes = {
  declareEmergency: "DeclareEmergencyInput",
  changeEmergency: "ChangeEmergencyInput",
  acknowledgeEmergency: "EmergencyStepInput",
  endEmergency: "EndEmergencyInput",
} as const;

/** The name of a mutation on emergencies. */
export type EmergencyMutation = keyof typeof inputTypes;

/** Sends a mutation, whatever comes of it. */
export function send(
  caller: Caller,
  mutation: EmergencyMutation,
  input: Variables,
): Promise<GraphqlResult<Record<string, { emergency: EmergencyAnswer }>>> {
  const document = `mutation ($input: ${inputTypes[mutation]}!) {
    ${mutation}(input: $input) { emergency { ${emergencyFields} } } }`;
  return caller.gql(document, { input });
}

/** Sends a mutation that must succeed. */
export async function run(caller: Caller, mutation: EmergencyMutation, input: Variables): Promise<EmergencyAnswer> {
  const { data, errors } = await send(caller, mutation, input);
  expect(errors).toBeUndefined();
  return data[mutation]?.emergency ?? expect.fail(`${mutation} gave no emergency`);
}

/** The declaration of an emergency on masks, as usual. */
export const masks = (more: Variables = {}): Variables => ({
  level: "II",
  reason: "口罩价格举报激增",
  topic: "MASKS",
  ...more,
});

/** The input of a step on an emergency. */
export const stepOn = ({ id, version }: EmergencyAnswer, more: Variables = {}): Variables => ({
  emergencyId: id,
  version,
  ...more,
});

/** The emergencies of a list. */
export async function listed(caller: Caller, filter: Variables = {}): Promise<EmergencyAnswer[]> {
  const { emergencies } = await caller.ask<{ emergencies: { totalCount: number; nodes: EmergencyAnswer[] } }>(
    `query ($filter: EmergencyFilter) { emergencies(filter: $filter, first: 50) { totalCount
      nodes { ${emergencyFields} } } }`,
    { filter },
  );
  expect(emergencies.totalCount).toBe(emergencies.nodes.length);
  return emergencies.nodes;
}

/** The subordinates that an emergency was announced to, by code: whether each took note. */
export async function told(caller: Caller, id: string, isAcknowledged?: boolean): Promise<[string, boolean][]> {
  const { emergency } = await caller.ask<{
    emergency: { acknowledgements: { nodes: { bureau: { code: string }; isAcknowledged: boolean }[] } };
  }>(
    `query ($id: ID!, $isAcknowledged: Boolean) { emergency(id: $id) {
      acknowledgements(first: 100, isAcknowledged: $isAcknowledged) { nodes { bureau { code } isAcknowledged } } } }`,
    { id, isAcknowledged },
  );
  return emergency.acknowledgements.nodes.map((one) => [one.bureau.code, one.isAcknowledged]);
}
