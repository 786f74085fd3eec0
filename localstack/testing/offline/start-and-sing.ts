import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { synthesiseSong, synthesiseVoice } from '../synthesise-song.ts';
import { WebClient } from '../web-client.ts';

// Run by `runOffline`: starts the product, uploads a voice and a song like the page, downloads the
// results, and stops the product with Ctrl-C.

const { webPort, awsPort } = z
  .object({ webPort: z.string(), awsPort: z.string() })
  .parse({ webPort: process.argv[2], awsPort: process.argv[3] });
const webUrl = `http://localhost:${webPort}`;

const product = spawn('npm', ['start', '--', '--port', webPort, '--aws-port', awsPort], {
  stdio: ['ignore', 'pipe', 'inherit'],
  // In its own process group, so that the signal below reaches it as in a terminal.
  detached: true,
});
product.stdout.pipe(process.stdout);
const ended = once(product, 'exit');

await new Promise<void>((resolve, reject) => {
  let output = '';
  product.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.includes(webUrl)) resolve();
  });
  ended.then(([code]) => reject(new Error(`npm start ended with ${code}`)));
});

// Both before the first request: while they are made, an idle connection ends unnoticed.
const voiceBytes = synthesiseVoice();
const songBytes = synthesiseSong();

const client = new WebClient(webUrl);
const page = await fetch(webUrl);
if (!page.ok) throw new Error(`The page responded ${page.status}`);
const voice = await client.submit({ bytes: voiceBytes, content: 'voice' });
const song = await client.submit({ bytes: songBytes, content: 'song' });
for (const { jobId } of [voice, song]) {
  const artifacts = Object.keys(await client.artifactHashes(jobId));
  console.log(`sung: ${artifacts.sort().join(' ')}`);
}

process.kill(-(product.pid ?? 0), 'SIGINT');
await ended;
