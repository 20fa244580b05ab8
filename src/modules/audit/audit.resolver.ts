import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Person, personLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { AuditEntriesArguments } from "./audit.inputs.js";
import { pageOfAuditEntries } from "./audit.reading.js";
import { headOfChain, sealKeyOf, sealLoader } from "./audit.seals.js";
import { AuditChainHead, AuditEntry, AuditEntryConnection, AuditSeal } from "./audit.type.js";

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

  @Can("audit.witness")
  @Query(() => AuditChainHead, {
    nullable: true,
    description:
      "The head of the audit chain of your province, to be noted elsewhere (审计链头查询); null when nothing is sealed there yet.",
  })
  auditChainHead(
    @Ctx() context: RequestContext,
    @Arg("province", () => String, {
      nullable: true,
      description:
        "The code of the authority at province level (省级单位代码); that of your own province when it is missing.",
    })
    province: string | null | undefined,
  ): Promise<AuditChainHead | null> {
    return headOfChain(context, province ?? null);
  }

  @FieldResolver(() => AuditSeal, {
    nullable: true,
    description: "The place in the chain of the province (封存信息); null in the seconds before it is sealed.",
  })
  seal(@Ctx() context: RequestContext, @Root() entry: AuditEntry): Promise<AuditSeal | null> {
    return sealLoader(context, sealKeyOf(entry));
  }

  @FieldResolver(() => Person, {
    nullable: true,
    description: "The person who acted (操作人); null for a program, and for a person whom you do not see.",
  })
  person(@Ctx() context: RequestContext, @Root() entry: AuditEntry): Promise<Person | null> | null {
    return entry.personRowId === null ? null : personLoader(context, entry.personRowId);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau in which somebody acted (操作单位)." })
  bureau(@Ctx() context: RequestContext, @Root() entry: AuditEntry): Loaded<Bureau> {
    return bureauLoader(context, entry.bureauCode);
  }
}
