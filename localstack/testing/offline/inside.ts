import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openNameServer } from './name-server.ts';

// Started by `run-offline.ts` in new namespaces. `inside.ts FOLDER PROGRAM ARGS…` gives the program a
// loopback interface and a name server, and writes FOLDER/asked.json when the program has ended.

const [folder = '', program = '', ...args] = process.argv.slice(2);

/** Bind-mounts a file, visible in this mount namespace only. */
function replace(path: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text);
  execFileSync('mount', ['--bind', join(folder, name), path]);
}

execFileSync('ip', ['link', 'set', 'lo', 'up']);
replace('/etc/resolv.conf', 'resolv.conf', 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
// Other resolvers, such as systemd-resolved, would query from outside this namespace.
replace('/etc/nsswitch.conf', 'nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files dns\n');

const server = await openNameServer(53);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
const [code] = await once(child, 'exit');
writeFileSync(join(folder, 'asked.json'), JSON.stringify(server.asked));
process.exit(code ?? 1);
