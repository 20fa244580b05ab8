import { ArgsType, Field, InputType, Int } from "type-graphql";
import { EmergencyStepInput, emergencyLimits } from "../emergencies/index.js";

/** The input of endEmergency. */
@InputType({ description: "The emergency of your region ends (结束应急状态)." })
export class EndEmergencyInput extends EmergencyStepInput {
  @Field(() => String, {
    description: `What is said at the end (结束语), ${emergencyLimits.closingWords} characters at most; all subordinates read it.`,
  })
  closingWords: string;
}

/** The arguments of Emergency.dailyReports. */
@ArgsType()
export class DailyReportsArguments {
  @Field(() => Int, { nullable: true, description: "How many at most (每页条数), 1 to 100; 20 where it is missing." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
  after?: string | null;
}
