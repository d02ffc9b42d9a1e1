let listener: (() => void) | null = null;

/** Who hears that the reader is alive; this worker reads one file in its life. */
export function onHeartbeat(hear: (() => void) | null): void {
  listener = hear;
}

/** Says that some bytes have gone through; called for every chunk of every part. */
export function beat(): void {
  listener?.();
}
