import { App, Stack } from 'aws-cdk-lib';
import { workerImage } from './worker-image.ts';

// `node infra/stage-worker-image.ts FOLDER` stages the asset from which `cdk deploy` builds the worker's
// image, as FOLDER/asset.*. The test of the image builds it from there.

const [outdir] = process.argv.slice(2);
if (!outdir) throw new Error('Usage: node infra/stage-worker-image.ts FOLDER');
workerImage(new Stack(new App({ outdir }), 'Images'));
