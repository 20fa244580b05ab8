import { Field, ID, InputType, Int } from "type-graphql";
import type { BureauKind, BureauLevel } from "../../platform/actor.js";
import { DayScalar } from "../../platform/scalars.js";
import { BureauKindEnum, BureauLevelEnum } from "./bureau.type.js";

const versionDescription = "The version of the bureau that the administrator saw (版本号).";
const dayDescription =
  "The day on which it takes effect (生效日), today in China or later; today's changes take effect at once.";

/** What renameBureau takes. */
@InputType({ description: "A new name for a bureau (更名)." })
export class RenameBureauInput {
  @Field(() => String, { description: "The code of the bureau (单位代码)." })
  bureau: string;

  @Field(() => Int, { description: versionDescription })
  version: number;

  @Field(() => String, { description: "The new name (新名称), at most 100 characters." })
  name: string;

  @Field(() => DayScalar, { description: dayDescription })
  effectiveOn: string;
}

/** What moveBureau takes. */
@InputType({ description: "A new superior for a bureau, with everything that stands beneath it (隶属调整)." })
export class MoveBureauInput {
  @Field(() => String, { description: "The code of the bureau that moves (单位代码)." })
  bureau: string;

  @Field(() => Int, { description: versionDescription })
  version: number;

  @Field(() => String, {
    description: "The code of the bureau that it will stand under, in the same province (新上级).",
  })
  newParent: string;

  @Field(() => DayScalar, { description: dayDescription })
  effectiveOn: string;
}

/** What mergeBureaus takes. */
@InputType({ description: "Bureaus that end and go over into another of the same level and province (合并)." })
export class MergeBureausInput {
  @Field(() => [String], { description: "The codes of the bureaus that end (被合并单位), at most 20." })
  from: string[];

  @Field(() => String, { description: "The code of the bureau that goes on and takes everything over (合并后单位)." })
  into: string;

  @Field(() => Int, { description: "The version, as the administrator saw it, of the bureau that goes on (版本号)." })
  version: number;

  @Field(() => DayScalar, { description: dayDescription })
  effectiveOn: string;
}

/** A bureau that comes out of a split. */
@InputType({ description: "A bureau that comes out of a split (分立后单位)." })
export class NewBureauInput {
  @Field(() => String, { description: "A code that no bureau has had yet, such as 320572 (单位代码)." })
  code: string;

  @Field(() => String, { description: "The name (名称), at most 100 characters." })
  name: string;

  @Field(() => String, {
    description:
      "The letters of its document numbers (机关代字), at most 20; no other bureau of the province may have them.",
  })
  mark: string;

  @Field(() => [String], { description: "The codes of the divisions that it takes over (承接的区划), at least one." })
  divisions: string[];
}

/** What splitBureau takes. */
@InputType({ description: "New bureaus beside one, each taking over some of its divisions (分立)." })
export class SplitBureauInput {
  @Field(() => String, {
    description: "The code of the bureau that is split and goes on with what it keeps (单位代码).",
  })
  bureau: string;

  @Field(() => Int, { description: versionDescription })
  version: number;

  @Field(() => [NewBureauInput], { description: "The new bureaus (新设单位), at least one and at most 20." })
  newBureaus: NewBureauInput[];

  @Field(() => DayScalar, { description: dayDescription })
  effectiveOn: string;
}

/** What foundBureau takes. */
@InputType({ description: "A bureau that did not exist before, from today on (设立单位)." })
export class FoundBureauInput {
  @Field(() => String, {
    description:
      "A code that no bureau has had yet (单位代码): six characters, for a unit with a suffix, as 320500-12315.",
  })
  code: string;

  @Field(() => BureauKindEnum, { description: "The kind (类型)." })
  kind: BureauKind;

  @Field(() => BureauLevelEnum, {
    description: "The level (层级): that of its authority for a centre or department, STREET for a street office.",
  })
  level: BureauLevel;

  @Field(() => String, { description: "The name (名称), at most 100 characters." })
  name: string;

  @Field(() => String, {
    description:
      "The letters of its document numbers (机关代字), at most 20; no other bureau of the province may have them.",
  })
  mark: string;

  @Field(() => String, {
    description:
      "The code of the authority that it will stand under (上级单位): the administrator's own, or one beneath it.",
  })
  parent: string;

  @Field(() => String, {
    nullable: true,
    description: "The business line that it watches over its region (业务条线), such as PRICE; for a department only.",
  })
  line?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "The codes of the divisions that it takes over from a bureau above it (管辖区划), at most 100; for an authority only. A development zone's bureau may have none.",
  })
  divisions?: string[] | null;
}

/** What cancelReorganisation takes. */
@InputType({ description: "A planned reorganisation that will not take place (撤销机构调整)." })
export class CancelReorganisationInput {
  @Field(() => ID, { description: "The global identifier of the reorganisation (机构调整标识)." })
  reorganisation: string;
}
