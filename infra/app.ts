import { App } from 'aws-cdk-lib';
import { readConfig, stackNameOf } from './config.ts';
import { MyPitchStack } from './my-pitch-stack.ts';

const app = new App();
// The command line, which other users of the machine can read, must not contain a secret.
const { MY_PITCH_ORIGIN_SECRET: originSecret } = process.env;
if (originSecret !== undefined) app.node.setContext('originSecret', originSecret);
const config = readConfig(app.node);
new MyPitchStack(app, stackNameOf(config), { config });
app.synth();
