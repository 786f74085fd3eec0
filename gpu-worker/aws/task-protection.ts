import type { Logger } from 'pino';
import type { TaskProtection } from '../ports.ts';

const expiresInMinutes = 10;
const renewAfterMs = (expiresInMinutes * 60_000) / 2;
const answerWithinMs = 2000;

/**
 * ECS task scale-in protection through the agent in the task, on while a job is held. Its absence
 * is harmless: a stopped worker gives its message back. So failures are only logged.
 * Source: Amazon ECS task scale-in protection endpoint, `PUT $ECS_AGENT_URI/task-protection/v1/state`.
 * @param agentUri absent outside ECS, where nothing needs doing.
 */
export function createTaskProtection(agentUri: string | undefined, log: Logger): TaskProtection {
  if (agentUri === undefined) return { hold: async () => {}, release: async () => {} };
  const url = `${agentUri}/task-protection/v1/state`;
  let heldSinceMs: number | undefined;
  return {
    async hold() {
      if (heldSinceMs !== undefined && Date.now() - heldSinceMs < renewAfterMs) return;
      const body = { ProtectionEnabled: true, ExpiresInMinutes: expiresInMinutes };
      if (await putState(url, body, log)) heldSinceMs = Date.now();
    },
    async release() {
      heldSinceMs = undefined;
      await putState(url, { ProtectionEnabled: false }, log);
    },
  };
}

async function putState(url: string, body: object, log: Logger): Promise<boolean> {
  try {
    const answer = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const text = await answer.text();
    if (answer.ok) return true;
    log.warn({ status: answer.status, text }, 'task protection was refused');
  } catch (error) {
    log.warn({ err: error }, 'task protection did not answer');
  }
  return false;
}
