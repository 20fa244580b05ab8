/** What requests may use, as the settings of a process say. */
export interface RequestLimits {
  /** The greatest cost of one operation (MAX_QUERY_COST). */
  mostCost: number;
  /** The cost that one person or program may use up in a minute (RATE_LIMIT_CLIENT); 0: any. */
  clientRate: number;
  /** The cost that one bureau may use up in a minute (RATE_LIMIT_BUREAU); 0: any. */
  bureauRate: number;
  /** The time of one request, in milliseconds, from when its work begins (REQUEST_TIMEOUT). */
  requestTimeout: number;
  /** The GraphQL requests that are worked on at the same time (MAX_IN_FLIGHT). */
  mostInFlight: number;
}

/**
 * The limits where nothing is set. A page of 20 tickets as a list shows it costs about 1,500 and takes about a
 * millisecond: the largest request keeps a process busy for less than a tenth of a second, and a bureau may ask for 200
 * such pages a second, which is a hundred seats that each refresh their list twice a second.
 */
export const usualRequestLimits: RequestLimits = {
  mostCost: 75_000,
  clientRate: 5_000_000,
  bureauRate: 20_000_000,
  requestTimeout: 10_000,
  mostInFlight: 64,
};
