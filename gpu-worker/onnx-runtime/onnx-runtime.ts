// Must come first: ONNX Runtime reads the environment variable when it is loaded.
import './disable-telemetry.ts';

import { InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';

// The only module that may import onnxruntime-node, so that telemetry is always off before it loads.
// The lint rule `noRestrictedImports` enforces this.
export { InferenceSession, listSupportedBackends, Tensor };
