import type { OpenLiveSource } from "../../platform/live-source.js";
import { emergencyType } from "../emergencies/index.js";
import { toChanges } from "./change.reading.js";
import { likenessOf } from "./likeness.js";
import { readAfter } from "./place-in-log.js";

/**
 * Opens a subscription to what becomes of the emergencies that the reader sees: those of his region, beneath it and above.
 *
 * @throws INVALID_INPUT for a wrong cursor; CURSOR_EXPIRED
 */
export const openEmergencyChanges: OpenLiveSource = async (context, args) => ({
  likeness: likenessOf(context, "emergencyChanges", null),
  after: await readAfter(context, args.after),
  concerns: ({ subjectType }) => subjectType === emergencyType,
  toPayloads: toChanges,
});
