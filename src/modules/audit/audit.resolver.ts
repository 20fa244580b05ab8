import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Person, personLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { AuditEntriesArguments } from "./audit.inputs.js";
import { pageOfAuditEntries } from "./audit.reading.js";
import { AuditEntry, AuditEntryConnection } from "./audit.type.js";

/** The audit in the API. */
@Resolver(() => AuditEntry)
export class AuditResolver {
  @Can("audit.read")
  @Query(() => AuditEntryConnection, {
    description: "The audit of your bureau and of all beneath it, newest first (审计查询).",
  })
  auditEntries(
    @Ctx() context: RequestContext,
    @Args(() => AuditEntriesArguments) wanted: AuditEntriesArguments,
  ): Promise<ConnectionValue<AuditEntry>> {
    return pageOfAuditEntries(context, wanted);
  }

  @FieldResolver(() => Person, {
    nullable: true,
    description: "The person who acted (操作人); null for a program, and for a person whom you do not see.",
  })
  person(@Ctx() context: RequestContext, @Root() entry: AuditEntry): Promise<Person | null> | null {
    return entry.personRowId === null ? null : personLoader(context, entry.personRowId);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau in which somebody acted (操作单位)." })
  bureau(@Ctx() context: RequestContext, @Root() entry: AuditEntry): Promise<Bureau | null> {
    return bureauLoader(context, entry.bureauCode);
  }
}
