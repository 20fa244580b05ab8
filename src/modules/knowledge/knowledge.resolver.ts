import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { checkKnowledge } from "./commands/check-knowledge.js";
import { discardKnowledge } from "./commands/discard-knowledge.js";
import { draftKnowledge } from "./commands/draft-knowledge.js";
import { publishKnowledge } from "./commands/publish-knowledge.js";
import { returnKnowledge } from "./commands/return-knowledge.js";
import { reviseKnowledge } from "./commands/revise-knowledge.js";
import { submitKnowledge } from "./commands/submit-knowledge.js";
import { withdrawKnowledge } from "./commands/withdraw-knowledge.js";
import {
  DraftKnowledgeInput,
  ExplainedKnowledgeStepInput,
  KnowledgeDocumentsArguments,
  KnowledgeStepInput,
  ReviseKnowledgeInput,
} from "./knowledge.inputs.js";
import { pageOfKnowledge, readLaw } from "./knowledge.list.js";
import { KnowledgeDocument, KnowledgeDocumentConnection, KnowledgePayload } from "./knowledge.type.js";
import { documentKeyOf, knowledgeDocumentLoader, toKnowledgePayload } from "./knowledge.view.js";

const input = { description: "What is to be done (操作参数)." };

/** Entries of knowledge in the API. */
@Resolver()
export class KnowledgeResolver {
  @Can("knowledge.read")
  @Query(() => KnowledgeDocument, {
    description: "An entry of knowledge by its identifier (知识条目). One of a sister bureau is NOT_FOUND.",
  })
  async knowledgeDocument(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the entry (知识条目标识)." }) id: string,
  ): Promise<KnowledgeDocument> {
    const found = await knowledgeDocumentLoader(context, documentKeyOf(id, "id"));
    if (found === null) throw notFound("id");
    return found;
  }

  @Can("knowledge.read")
  @Weight(200)
  @Query(() => KnowledgeDocumentConnection, {
    description: "Entries of knowledge by kind, laws and articles by their numbers (知识条目列表).",
  })
  knowledgeDocuments(
    @Ctx() context: RequestContext,
    @Args(() => KnowledgeDocumentsArguments) wanted: KnowledgeDocumentsArguments,
  ): Promise<ConnectionValue<KnowledgeDocument>> {
    return pageOfKnowledge(context, wanted);
  }

  @Can("knowledge.read")
  @Query(() => KnowledgeDocument, {
    description: "The law of a code, of your bureau or one above it (按代码查询法规), such as 121 for Order 121.",
  })
  law(
    @Ctx() context: RequestContext,
    @Arg("code", () => String, { description: "The code of the law (法规代码)." }) code: string,
  ): Promise<KnowledgeDocument> {
    return readLaw(context, code);
  }

  @Can("knowledge.write")
  @Weight(100)
  @Mutation(() => KnowledgePayload, {
    description:
      "Drafts an entry of your bureau, a law with its articles (新建知识条目); at a centre, of its authority.",
  })
  draftKnowledge(
    @Ctx() context: RequestContext,
    @Arg("input", () => DraftKnowledgeInput, input) drafted: DraftKnowledgeInput,
  ): Promise<KnowledgePayload> {
    return toKnowledgePayload(draftKnowledge(context, drafted));
  }

  @Can("knowledge.write")
  @Weight(100)
  @Mutation(() => KnowledgePayload, {
    description: "Changes the draft of an entry, or opens one while a version is in use (修订知识条目).",
  })
  reviseKnowledge(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReviseKnowledgeInput, input) revised: ReviseKnowledgeInput,
  ): Promise<KnowledgePayload> {
    return toKnowledgePayload(reviseKnowledge(context, revised));
  }

  @Can("knowledge.write")
  @Mutation(() => KnowledgePayload, {
    description: "Gives a draft to somebody else to look at, a law with its articles (提交审核).",
  })
  submitKnowledge(
    @Ctx() context: RequestContext,
    @Arg("input", () => KnowledgeStepInput, input) step: KnowledgeStepInput,
  ): Promise<KnowledgePayload> {
    return toKnowledgePayload(submitKnowledge(context, step));
  }

  @Can("knowledge.publish")
  @Mutation(() => KnowledgePayload, { description: "Sends a draft back to its writer (退回修改)." })
  returnKnowledge(
    @Ctx() context: RequestContext,
    @Arg("input", () => ExplainedKnowledgeStepInput, input) step: ExplainedKnowledgeStepInput,
  ): Promise<KnowledgePayload> {
    return toKnowledgePayload(returnKnowledge(context, step));
  }

  @Can("knowledge.publish")
  @Weight(100)
  @Mutation(() => KnowledgePayload, {
    description:
      "Publishes a draft that is in review, a law with its articles (发布). Who wrote in it does not publish it: another does.",
  })
  publishKnowledge(
    @Ctx() context: RequestContext,
    @Arg("input", () => KnowledgeStepInput, input) step: KnowledgeStepInput,
  ): Promise<KnowledgePayload> {
    return toKnowledgePayload(publishKnowledge(context, step));
  }

  @Can("knowledge.publish")
  @Mutation(() => KnowledgePayload, { description: "Takes an entry out of use, a law with its articles (撤回)." })
  withdrawKnowledge(
    @Ctx() context: RequestContext,
    @Arg("input", () => ExplainedKnowledgeStepInput, input) step: ExplainedKnowledgeStepInput,
  ): Promise<KnowledgePayload> {
    return toKnowledgePayload(withdrawKnowledge(context, step));
  }

  @Can("knowledge.write")
  @Mutation(() => KnowledgePayload, { description: "Gives a draft up; what is in use stays so (作废草稿)." })
  discardKnowledge(
    @Ctx() context: RequestContext,
    @Arg("input", () => KnowledgeStepInput, input) step: KnowledgeStepInput,
  ): Promise<KnowledgePayload> {
    return toKnowledgePayload(discardKnowledge(context, step));
  }

  @Can("knowledge.write")
  @Mutation(() => KnowledgePayload, {
    description: "Says that an entry still fits what it cites, although that was published anew (核对引用).",
  })
  checkKnowledge(
    @Ctx() context: RequestContext,
    @Arg("input", () => KnowledgeStepInput, input) step: KnowledgeStepInput,
  ): Promise<KnowledgePayload> {
    return toKnowledgePayload(checkKnowledge(context, step));
  }
}
