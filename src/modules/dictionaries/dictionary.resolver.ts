import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { addDictionaryEntry } from "./commands/add-dictionary-entry.js";
import { endDictionaryEntry } from "./commands/end-dictionary-entry.js";
import { renameDictionaryEntry } from "./commands/rename-dictionary-entry.js";
import {
  AddDictionaryEntryInput,
  DictionaryArguments,
  EndDictionaryEntryInput,
  RenameDictionaryEntryInput,
} from "./dictionary.inputs.js";
import {
  AddDictionaryEntryPayload,
  DictionaryEntry,
  EndDictionaryEntryPayload,
  RenameDictionaryEntryPayload,
} from "./dictionary.type.js";
import { searchDictionary } from "./search-dictionary.js";

/** The dictionaries in the API. */
@Resolver(() => DictionaryEntry)
export class DictionaryResolver {
  @Can("directory.read")
  @Weight(50, { items: 60 })
  @Query(() => [DictionaryEntry], {
    description:
      "The entries of a dictionary that are in force for your bureau (字典查询): the nation's, those of the bureaus above it and its own, by position.",
  })
  dictionary(
    @Ctx() context: RequestContext,
    @Args(() => DictionaryArguments) wanted: DictionaryArguments,
  ): Promise<DictionaryEntry[]> {
    return searchDictionary(context, wanted);
  }

  @Can("dictionary.manage")
  @Mutation(() => AddDictionaryEntryPayload, {
    description: "Adds an entry for a bureau of your own subtree and all beneath it (新增字典条目).",
  })
  addDictionaryEntry(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddDictionaryEntryInput, { description: "The new entry (新字典条目)." })
    input: AddDictionaryEntryInput,
  ): Promise<AddDictionaryEntryPayload> {
    return addDictionaryEntry(context, input);
  }

  @Can("dictionary.manage")
  @Mutation(() => EndDictionaryEntryPayload, {
    description: "Ends an entry of your own subtree; tickets that have it keep it (停用字典条目).",
  })
  endDictionaryEntry(
    @Ctx() context: RequestContext,
    @Arg("input", () => EndDictionaryEntryInput, { description: "Which entry, and from when (停用字典条目参数)." })
    input: EndDictionaryEntryInput,
  ): Promise<EndDictionaryEntryPayload> {
    return endDictionaryEntry(context, input);
  }

  @Can("dictionary.manage")
  @Mutation(() => RenameDictionaryEntryPayload, {
    description: "Changes the names of an entry of your own subtree, or its place in lists (字典条目更名).",
  })
  renameDictionaryEntry(
    @Ctx() context: RequestContext,
    @Arg("input", () => RenameDictionaryEntryInput, {
      description: "Which entry, and its new names (字典条目更名参数).",
    })
    input: RenameDictionaryEntryInput,
  ): Promise<RenameDictionaryEntryPayload> {
    return renameDictionaryEntry(context, input);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that it belongs to (所属单位); it is in force there and beneath.",
  })
  bureau(@Ctx() context: RequestContext, @Root() entry: DictionaryEntry): Loaded<Bureau> {
    return bureauLoader(context, entry.bureauCode);
  }
}
