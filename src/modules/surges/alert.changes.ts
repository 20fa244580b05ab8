import type { RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { LoggedEvent, OpenLiveSource } from "../../platform/live-source.js";
import { cursorOf, likenessOf, outOfSightType, readAfter, subjectOf } from "../changes/index.js";
import { alertKeyOfParts } from "./alert.change.js";
import { SurgeAlertChange } from "./alert.changes.type.js";
import { surgeAlertType } from "./alert.steps.js";
import { alertKeyText, alertLoader } from "./alert.view.js";
import { ruleKeyOf, ruleKeyText, ruleLoader } from "./rule.view.js";

/**
 * Opens a subscription to what becomes of the alerts that the reader sees.
 *
 * @throws INVALID_INPUT for a wrong cursor, CURSOR_EXPIRED, NOT_FOUND for a rule that is not in sight
 */
export const openSurgeAlertChanges: OpenLiveSource = async (context, args) => {
  const rule = typeof args.rule === "string" ? ruleKeyOf(args.rule, "rule") : null;
  if (rule !== null && (await ruleLoader(context, ruleKeyText(rule))) === null) throw notFound("rule");
  return {
    likeness: likenessOf(context, "surgeAlertChanges", rule),
    after: await readAfter(context, args.after),
    concerns: ({ subjectType }) => subjectType === surgeAlertType,
    toPayloads: async (reading, events) => {
      const changes = await toAlertChanges(reading, events);
      // An alert that is not in sight any more may have been the rule's: to be told so does no harm.
      return changes.map((change) => (rule === null || change.alert === null || isOf(change, rule.id) ? change : null));
    },
  };
};

const isOf = ({ alert }: SurgeAlertChange, rule: string): boolean => alert?.row.rule === rule;

/** The changes that events of alerts are for the reader: each alert is read again under his scope, all in one statement. */
function toAlertChanges(context: RequestContext, events: readonly LoggedEvent[]): Promise<SurgeAlertChange[]> {
  return Promise.all(
    events.map(async (event) => {
      const key = alertKeyOfParts(subjectOf(event).parts);
      const alert = key === null ? null : await alertLoader(context, alertKeyText(key));
      const { at, position, subjectVersion, type } = event;
      return Object.assign(new SurgeAlertChange(), {
        ...{ cursor: cursorOf(context, position), at, alert },
        // SECURITY: of what is not in sight nothing is told but that it is not.
        ...(alert === null ? { type: outOfSightType, version: null } : { type, version: subjectVersion }),
      });
    }),
  );
}
