import { readFileSync } from 'node:fs';

// Preloaded into a worker: shifts its clock by the number of seconds in the file CLOCK_SHIFT_FILE.
// Timers are not affected, as with a step of the real clock.

const RealDate = Date;
let shiftMs = 0;

function readShift() {
  try {
    shiftMs = 1000 * Number(readFileSync(process.env.CLOCK_SHIFT_FILE, 'utf8'));
  } catch {
    shiftMs = 0;
  }
}

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + shiftMs);
    else super(...args);
  }

  static now() {
    return RealDate.now() + shiftMs;
  }
};

readShift();
setInterval(readShift, 200).unref();
