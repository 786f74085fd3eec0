import { App } from 'aws-cdk-lib';
import { readConfig, stackNameOf } from './config.ts';
import { MyPitchStack } from './my-pitch-stack.ts';

const app = new App();
const config = readConfig(app.node);
new MyPitchStack(app, stackNameOf(config), { config });
app.synth();
