import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { Term } from "../tickets/index.js";
import { createSurgeRule } from "./commands/create-surge-rule.js";
import { deleteSurgeRule } from "./commands/delete-surge-rule.js";
import { switchSurgeRule } from "./commands/switch-surge-rule.js";
import { updateSurgeRule } from "./commands/update-surge-rule.js";
import { SurgeRuleActionEnum } from "./rule.enums.js";
import {
  CreateSurgeRuleInput,
  SurgeRuleStepInput,
  SurgeRulesArguments,
  SwitchSurgeRuleInput,
  UpdateSurgeRuleInput,
} from "./rule.inputs.js";
import { SurgeRule, SurgeRuleConnection, SurgeRulePayload } from "./rule.type.js";
import { permittedRuleActions, placeOfRule, ruleKeyOf, ruleKeyText, ruleLoader, toRulePayload } from "./rule.view.js";
import type { SurgeRuleAction } from "./rule.words.js";
import { pageOfRules } from "./surge.lists.js";
import { nameOf, termAt } from "./surge.terms.js";

const input = { description: "What is to be done (操作参数)." };

/** The rules by which surges are looked for, in the API. */
@Resolver(() => SurgeRule)
export class SurgeRuleResolver {
  @Can("surge.read")
  @Query(() => SurgeRule, {
    description: "A surge rule by its identifier (激增预警规则). One that you may not see is NOT_FOUND.",
  })
  async surgeRule(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the rule (规则标识)." }) id: string,
  ): Promise<SurgeRule> {
    const rule = await ruleLoader(context, ruleKeyText(ruleKeyOf(id, "id")));
    if (rule === null) throw notFound("id");
    return rule;
  }

  @Can("surge.read")
  @Query(() => SurgeRuleConnection, {
    description:
      "The surge rules of your region, newest first (激增预警规则列表); a department of a line sees those of its line.",
  })
  surgeRules(
    @Ctx() context: RequestContext,
    @Args(() => SurgeRulesArguments) wanted: SurgeRulesArguments,
  ): Promise<ConnectionValue<SurgeRule>> {
    return pageOfRules(context, wanted);
  }

  @Can("surge.manage")
  @Mutation(() => SurgeRulePayload, {
    description: "Makes a surge rule of your bureau, which is off until it is switched on (新建预警规则).",
  })
  createSurgeRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateSurgeRuleInput, input) wanted: CreateSurgeRuleInput,
  ): Promise<SurgeRulePayload> {
    return toRulePayload(context, createSurgeRule(context, wanted));
  }

  @Can("surge.manage")
  @Mutation(() => SurgeRulePayload, {
    description:
      "Says a surge rule of your bureau anew (修改预警规则). Where it watches something else from now on, its alerts are closed.",
  })
  updateSurgeRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateSurgeRuleInput, input) wanted: UpdateSurgeRuleInput,
  ): Promise<SurgeRulePayload> {
    return toRulePayload(context, updateSurgeRule(context, wanted));
  }

  @Can("surge.manage")
  @Mutation(() => SurgeRulePayload, {
    description: "Switches a surge rule of your bureau on, or off, which closes its alerts (启用或停用预警规则).",
  })
  switchSurgeRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => SwitchSurgeRuleInput, input) wanted: SwitchSurgeRuleInput,
  ): Promise<SurgeRulePayload> {
    return toRulePayload(context, switchSurgeRule(context, wanted));
  }

  @Can("surge.manage")
  @Mutation(() => SurgeRulePayload, {
    description: "Takes a surge rule of your bureau away, and closes its alerts, which stay (删除预警规则).",
  })
  deleteSurgeRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => SurgeRuleStepInput, input) wanted: SurgeRuleStepInput,
  ): Promise<SurgeRulePayload> {
    return toRulePayload(context, deleteSurgeRule(context, wanted));
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau whose rule it is (所属单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: SurgeRule): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau whose region is watched (监测地区)." })
  region(@Ctx() context: RequestContext, @Root() { row }: SurgeRule): Loaded<Bureau> {
    return bureauLoader(context, row.region);
  }

  @FieldResolver(() => Term, { nullable: true, description: "The class that it watches (问题类别); null for any." })
  issueClass(@Ctx() context: RequestContext, @Root() { row }: SurgeRule): Promise<Term | null> {
    return termAt(context, placeOfRule(row), "ISSUE_CLASS", row.issueClass);
  }

  @FieldResolver(() => Term, { nullable: true, description: "The goods that it watches (商品服务类别); null for any." })
  goodsClass(@Ctx() context: RequestContext, @Root() { row }: SurgeRule): Promise<Term | null> {
    return termAt(context, placeOfRule(row), "GOODS_CLASS", row.goodsClass);
  }

  @FieldResolver(() => Term, { nullable: true, description: "The topic that it watches (主题); null for any." })
  topic(@Ctx() context: RequestContext, @Root() { row }: SurgeRule): Promise<Term | null> {
    return termAt(context, placeOfRule(row), "TOPIC", row.topic);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who changed it last (修改人)." })
  changedByName(@Ctx() context: RequestContext, @Root() { row }: SurgeRule): Promise<string | null> {
    return nameOf(context, row.changedBy);
  }

  @FieldResolver(() => [SurgeRuleActionEnum], { description: "What you may do with it as it stands (可执行动作)." })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: SurgeRule): SurgeRuleAction[] {
    return permittedRuleActions(actorOf(context), row);
  }
}
