const checkEveryMs = 500;

/**
 * Calls back once the parent process has ended: after SIGKILL it cannot forward a signal. `npm start`
 * uses no shell between npm and this process, so this detects npm's end too.
 * @param {() => void} callback
 */
export function onceParentEnds(callback) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    // An orphan is reparented.
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, checkEveryMs);
  timer.unref();
}
