import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { Role } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { createPerson } from "./commands/create-person.js";
import { lockPerson } from "./commands/lock-person.js";
import { unlockPerson } from "./commands/unlock-person.js";
import { updatePerson } from "./commands/update-person.js";
import { rolesLoader } from "./loaders.js";
import { CreatePersonPayload, LockPersonPayload, UnlockPersonPayload, UpdatePersonPayload } from "./payloads.type.js";
import { CreatePersonInput, LockPersonInput, UpdatePersonInput } from "./people.inputs.js";
import { Person, PersonConnection, toPerson } from "./person.type.js";
import { pageOfPeople, readPerson } from "./reading.js";
import { RoleEnum, RoleHolding } from "./role.type.js";

const inputDescription = { description: "What is asked for (请求参数)." };

/** The queries and mutations about people, and the nested fields of a person. */
@Resolver(() => Person)
export class PeopleResolver {
  @Can("person.read")
  @Query(() => Person, {
    nullable: true,
    description: "A person by global identifier or by login (人员). NOT_FOUND for one who is not in your scope.",
  })
  person(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { nullable: true, description: "The global identifier of the person (人员标识)." }) id?:
      | string
      | null,
    @Arg("login", () => String, { nullable: true, description: "The login (登录名)." }) login?: string | null,
  ): Promise<Person> {
    return readPerson(context, { id, login });
  }

  @Can("person.read")
  @Weight(50, { arguments: { search: 500 } })
  @Query(() => PersonConnection, { description: "The people in your scope, in the order of their adding (人员查询)." })
  people(
    @Ctx() context: RequestContext,
    @Arg("bureau", () => String, { nullable: true, description: "The code of the home bureau (所属单位代码)." })
    bureau?: string | null,
    @Arg("role", () => RoleEnum, { nullable: true, description: "A role that they hold today (岗位)." })
    role?: Role | null,
    @Arg("search", () => String, { nullable: true, description: "A part of the login or of the name (关键字)." })
    search?: string | null,
    @Arg("isLocked", () => Boolean, {
      nullable: true,
      description: "Only those locked out, or only the others (是否停用).",
    })
    isLocked?: boolean | null,
    @Arg("first", () => Int, { nullable: true, description: "How many items the page holds, at most 100 (每页条数)." })
    first?: number | null,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
    after?: string | null,
  ): Promise<ConnectionValue<Person>> {
    return pageOfPeople(context, { bureau, role, search, isLocked }, { first, after });
  }

  @Can("person.manage")
  @Mutation(() => CreatePersonPayload, { description: "Adds a person to a bureau of your subtree (新增人员)." })
  async createPerson(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreatePersonInput, inputDescription) input: CreatePersonInput,
  ): Promise<CreatePersonPayload> {
    return { person: toPerson(await createPerson(context, input)) };
  }

  @Can("person.manage")
  @Mutation(() => UpdatePersonPayload, {
    description: "Changes the name, the desk number or the work telephone of a person (修改人员信息).",
  })
  async updatePerson(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdatePersonInput, inputDescription) input: UpdatePersonInput,
  ): Promise<UpdatePersonPayload> {
    return { person: toPerson(await updatePerson(context, input)) };
  }

  @Can("person.manage")
  @Mutation(() => LockPersonPayload, {
    description: "Locks a person out (停用人员). FORBIDDEN for yourself and for the last administrator of a bureau.",
  })
  async lockPerson(
    @Ctx() context: RequestContext,
    @Arg("input", () => LockPersonInput, inputDescription) input: LockPersonInput,
  ): Promise<LockPersonPayload> {
    return { person: toPerson(await lockPerson(context, input)) };
  }

  @Can("person.manage")
  @Mutation(() => UnlockPersonPayload, { description: "Lets a person in again (启用人员)." })
  async unlockPerson(
    @Ctx() context: RequestContext,
    @Arg("input", () => LockPersonInput, inputDescription) input: LockPersonInput,
  ): Promise<UnlockPersonPayload> {
    return { person: toPerson(await unlockPerson(context, input)) };
  }

  @FieldResolver(() => Bureau, { description: "The home bureau (所属单位)." })
  bureau(@Root() person: Person, @Ctx() context: RequestContext): Loaded<Bureau> {
    return bureauLoader(context, person.bureauCode);
  }

  @Weight(10, { items: 3 })
  @FieldResolver(() => [RoleHolding], {
    description: "The roles that the person holds today or will hold, at the bureaus in your scope (岗位).",
  })
  async roles(@Root() person: Person, @Ctx() context: RequestContext): Promise<RoleHolding[]> {
    return (await rolesLoader(context, person.rowId)) ?? [];
  }
}
