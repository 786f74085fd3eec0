// First, for the library reads the setting when it is loaded.
import './disable-telemetry.ts';

import { InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';

// The one place that loads ONNX Runtime, which otherwise reports each model that is opened to its
// makers. Everything else imports from here; the lint rule `noRestrictedImports` sees to it.
export { InferenceSession, listSupportedBackends, Tensor };
