import type { RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { bureauLoader, divisionLoader } from "../jurisdictions/index.js";
import { CompetenceAdvice, CompetentBureauCandidate } from "./competence.type.js";
import type { Advice } from "./ticket.advice.js";

/** The advice of the API, in the language of the request. */
export function toAdvice(context: RequestContext, advice: Advice): CompetenceAdvice {
  return Object.assign(new CompetenceAdvice(), {
    regime: advice.regime,
    locality: advice.locality,
    explanation: inLocale(advice.explanation, context.locale),
    candidates: advice.candidates.map((candidate) =>
      Object.assign(new CompetentBureauCandidate(), {
        bureau: bureauLoader(context, candidate.bureau),
        division: divisionLoader(context, candidate.division),
        article: candidate.article,
        because: inLocale(candidate.because, context.locale),
        onlyIfFirstReceiver: candidate.onlyIfFirstReceiver,
        isWithinReach: candidate.isWithinReach,
      }),
    ),
  });
}
