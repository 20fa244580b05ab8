import { largestPage, usualPage } from "../../platform/pagination.js";
import { usualRequestLimits } from "../../platform/request-limits.js";
import { longestBody } from "../graphql-request.js";
import { documentLimits } from "./document.js";
import { usualCosts } from "./field-costs.js";
import { costOfToken } from "./gate.js";
import { deepestVariables, mostListedObjects, mostListItems } from "./variables.js";

/** What a developer of a client needs to know of the limits, with all their figures; it stands in the schema. */
export const limitsDescription = `A request has limits (请求限制). What is beyond one of these is refused with TOO_LARGE before it runs, its \`field\` naming the limit: a body of ${longestBody / 1024} KB; a document of ${documentLimits.tokens} tokens (document.tokens), ${documentLimits.depth} fields within each other (document.depth; ${documentLimits.introspectionDepth} where it asks for the schema), ${documentLimits.rootFields} root fields (document.rootFields), ${documentLimits.aliases} aliases (document.aliases), ${documentLimits.fragments} fragments (document.fragments), ${documentLimits.repeats} fields that stand in one selection again (document.repeats), ${documentLimits.directivesAtOnePlace} directives at one place and ${documentLimits.directives} in all (document.directives); ${mostListItems} items in any list of the input and ${mostListedObjects} in a list of objects in the variables, unless it takes fewer, and ${deepestVariables} values within each other in the variables; a page of ${largestPage}, which has ${usualPage} where nothing is said.

An operation has a cost (开销): the sum over its fields of what each costs, times the sizes of the lists around it, which \`first\` says. A plain value costs ${usualCosts.leaf}, an object ${usualCosts.object}, a root field ${usualCosts.query}, a change ${usualCosts.mutation}; totals, searches by words, texts of tickets, timelines and advice on competence cost more. Each answer says in \`extensions.cost\` what was \`requested\`, the \`limit\` of one operation (usually ${usualRequestLimits.mostCost}; beyond it TOO_COSTLY), and the \`remaining\` cost of the caller and his bureau for now, null where there is no such limit; when that is used up, RATE_LIMITED. It fills up within a minute. A document that has not come before costs ${costOfToken} a token besides.`;
