import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InferenceSession } from '../../gpu-worker/onnx-runtime/onnx-runtime.ts';
import { decodeSong } from '../../gpu-worker/stages/decode/decode-song.ts';
import { htdemucs } from '../../gpu-worker/stages/separate/model/model-manifest.ts';
import { segmentsFor } from '../../gpu-worker/stages/separate/presets.ts';
import { findOpenvinoLibrary } from '../../gpu-worker/stages/separate/runtime/find-openvino.ts';
import { engineOpener } from '../../gpu-worker/stages/separate/runtime/open-engine.ts';
import { createSegmentNetwork } from '../../gpu-worker/stages/separate/segment-network.ts';
import { type SegmentModel, separateSong } from '../../gpu-worker/stages/separate/separate-song.ts';
import { openThreaded } from './threaded-network.ts';
import { type Trial, trials } from './trial-list.ts';

/**
 * `node bench/separation/run-trial.ts TRIAL MODEL MIXTURE VOCALS`: separates MIXTURE into VOCALS and prints
 * seconds per segment as JSON.
 */
const [name, modelPath, mixturePath, vocalsPath] = process.argv.slice(2);
const trial = trials.find((candidate) => candidate.name === name);
if (!trial || !modelPath || !mixturePath || !vocalsPath)
  throw new Error(`There is no trial ${name}`);

const { model, close } = await open(modelPath, trial);
const { signal } = new AbortController();
const folder = dirname(vocalsPath);
const mixture = await decodeSong(mixturePath, join(folder, 'trial-mixture.f32'), {
  ...{ maxDurationSeconds: 60, signal },
});
const segments = segmentsFor('balanced', mixture.frames, model.segmentFrames).length;
const marks = [markAt(0)];
const stems = await separateSong(model, mixture, folder, {
  ...{ preset: 'balanced', stems: 'two', signal },
  onProgress: (fraction) => marks.push(markAt(fraction)),
});
await close();
await rename(stems.vocals.path, vocalsPath);
// The minimum over groups of segments: other programs only ever add time.
console.log(
  JSON.stringify({
    perSegment: minPerSegment('wallSeconds'),
    cpuPerSegment: minPerSegment('cpuSeconds'),
  }),
);

interface Mark {
  readonly fraction: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

function markAt(fraction: number): Mark {
  const { user, system } = process.cpuUsage();
  return { fraction, wallSeconds: performance.now() / 1000, cpuSeconds: (user + system) / 1e6 };
}

/** Seconds per segment, including DSP, in the fastest group of segments. */
function minPerSegment(kind: 'wallSeconds' | 'cpuSeconds'): number {
  const costs = marks.slice(1).map((mark, i) => {
    const before = marks[i] as Mark;
    return (mark[kind] - before[kind]) / ((mark.fraction - before.fraction) * segments);
  });
  return Math.min(...costs);
}

async function open(
  path: string,
  { session, batch = 1, threads = 0, engine }: Trial,
): Promise<{ model: SegmentModel; close(): Promise<void> }> {
  if (engine === 'openvino') return openOpenvino(path);
  const options: InferenceSession.SessionOptions = {
    ...{ executionProviders: ['cpu'], intraOpNumThreads: 2 },
    ...(batch === 1 ? { freeDimensionOverrides: { batch } } : {}),
    ...session,
  };
  if (threads === 0) {
    const opened = await InferenceSession.create(path, options);
    const run = opened.run.bind(opened);
    const model = await createSegmentNetwork(htdemucs, { batch, run });
    return { model, close: () => opened.release() };
  }
  const opened = await openThreaded(path, options, threads);
  const one = await createSegmentNetwork(htdemucs, { ...opened, batch });
  // A segment per thread. With one thread three, so that DSP and network overlap.
  const run: SegmentModel['run'] = async (mixtures, sources) =>
    (await Promise.all(mixtures.map((mixture) => one.run([mixture], sources)))).flat();
  return { model: { ...one, batch: threads === 1 ? 3 : threads, run }, close: opened.close };
}

async function openOpenvino(path: string) {
  const libraryPath = findOpenvinoLibrary();
  const open = engineOpener(htdemucs, { libraryPath, precision: 'bfloat16' });
  const opened = await open(path, { executionProviders: ['openvino'] });
  const model = await createSegmentNetwork(htdemucs, {
    batch: 1,
    run: (inputs) => opened.run(inputs),
  });
  return { model, close: () => opened.release() };
}
