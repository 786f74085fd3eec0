import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { venvBinary } from '../paths.ts';
import { loopback } from '../ports.ts';
import { endOfLog } from '../processes/end-of-log.ts';
import { ProcessGroup } from '../processes/process-group.ts';
import { awsEnv, type CloudAccess, secretHeader } from './cloud-access.ts';

const startWithinMs = 30_000;
const launcher = join(import.meta.dirname, 'launch.py');
/** Exit code `EXIT_ALL_DAMAGED` of the launcher. */
const exitAllDamaged = 3;

export interface MinistackOptions {
  readonly access: CloudAccess;
  readonly stateDir: string;
  /** Origins of the pages: the only ones allowed to send requests from a browser. */
  readonly webOrigins: readonly string[];
}

/** The saved state is unusable: set it aside and redeploy the stack. */
export class StateDamaged extends Error {
  override readonly name = 'StateDamaged';
}

/**
 * Starts MiniStack on the loopback interface with the saved state.
 * @throws {StateDamaged} if state was saved but no generation is intact.
 * @throws {Error} with the end of its log if it fails to start.
 */
export async function startMinistack(options: MinistackOptions): Promise<ProcessGroup> {
  const { access, stateDir } = options;
  const folders = await makeFolders(stateDir);
  const logPath = join(stateDir, 'ministack.log');
  const ministack = new ProcessGroup(venvBinary('python'), [launcher], {
    logPath,
    env: { ...process.env, ...launcherEnv(options, folders) },
  });
  const deadline = Date.now() + startWithinMs;
  while (!(await isHealthy(access))) {
    if (ministack.isRunning && Date.now() < deadline) {
      await sleep(100);
      continue;
    }
    const exitCode = ministack.isRunning ? undefined : await ministack.ended;
    await ministack.stop();
    if (exitCode === exitAllDamaged) throw new StateDamaged(endOfLog(logPath, 1));
    throw new Error(`MiniStack failed to start; the end of ${logPath}:\n${endOfLog(logPath, 15)}`);
  }
  return ministack;
}

type Folders = Awaited<ReturnType<typeof makeFolders>>;

function launcherEnv({ access, webOrigins }: MinistackOptions, folders: Folders) {
  return {
    ...awsEnv(access),
    BIND_HOST: loopback,
    GATEWAY_PORT: String(access.port),
    MY_PITCH_CLOUD_SECRET: access.secretAccessKey,
    MY_PITCH_WEB_ORIGINS: webOrigins.join(','),
    MY_PITCH_SNAPSHOTS: folders.snapshots,
    PERSIST_STATE: '1',
    STATE_DIR: folders.state,
    S3_PERSIST: '1',
    S3_DATA_DIR: folders.s3,
    TMPDIR: folders.tmp,
    PYTHONDONTWRITEBYTECODE: '1',
    // Disable unused services that would open more ports.
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    // Unset because MiniStack passes its environment on to the functions.
    AWS_ENDPOINT_URL: undefined,
  };
}

async function makeFolders(stateDir: string) {
  const folders = {
    state: join(stateDir, 'state'),
    snapshots: join(stateDir, 'snapshots'),
    s3: join(stateDir, 's3'),
    tmp: join(stateDir, 'tmp'),
  };
  await rm(folders.tmp, { recursive: true, force: true });
  for (const folder of Object.values(folders)) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  // MiniStack unpacks functions here next to its CommonJS runner script, which our package.json in a
  // parent folder would otherwise turn into an ES module.
  await writeFile(join(folders.tmp, 'package.json'), '{ "type": "commonjs" }\n');
  return folders;
}

async function isHealthy({ port, secretAccessKey }: CloudAccess): Promise<boolean> {
  try {
    const answer = await fetch(`http://${loopback}:${port}/_ministack/health`, {
      headers: { [secretHeader]: secretAccessKey },
    });
    return answer.ok;
  } catch {
    return false;
  }
}
