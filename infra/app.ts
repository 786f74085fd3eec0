import { App } from 'aws-cdk-lib';
import { readConfig } from './config.ts';
import { MyPitchStack } from './my-pitch-stack.ts';

const app = new App();
const config = readConfig(app.node);
new MyPitchStack(app, 'MyPitch', { config });
app.synth();
