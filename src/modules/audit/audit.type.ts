import { Field, ID, Int, ObjectType } from "type-graphql";
import { fromGlobalId, toGlobalId } from "../../platform/ids.js";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import type { AuditLinkRow } from "./audit.chain.store.js";
import type { AuditEntryRow } from "./audit.store.js";

/** One named value of an entry. */
@ObjectType({ description: "One named value of an audit entry (审计明细).", simpleResolvers: true })
export class AuditDetail {
  @Field(() => String, { description: "What it is, such as from, to or purpose (名称)." })
  name: string;

  @Field(() => String, { description: "The value (值): a text as it is, anything else as JSON." })
  value: string;
}

/** An entry of the audit. */
@ObjectType({
  description: "An entry of the audit (审计记录): who did what to what, when. It never changes.",
  implements: Node,
  simpleResolvers: true,
})
export class AuditEntry implements Node {
  id: string;

  @Field(() => InstantScalar, { description: "When it was done (时间)." })
  at: Date;

  @Field(() => String, { description: "The action of the table of actions (操作), such as ticket.dispatch." })
  action: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "The identifier of the person who acted (操作人), also of one whom you do not see; null for a program.",
  })
  personId: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The identifier of the API client that acted, for itself or for the person (API 客户端).",
  })
  clientId: string | null;

  @Field(() => String, { description: "The type of what was acted upon (对象类型), such as Ticket." })
  subjectType: string;

  @Field(() => ID, { description: "The identifier of what was acted upon (对象标识)." })
  subjectId: string;

  @Field(() => Int, { nullable: true, description: "The version that the action made (对象版本)." })
  subjectVersion: number | null;

  @Field(() => String, {
    description: "The identifier of the request (请求编号), which also stands in the logs and in errors.",
  })
  requestId: string;

  @Weight(0, { items: 5 })
  @Field(() => [AuditDetail], {
    description: "What was changed and to what, in codes; for a reading of personal data its purpose (明细).",
  })
  details: AuditDetail[];

  /** The key of the row, the row id of the person and the code of the bureau; fields of the API are resolved from them. */
  province: string;
  rowId: string;
  personRowId: string | null;
  bureauCode: string;
}

/** The place of an entry in the chain of its province. */
@ObjectType({
  description:
    "The seal of an audit entry (审计封存): its place in the chain of its province, which nobody can change unseen.",
  simpleResolvers: true,
})
export class AuditSeal {
  @Field(() => Int, { description: "The place in the chain (链上位置), from 1 without a gap." })
  position: number;

  @Field(() => String, {
    description:
      "The hash of the entry and of all before it (哈希值): SHA-256 in 64 hexadecimal digits, of the format lianxin-audit-1.",
  })
  hash: string;

  @Field(() => InstantScalar, { description: "When it was sealed (封存时间), within seconds of the change." })
  sealedAt: Date;
}

/** The last link of a province's chain. */
@ObjectType({
  description:
    "The head of the audit chain of a province (审计链头). Who notes it elsewhere can prove later that nothing up to there was changed.",
  simpleResolvers: true,
})
export class AuditChainHead extends AuditSeal {
  @Field(() => String, {
    description:
      "The code of the authority at province level whose chain it is (省级单位代码); 100000 for the nation's own.",
  })
  province: string;
}

/** A page of audit entries. */
export const { Connection: AuditEntryConnection } = connectionTypes(
  () => AuditEntry,
  "AuditEntry",
  "audit entries (审计记录)",
);

/** The name of the GraphQL type, as it stands in global identifiers. */
export const auditEntryType = "AuditEntry";

/** The object of the API for a row. */
export function toAuditEntry(row: AuditEntryRow): AuditEntry {
  return Object.assign(new AuditEntry(), {
    id: toGlobalId(auditEntryType, row.province, row.id),
    at: row.at,
    action: row.action,
    personId: row.person === null ? null : toGlobalId("Person", row.person),
    clientId: row.client === null ? null : toGlobalId("ApiClient", row.client),
    subjectType: row.subjectType,
    subjectId: globalIdOf(row.subjectType, row.subjectId),
    subjectVersion: row.subjectVersion,
    requestId: row.requestId,
    details: detailsOf(row.detail),
    province: row.province,
    rowId: row.id,
    personRowId: row.person,
    bureauCode: row.bureau,
  });
}

/** The seal in the API for a link. */
export function toAuditSeal({ position, hash, sealedAt }: AuditLinkRow): AuditSeal {
  return Object.assign(new AuditSeal(), { position, hash: hash.toString("hex"), sealedAt });
}

/** The head of a chain in the API for its last link. */
export function toAuditChainHead(link: AuditLinkRow): AuditChainHead {
  return Object.assign(new AuditChainHead(), toAuditSeal(link), { province: link.province });
}

// Commands record a global identifier or the bare key of a row; readers always get a global one.
function globalIdOf(type: string, recorded: string): string {
  return fromGlobalId(recorded)?.type === type ? recorded : toGlobalId(type, recorded);
}

function detailsOf(detail: unknown): AuditDetail[] {
  if (typeof detail !== "object" || detail === null) return [];
  return Object.entries(detail).map(([name, value]) =>
    Object.assign(new AuditDetail(), { name, value: typeof value === "string" ? value : JSON.stringify(value) }),
  );
}
