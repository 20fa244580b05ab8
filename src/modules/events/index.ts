export { expiredCursor, readChangeCursor, toChangeCursor } from "./cursor.js";
export { type LogRange, readLog, readLogInScope } from "./log.store.js";
export { type EventFigures, eventPasses, readEventFigures, relayEvents } from "./relay.js";
export { eventChannel } from "./relay.store.js";
export { keepSegments, keptDays, missingSegments } from "./segments.js";
export { logBounds } from "./segments.store.js";
export { concernsScope, eventKeys, sightKeys } from "./sight.js";
