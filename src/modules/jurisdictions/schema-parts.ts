import type { NodeReader } from "../../platform/relay.type.js";
import { BureauFieldResolver, BureauQueryResolver } from "./bureau.resolver.js";
import { DivisionFieldResolver, DivisionQueryResolver } from "./division.resolver.js";
import { bureauLoader, divisionLoader } from "./loaders.js";
import { ReorganisationFieldResolver, ReorganisationResolver } from "./reorganisation.resolver.js";
import { readReorganisation } from "./reorganisation-reading.js";

/** The resolvers of the module, for the schema. */
export const jurisdictionResolvers = [
  DivisionQueryResolver,
  DivisionFieldResolver,
  BureauQueryResolver,
  BureauFieldResolver,
  ReorganisationResolver,
  ReorganisationFieldResolver,
] as const;

/** The readers of the module's nodes by the parts of their keys, by the type's name. */
export const jurisdictionNodeReaders: Readonly<Record<string, NodeReader>> = {
  Bureau: async (context, [code = ""]) => bureauLoader(context, code),
  Division: async (context, [code = ""]) => divisionLoader(context, code),
  Reorganisation: (context, [id = ""]) => readReorganisation(context, id),
};
