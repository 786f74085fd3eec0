import { instancesParent } from '../instance/instance-folder.ts';
import { findUnhealthyReason } from './heartbeat.ts';

// The container's health check: exit code 0 while the worker lives and is healthy.
const reason = await findUnhealthyReason(instancesParent(process.env.WORK_DIR), Date.now());
if (reason !== undefined) process.stderr.write(`${reason}\n`);
process.exitCode = reason === undefined ? 0 : 1;
