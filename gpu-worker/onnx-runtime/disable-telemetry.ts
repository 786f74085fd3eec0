import { isMainThread } from 'node:worker_threads';

const variable = 'ORT_DISABLE_TELEMETRY';

// ONNX Runtime reads the environment of the process. An assignment on the main thread changes it. A
// worker thread has only a copy of the environment, so an assignment there has no effect.
if (!isMainThread && process.env[variable] !== '1') {
  throw new Error(
    `${variable} cannot be set from a worker thread: import this module on the main thread before the thread starts`,
  );
}
process.env[variable] = '1';
