import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { awsEnv } from './aws-env.ts';
import { venvBinary } from './paths.ts';
import { loopback } from './ports.ts';
import { ProcessGroup } from './process-group.ts';

const startWithinMs = 30_000;

/**
 * Starts MiniStack on this machine's loopback, with whatever was saved in the state folder.
 * @throws {Error} with the end of its log when it does not come up.
 */
export async function startMinistack(port: number, stateDir: string): Promise<ProcessGroup> {
  const [state, objects, temporary] = await makeFolders(stateDir);
  const logPath = join(stateDir, 'ministack.log');
  const ministack = new ProcessGroup(venvBinary('ministack'), [], {
    logPath,
    env: {
      ...process.env,
      ...awsEnv(port),
      BIND_HOST: loopback,
      GATEWAY_PORT: String(port),
      PERSIST_STATE: '1',
      STATE_DIR: state,
      S3_PERSIST: '1',
      S3_DATA_DIR: objects,
      TMPDIR: temporary,
      // Services we do not use would listen on ports of their own.
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      // Not for MiniStack itself: it hands its environment on to the functions it runs.
      AWS_ENDPOINT_URL: undefined,
    },
  });
  const deadline = Date.now() + startWithinMs;
  while (!(await isHealthy(port))) {
    if (ministack.isRunning && Date.now() < deadline) {
      await sleep(100);
      continue;
    }
    await ministack.stop();
    const log = (await readFile(logPath, 'utf8')).trimEnd().split('\n').slice(-15).join('\n');
    throw new Error(`MiniStack does not start; the end of ${logPath}:\n${log}`);
  }
  return ministack;
}

async function makeFolders(stateDir: string) {
  const folders = ['state', 's3', 'tmp'].map((name) => join(stateDir, name));
  const temporary = join(stateDir, 'tmp');
  await rm(temporary, { recursive: true, force: true });
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
  // MiniStack unpacks functions here, beside a CommonJS script of its own that runs them; our own
  // package.json further up would make it a module.
  await writeFile(join(temporary, 'package.json'), '{ "type": "commonjs" }\n');
  return folders;
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://${loopback}:${port}/_ministack/health`);
    return answer.ok;
  } catch {
    return false;
  }
}
