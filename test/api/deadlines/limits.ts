import type { Caller } from "../../api.js";

/** A limit of a bureau as the tests ask for it. */
export interface BureauLimitAnswer {
  id: string;
  limit: string;
  ticketKind: string;
  days: number;
  unit: string;
  basis: string;
  validFrom: string;
  validTo: string | null;
  bureau: { code: string };
}

const fields = "id limit ticketKind days unit basis validFrom validTo bureau { code }";

/** The limits in force. */
export interface LimitsAnswer {
  limits: {
    rules: { code: string; days: number; unit: string; article: string | null; order: string | null; text: string }[];
    bureauLimits: BureauLimitAnswer[];
    warningDays: number[];
  };
}

/** Asks for the limits in force. */
export const limitsDocument = `query ($ticketKind: TicketKind, $regime: Regime, $on: LocalDate) {
  limits(ticketKind: $ticketKind, regime: $regime, on: $on) {
    rules { code limit ticketKinds order startsFrom days unit pauses atExpiry extensionDays movesOffHolidays article text textEnglish validFrom validTo }
    bureauLimits { ${fields} } warningDays
  }
}`;

/** Reads a limit by its identifier. */
export const nodeDocument = `query ($id: ID!) { node(id: $id) { ... on BureauLimit { ${fields} } } }`;

/** Sets a limit. */
export const setDocument = `mutation ($input: SetBureauLimitInput!) {
  setBureauLimit(input: $input) { bureauLimit { ${fields} } replaced { ${fields} } }
}`;

/** Ends a limit. */
export const endDocument = `mutation ($input: EndBureauLimitInput!) {
  endBureauLimit(input: $input) { bureauLimit { ${fields} } }
}`;

/** Sets warnings. */
export const warningsDocument = `mutation ($input: SetWarningsInput!) {
  setWarnings(input: $input) { daysBefore bureau { code } }
}`;

/** The variables that set a limit, with what a test wants different. */
export function newLimit(changes: Record<string, unknown> = {}): { input: Record<string, unknown> } {
  return {
    input: {
      limit: "ACCEPTANCE",
      ticketKind: "COMPLAINT",
      days: 5,
      unit: "WORKING",
      basis: "市监〔2026〕7号",
      ...changes,
    },
  };
}

/** What setBureauLimit answers. */
export interface SetAnswer {
  bureauLimit: BureauLimitAnswer;
  replaced: BureauLimitAnswer[];
}

/** Sets a limit, which must succeed. */
export async function setLimit(caller: Caller, changes: Record<string, unknown> = {}): Promise<SetAnswer> {
  const { setBureauLimit } = await caller.ask<{ setBureauLimit: SetAnswer }>(setDocument, newLimit(changes));
  return setBureauLimit;
}
