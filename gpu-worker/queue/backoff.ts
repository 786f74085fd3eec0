const maxPutOffSeconds = 300;
const maxRestSeconds = 300;

/** How long a message is put off after a failed attempt: 2 s at first, doubled each time, 5 minutes at most. */
export function putOffSeconds(receiveCount: number): number {
  return doubled(2, receiveCount - 1, maxPutOffSeconds);
}

/** How long a sick worker rests before it probes itself again. */
export function restSeconds(firstSeconds: number, restsBefore: number): number {
  return doubled(firstSeconds, restsBefore, maxRestSeconds);
}

function doubled(first: number, times: number, most: number): number {
  return Math.min(most, first * 2 ** times);
}
