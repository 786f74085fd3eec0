import type { Logger } from 'pino';
import type { TaskProtection } from '../ports.ts';

const expiresInMinutes = 10;
const renewAfterMs = (expiresInMinutes * 60_000) / 2;
const timeoutMs = 2000;

/**
 * ECS task scale-in protection through the agent of the task, enabled while the worker has a job.
 * Failures are only logged: without protection, a stopped worker gives its message back.
 * Source: Amazon ECS task scale-in protection endpoint, `PUT $ECS_AGENT_URI/task-protection/v1/state`.
 * @param agentUri absent outside ECS; enabling and disabling then do nothing.
 */
export function createTaskProtection(agentUri: string | undefined, log: Logger): TaskProtection {
  if (agentUri === undefined) return { enable: async () => {}, disable: async () => {} };
  const url = `${agentUri}/task-protection/v1/state`;
  let enabledSinceMs: number | undefined;
  return {
    async enable() {
      if (enabledSinceMs !== undefined && Date.now() - enabledSinceMs < renewAfterMs) return;
      const body = { ProtectionEnabled: true, ExpiresInMinutes: expiresInMinutes };
      if (await putState(url, body, log)) enabledSinceMs = Date.now();
    },
    async disable() {
      enabledSinceMs = undefined;
      await putState(url, { ProtectionEnabled: false }, log);
    },
  };
}

async function putState(url: string, body: object, log: Logger): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    if (response.ok) return true;
    log.warn({ status: response.status, text }, 'task protection was refused');
  } catch (error) {
    log.warn({ err: error }, 'task protection did not answer');
  }
  return false;
}
