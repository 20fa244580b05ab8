/** What the connections on which subscriptions are served may use: WebSockets, and streams of Server-Sent Events. */
export interface LiveLimits {
  /** The connections of one process (MAX_SOCKETS). */
  mostSockets: number;
  /** Those of one person, or of one program that acts for nobody (MAX_SOCKETS_CLIENT). */
  clientSockets: number;
  /** Those of one bureau (MAX_SOCKETS_BUREAU). */
  bureauSockets: number;
  /** The operations that go on at the same time on one WebSocket (MAX_SOCKET_OPERATIONS). */
  socketOperations: number;
  /** The messages that one WebSocket takes in a second (MAX_SOCKET_MESSAGES). */
  socketMessages: number;
  /** The longest message that is taken, in bytes (MAX_MESSAGE_SIZE). */
  messageBytes: number;
  /**
   * How much may wait for one reader, in bytes, when there is more to tell, before he is told to resume from his cursor
   * (MAX_WAITING_BYTES). What is written at once comes on top of it.
   */
  waitingBytes: number;
  /** How long a WebSocket may take to say who it is, in milliseconds (SOCKET_INIT_TIMEOUT). */
  initTimeout: number;
  /** How often a WebSocket is asked whether it is still there, in milliseconds (SOCKET_PING_INTERVAL). */
  pingInterval: number;
  /** How often a stream is written to though nothing is told, in milliseconds (STREAM_HEARTBEAT). */
  heartbeat: number;
}

/**
 * The limits where nothing is set. An idle connection takes about 16 KB: all of them a third of a gigabyte. A front end
 * opens one for each window, a program one; a bureau has some hundreds of seats.
 */
export const usualLiveLimits: LiveLimits = {
  mostSockets: 20_000,
  clientSockets: 100,
  bureauSockets: 2000,
  socketOperations: 50,
  socketMessages: 100,
  messageBytes: 64 * 1024,
  waitingBytes: 1024 * 1024,
  initTimeout: 10_000,
  pingInterval: 30_000,
  heartbeat: 15_000,
};
