import { isMainThread } from 'node:worker_threads';

const variable = 'ORT_DISABLE_TELEMETRY';

// ONNX Runtime reads the environment of the process. On the main thread an assignment changes that;
// on any other it changes only the copy that the thread was given, which holds what its process had.
if (!isMainThread && process.env[variable] !== '1') {
  throw new Error(
    `${variable} cannot be set from a worker thread: import this module on the main thread before the thread starts`,
  );
}
process.env[variable] = '1';
