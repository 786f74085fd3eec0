import { execFileSync } from 'node:child_process';

const checkEveryMs = 500;

/**
 * Calls back once the process that started this one has ended; for a process that npm started, also
 * once npm has: npm puts a shell between, which outlives it. Killed outright, neither passes a
 * signal on.
 * @param {() => void} callback
 */
export function onceParentsEnd(callback) {
  const parent = process.ppid;
  // Without a parent of its own, as in a container, there is nobody to follow.
  if (parent <= 1) return;
  const followed = [parent, ...(process.env.npm_lifecycle_event ? parentOf(parent) : [])];
  const timer = setInterval(() => {
    if (process.ppid === parent && followed.every(isAlive)) return;
    clearInterval(timer);
    callback();
  }, checkEveryMs);
  timer.unref();
}

/** @returns none where there is no `ps` to ask. */
function parentOf(pid) {
  try {
    const found = Number(
      execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }),
    );
    return found > 1 ? [found] : [];
  } catch {
    return [];
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // There, but another user's.
    return error.code === 'EPERM';
  }
}
