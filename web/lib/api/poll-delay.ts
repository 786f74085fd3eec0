const usualSeconds = 3;
const hiddenSeconds = 15;
const maxSeconds = 30;

/** Seconds until a job is asked after again: rarely while nobody looks, ever more rarely while there is no answer. */
export function pollDelaySeconds({
  hidden,
  failures,
}: {
  hidden: boolean;
  failures: number;
}): number {
  const patient = Math.min(maxSeconds, usualSeconds * 2 ** failures);
  return hidden ? Math.max(hiddenSeconds, patient) : patient;
}
