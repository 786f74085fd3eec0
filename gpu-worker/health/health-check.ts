import { instancesParent } from '../instance/instance-folder.ts';
import { complaintAbout } from './liveness.ts';

// Run by the container's health check: exit code 0 while the worker lives and is well.
const complaint = await complaintAbout(instancesParent(process.env.WORK_DIR), Date.now());
if (complaint !== undefined) process.stderr.write(`${complaint}\n`);
process.exitCode = complaint === undefined ? 0 : 1;
