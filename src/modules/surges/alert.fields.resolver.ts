import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { requireHolding } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { Term, type Ticket, TicketConnection } from "../tickets/index.js";
import { permittedAlertActions } from "./alert.change.js";
import { SurgeAlertActionEnum } from "./alert.enums.js";
import { placeOfAlert } from "./alert.steps.js";
import { mostEntries, mostParts } from "./alert.store.js";
import { SurgeAlert, SurgeAlertEntry } from "./alert.type.js";
import { alertKeyText, alertLoader, entriesLoader, partsLoader } from "./alert.view.js";
import type { SurgeAlertAction } from "./alert.words.js";
import { pageOfBehind, readEvidence } from "./evidence.js";
import { SurgeEvidence } from "./evidence.type.js";
import { SurgeRule } from "./rule.type.js";
import { ruleKeyText, ruleLoader } from "./rule.view.js";
import { nameOf, termAt } from "./surge.terms.js";

/** The fields of an alert that are read when they are asked for, most of them through a loader. */
@Resolver(() => SurgeAlert)
export class SurgeAlertFieldResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau whose alert it is (所属单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: SurgeAlert): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau whose region it is about (涉及地区)." })
  region(@Ctx() context: RequestContext, @Root() { row }: SurgeAlert): Loaded<Bureau> {
    return bureauLoader(context, row.region);
  }

  @FieldResolver(() => SurgeRule, {
    nullable: true,
    description:
      "The rule that found it (预警规则); null where the platform raised it, because several places show the same.",
  })
  rule(@Ctx() context: RequestContext, @Root() { row }: SurgeAlert): Loaded<SurgeRule> {
    const { province, rule } = row;
    return rule === null ? null : ruleLoader(context, ruleKeyText({ province, id: rule }));
  }

  @FieldResolver(() => Term, { nullable: true, description: "The class that it is about (问题类别); null for any." })
  issueClass(@Ctx() context: RequestContext, @Root() { row }: SurgeAlert): Promise<Term | null> {
    return termAt(context, placeOfAlert(row), "ISSUE_CLASS", row.issueClass);
  }

  @FieldResolver(() => Term, {
    nullable: true,
    description: "The goods that it is about (商品服务类别); null for any.",
  })
  goodsClass(@Ctx() context: RequestContext, @Root() { row }: SurgeAlert): Promise<Term | null> {
    return termAt(context, placeOfAlert(row), "GOODS_CLASS", row.goodsClass);
  }

  @FieldResolver(() => Term, { nullable: true, description: "The topic that it is about (主题); null for any." })
  topic(@Ctx() context: RequestContext, @Root() { row }: SurgeAlert): Promise<Term | null> {
    return termAt(context, placeOfAlert(row), "TOPIC", row.topic);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who took note of it (确认人)." })
  acknowledgedByName(@Ctx() context: RequestContext, @Root() { row }: SurgeAlert): Promise<string | null> {
    return nameOf(context, row.acknowledgedBy);
  }

  @Weight(10)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The name of who closed it (关闭人); null where it was closed by itself.",
  })
  closedByName(@Ctx() context: RequestContext, @Root() { row }: SurgeAlert): Promise<string | null> {
    return nameOf(context, row.closedBy);
  }

  @Weight(10, { items: 10 })
  @FieldResolver(() => [SurgeAlertEntry], {
    description: `What became of it, oldest first (预警过程); the latest ${mostEntries} steps at most.`,
  })
  async history(@Ctx() context: RequestContext, @Root() { row }: SurgeAlert): Promise<SurgeAlertEntry[]> {
    return (await entriesLoader(context, alertKeyText(row))) ?? [];
  }

  @Weight(10, { items: 5 })
  @FieldResolver(() => [SurgeAlert], {
    description: `The alerts of the places beneath that show the same, newest first (下级预警); ${mostParts} at most.`,
  })
  async parts(@Ctx() context: RequestContext, @Root() { row }: SurgeAlert): Promise<SurgeAlert[]> {
    return ((await partsLoader(context, alertKeyText(row))) ?? []).slice(0, mostParts);
  }

  @FieldResolver(() => SurgeAlert, {
    nullable: true,
    description: "The alert of the superior that it is a part of, if you see it (上级预警).",
  })
  raisedTo(@Ctx() context: RequestContext, @Root() { row }: SurgeAlert): Loaded<SurgeAlert> {
    const { raisedProvince, raisedTo } = row;
    if (raisedProvince === null || raisedTo === null) return null;
    return alertLoader(context, alertKeyText({ province: raisedProvince, id: raisedTo }));
  }

  @Weight(900)
  @FieldResolver(() => SurgeEvidence, {
    description: "What it rests on, counted of the tickets that you see (预警依据).",
  })
  async evidence(@Ctx() context: RequestContext, @Root() { row }: SurgeAlert): Promise<SurgeEvidence> {
    requireHolding(actorOf(context), "ticket.read");
    const read = await readEvidence(context, row);
    const { asOf, from, goods, places, respondents, series, to } = read;
    return Object.assign(new SurgeEvidence(), {
      ...{ asOf, from, to, read },
      series: [...series],
      suppressed: goods.suppressed + places.suppressed + respondents.suppressed,
    });
  }

  @Weight(400)
  @FieldResolver(() => TicketConnection, {
    description:
      "The tickets behind it that you see, the latest receipt first (预警工单): those since its first window.",
  })
  tickets(
    @Ctx() context: RequestContext,
    @Root() { row }: SurgeAlert,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<Ticket>> {
    requireHolding(actorOf(context), "ticket.read");
    return pageOfBehind(context, row, { first, after });
  }

  @FieldResolver(() => [SurgeAlertActionEnum], { description: "What you may do with it as it stands (可执行操作)." })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: SurgeAlert): SurgeAlertAction[] {
    return permittedAlertActions(actorOf(context), row);
  }
}

/** Who took a step of an alert. */
@Resolver(() => SurgeAlertEntry)
export class SurgeAlertEntryResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau whose step it was (操作单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: SurgeAlertEntry): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @Weight(10)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The name of whose step it was (操作人); null for the platform's own.",
  })
  personName(@Ctx() context: RequestContext, @Root() { row }: SurgeAlertEntry): Promise<string | null> {
    return nameOf(context, row.person);
  }
}
