/** The events of the module; their payload is the queue. */
export const jobEventTypes = { RETRIED: "job.retried" } as const;
