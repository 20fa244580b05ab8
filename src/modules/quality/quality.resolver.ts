import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { removeEntryRule } from "./commands/remove-entry-rule.js";
import { setEntryRule } from "./commands/set-entry-rule.js";
import type { EntryRule } from "./entry.js";
import { readEntryQuality } from "./entry-quality.js";
import {
  EntryQualityArguments,
  EntryRulesArguments,
  RemoveEntryRuleInput,
  SetEntryRuleInput,
} from "./quality.inputs.js";
import { EntryQuality, EntryQualityRow, EntryRuleInForce, EntryRulePayload } from "./quality.type.js";
import { rulesInForce, rulesOfPath } from "./rules-in-force.js";

const input = { description: "What is to be done (操作参数)." };

const toRules = (rules: readonly EntryRule[]): EntryRuleInForce[] =>
  rules.map((rule) => Object.assign(new EntryRuleInForce(), rule));

const toPayload = (rules: readonly EntryRule[]): EntryRulePayload =>
  Object.assign(new EntryRulePayload(), { rules: toRules(rules) });

/** The rules of entries, and how clean entries are. */
@Resolver()
export class QualityResolver {
  @Can("entry.read")
  @Query(() => [EntryRuleInForce], {
    description:
      "The rules by which your bureau checks an entry of a kind and class (现行录入质量规则): your own, those of the bureaus above, and as shipped.",
  })
  entryRules(
    @Ctx() context: RequestContext,
    @Args(() => EntryRulesArguments) { issueClass, ticketKind }: EntryRulesArguments,
  ): Promise<EntryRuleInForce[]> {
    return inScope(context, async (tx) =>
      toRules(rulesInForce(await rulesOfPath(tx, actorOf(context)), ticketKind, issueClass)),
    );
  }

  @Can("entry.manage")
  @Mutation(() => EntryRulePayload, {
    description:
      "Sets whether a rule warns, blocks or is off for your bureau and those beneath it, for a kind and class or all (设置录入质量规则).",
  })
  async setEntryRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetEntryRuleInput, input) setting: SetEntryRuleInput,
  ): Promise<EntryRulePayload> {
    return toPayload(await setEntryRule(context, setting));
  }

  @Can("entry.manage")
  @Mutation(() => EntryRulePayload, {
    description: "Takes back what your bureau has set of a rule (恢复上级或默认规则).",
  })
  async removeEntryRule(
    @Ctx() context: RequestContext,
    @Arg("input", () => RemoveEntryRuleInput, input) removal: RemoveEntryRuleInput,
  ): Promise<EntryRulePayload> {
    return toPayload(await removeEntryRule(context, removal));
  }

  @Can("entry.quality")
  @Weight(500)
  @Query(() => EntryQuality, {
    description:
      "How clean the entries of a bureau were when they were registered, by operator and day (录入质量得分).",
  })
  entryQuality(
    @Ctx() context: RequestContext,
    @Args(() => EntryQualityArguments) wanted: EntryQualityArguments,
  ): Promise<EntryQuality> {
    return readEntryQuality(context, wanted);
  }
}

/** The name of an operator. */
@Resolver(() => EntryQualityRow)
export class EntryQualityRowResolver {
  @FieldResolver(() => String, { nullable: true, description: "The name of the operator (话务员)." })
  async operatorName(@Ctx() context: RequestContext, @Root() { operator }: EntryQualityRow): Promise<string | null> {
    return operator === null ? null : ((await personNameLoader(context, operator))?.name ?? null);
  }
}
