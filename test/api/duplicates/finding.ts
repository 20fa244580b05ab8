import type { Caller, Variables } from "../../api.js";
import type { World } from "../../world.js";

/** A candidate as tests read it. */
export interface CandidateAnswer {
  ticket: { id: string; number: string };
  likeness: number;
  isLikely: boolean;
  isMerged: boolean;
  reasons: { code: string; percent: number | null; shared: string[]; sentence: string }[];
  sentence: string;
}

/** The fields of a candidate. */
export const candidateFields =
  "ticket { id number } likeness isLikely isMerged reasons { code percent shared sentence } sentence";

/** The document that looks for like tickets while an entry is typed. */
export const findDocument = `query ($input: LikelyDuplicatesInput!) { likelyDuplicates(input: $input) { ${candidateFields} } }`;

/** Looks for like tickets. */
export async function find(caller: Caller, input: Variables): Promise<CandidateAnswer[]> {
  return (await caller.ask<{ likelyDuplicates: CandidateAnswer[] }>(findDocument, { input })).likelyDuplicates;
}

/** Looks for what a registered ticket is like. */
export async function findLike(caller: Caller, ticketId: string): Promise<CandidateAnswer[]> {
  const { ticket } = await caller.ask<{ ticket: { likelyDuplicates: CandidateAnswer[] } }>(
    `query ($id: ID!) { ticket(id: $id) { likelyDuplicates { ${candidateFields} } } }`,
    { id: ticketId },
  );
  return ticket.likelyDuplicates;
}

/** The codes of the reasons of a candidate. */
export const codesOf = (candidate: CandidateAnswer | undefined): string[] =>
  candidate?.reasons.map(({ code }) => code) ?? [];

/** A complaint on a gym that closed, in the county A1. */
export const gym = (world: World): Variables => ({
  issueClass: "AFTER_SALES",
  contact: { name: "李小红", phone: "13711112222" },
  respondent: { name: "力健健身俱乐部", businessDivision: world.division.countyA1 },
  facts: "2月1日健身房突然关门停业，年卡余额2400元一直退不了，会员群也被解散了",
  request: "退还余额",
});
