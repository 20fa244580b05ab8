export { type Action, actionNames, actions, type ClientScope, clientScopes, isAction } from "./actions.js";
export { Can, undeclaredRootFields } from "./declare.js";
export { authorize, heldActions, holds, may, requireHolding } from "./policy.js";
export { isInRegion, isWithin, nationPlace, type Relation, relationOf, relations } from "./reach.js";
