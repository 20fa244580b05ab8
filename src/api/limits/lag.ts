import { monitorEventLoopDelay } from "node:perf_hooks";

/** Watches whether the process keeps up. */
export interface LagWatch {
  /** Whether the event loop came to its work late, again and again, in the last seconds. */
  isLate(): boolean;
  stop(): void;
}

const windowMilliseconds = 1000;

/** How late is late, in milliseconds: one long task does not count, half of all turns of the loop do. */
const lateMilliseconds = 250;

/** Starts to watch the event loop of this process. It keeps nothing alive. */
export function watchLag(): LagWatch {
  const histogram = monitorEventLoopDelay({ resolution: 20 });
  histogram.enable();
  let lateWindows = 0;
  const timer = setInterval(() => {
    lateWindows = histogram.percentile(50) / 1e6 > lateMilliseconds ? lateWindows + 1 : 0;
    histogram.reset();
  }, windowMilliseconds);
  timer.unref();
  return {
    // One window alone may be the start of the process, or a machine that was asleep.
    isLate: () => lateWindows >= 2,
    stop: () => {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
