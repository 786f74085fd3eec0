import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, stackNameOf } from './config.ts';
import { MyPitchStack } from './my-pitch-stack.ts';
import { unbundledApp } from './unbundled-app.ts';

// `write-templates.ts FOLDER` writes the CloudFormation templates of both targets to FOLDER/local and
// FOLDER/aws, for linters. That of `aws` publishes pages, whether or not they are built, and has GPU workers.

const [folder = ''] = process.argv.slice(2);
const webFolder = join(folder, 'pages');
mkdirSync(webFolder, { recursive: true });
writeFileSync(join(webFolder, 'index.html'), '');
for (const target of ['local', 'aws']) {
  const app = unbundledApp(join(folder, target), { target, maxGpuWorkers: '1' });
  const config = readConfig(app.node);
  new MyPitchStack(app, stackNameOf(config), { config, webFolder });
  app.synth();
}
