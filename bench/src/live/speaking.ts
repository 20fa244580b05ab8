import type { ChildProcess } from "node:child_process";

/**
 * The next message of a process.
 *
 * @throws an error where the process ends instead
 */
export function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const answered = (message: unknown): void => {
      child.off("exit", ended);
      resolve(message);
    };
    const ended = (code: number | null, signal: string | null): void => {
      child.off("message", answered);
      reject(new Error(`a process that was asked something ended with ${code ?? signal}`));
    };
    child.once("message", answered);
    child.once("exit", ended);
  });
}
