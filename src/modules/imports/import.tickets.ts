import type { Actor } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { newId } from "../../platform/ids.js";
import {
  type Advice,
  adviseAll,
  type Matter,
  type OldTicket,
  regimeOn,
  unknownJurisdiction,
} from "../tickets/index.js";
import type { GoodRow } from "./chunk.reading.js";
import type { ImportRow } from "./import.store.js";
import type { OldRow } from "./mapping/row-reader.js";

/**
 * Makes the function that makes tickets of rows (生成工单). Who is competent is asked once for each kind, order and division
 * that occur among them.
 */
export async function ticketMaker(
  tx: Transaction,
  actor: Actor,
  { at, of, rows }: { at: Date; of: ImportRow; rows: readonly GoodRow[] },
): Promise<(row: GoodRow) => OldTicket> {
  const localityOf = await localities(tx, actor, rows, at);
  return ({ ticket }) => toOldTicket(ticket, { at, of, locality: localityOf(ticket) });
}

const matterOf = ({ division, kind, receivedAt }: OldRow): Matter => ({
  kind,
  regime: regimeOn(receivedAt),
  facts: { ...unknownJurisdiction, businessDivision: division?.code ?? null },
});

async function localities(tx: Transaction, actor: Actor, rows: readonly GoodRow[], at: Date) {
  const nameOf = ({ facts, kind, regime }: Matter): string => `${kind} ${regime} ${facts.businessDivision}`;
  const matters = new Map(rows.map(({ ticket }) => matterOf(ticket)).map((matter) => [nameOf(matter), matter]));
  const advices = await adviseAll(tx, actor, [...matters.values()], chinaDay(at));
  const found = new Map<string, Advice>(
    [...matters.keys()].flatMap((name, place) => {
      const advice = advices[place];
      return advice === undefined ? [] : [[name, advice]];
    }),
  );
  return (ticket: OldRow): Advice["locality"] => found.get(nameOf(matterOf(ticket)))?.locality ?? "UNIDENTIFIED";
}

interface Coming {
  at: Date;
  of: ImportRow;
  locality: Advice["locality"];
}

function toOldTicket(row: OldRow, { at, locality, of }: Coming): OldTicket {
  const { isFinished, number, row: importedRow } = row;
  const regime = regimeOn(row.receivedAt);
  // A reporter who left no name is anonymous; a complaint and a consultation never are (art. 10 of Order 121).
  const isAnonymous = row.kind === "REPORT" && row.contact.name === null && row.contact.identityNumber === null;
  return {
    id: newId(at),
    number: number ?? `导入-${of.id.slice(-12)}-${importedRow}`,
    kind: row.kind,
    // Nobody has anything to do any more with what the sheet calls finished.
    state: isFinished ? "ARCHIVED" : row.kind === "CONSULTATION" ? "REGISTERED" : "IN_REVIEW",
    archivedAt: isFinished ? at : null,
    ...{ regime, locality, isAnonymous, contact: row.contact, division: row.division },
    ...{ channel: row.channel, issueClass: row.issueClass, goodsClass: row.goodsClass, topics: row.topics },
    ...{ line: row.line, facts: row.facts, request: row.request, answer: row.answer },
    ...{ respondentName: row.respondentName, respondentAddress: row.respondentAddress },
    respondentCreditCode: row.respondentCreditCode,
    ...{ receivedAt: row.receivedAt, registeredAt: row.registeredAt, dispatchedAt: row.dispatchedAt },
    ...{ decidedAt: row.decidedAt, closedAt: row.closedAt },
    ...{ disputedAmount: row.disputedAmount, recoveredLoss: row.recoveredLoss },
    ...{ fineAmount: row.fineAmount, confiscatedAmount: row.confiscatedAmount },
    ...outcomeColumns(row, regime),
    detail: { import: of.id, importedRow },
  };
}

/**
 * The columns in which an outcome stands. A sheet names no ground of law, so the one for other cases stands for it; a
 * settled or terminated complaint had been accepted, at the latest when it was decided.
 */
function outcomeColumns(row: OldRow, regime: string) {
  const { acceptedAt, caseNumber, decidedAt, outcome, settlementMethod } = row;
  const wasAccepted = outcome === "SETTLED" || outcome === "TERMINATED";
  return {
    acceptedAt: acceptedAt ?? (wasAccepted ? decidedAt : null),
    settlementMethod: outcome === "SETTLED" ? (settlementMethod ?? "OTHER") : null,
    terminationGround: outcome === "TERMINATED" ? `${regime}_OTHER_BY_LAW` : null,
    refusalGround: outcome === "REFUSED" ? `${regime}_OTHER_BY_LAW` : null,
    caseNumber: outcome === "CASE_FILED" ? (caseNumber ?? "不详") : null,
  };
}
