const found: string[] = [];

/** Remembers that two executors have answered differently. */
export function noteDifference(difference: string): void {
  found.push(difference);
}

/** The differences since the last call. */
export function takeDifferences(): string[] {
  return found.splice(0);
}
