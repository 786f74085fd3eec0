const checkEveryMs = 500;

/**
 * Calls back once the process that started this one has ended: killed outright, it passes no signal
 * on. `npm start` puts no shell between npm and this process, so that this works for npm too.
 * @param {() => void} callback
 */
export function onceParentEnds(callback) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    // An orphan gets another parent.
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, checkEveryMs);
  timer.unref();
}
