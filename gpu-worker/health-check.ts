import { aliveFile, isAlive } from './liveness.ts';

// Run by the container's health check: exit code 0 while the worker lives.
process.exitCode = (await isAlive(aliveFile(process.env.WORK_DIR), Date.now())) ? 0 : 1;
