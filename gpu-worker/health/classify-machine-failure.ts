import { MachineFailure, type MachineFault } from '@my-pitch/shared/errors';

/** Error codes of the operating system, of Node and of its `fetch`. */
const faultsByCode: Readonly<Record<string, MachineFault>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  ENOMEM: 'out-of-memory',
  ERR_MEMORY_ALLOCATION_FAILED: 'out-of-memory',
  ECONNREFUSED: 'network',
  ECONNRESET: 'network',
  ECONNABORTED: 'network',
  EHOSTUNREACH: 'network',
  ENETUNREACH: 'network',
  ENETDOWN: 'network',
  ENOTFOUND: 'network',
  EAI_AGAIN: 'network',
  ETIMEDOUT: 'network',
  UND_ERR_CONNECT_TIMEOUT: 'network',
  UND_ERR_HEADERS_TIMEOUT: 'network',
  UND_ERR_BODY_TIMEOUT: 'network',
  UND_ERR_SOCKET: 'network',
  EACCES: 'permission',
  EPERM: 'permission',
  EROFS: 'permission',
  EMFILE: 'too-many-files',
  ENFILE: 'too-many-files',
  EAGAIN: 'too-many-files',
};

/** Error messages without a code, from ffmpeg, ONNX Runtime, its execution providers and C++. */
const faultsByMessage: readonly (readonly [RegExp, MachineFault])[] = [
  [/no space left on device|disk quota exceeded/i, 'disk-full'],
  [
    /out of memory|out_of_memory|bad_alloc|failed to allocate|allocation (failed|failure)|alloc_failed|Array buffer allocation|cannot allocate memory/i,
    'out-of-memory',
  ],
  [/too many open files/i, 'too-many-files'],
  [/read-only file system/i, 'permission'],
];

const maxCauseDepth = 8;

/** Classifies an error as a failure of the machine; its fault is `unknown` if nothing shows one. */
export function machineFailureOf(error: unknown): MachineFailure {
  if (error instanceof MachineFailure) return error;
  const known = knownFaultOf(error);
  if (known instanceof MachineFailure) return known;
  return new MachineFailure(known ?? 'unknown', messageOf(error), { cause: error });
}

/** The fault of the machine that an error message shows; `undefined` for any other message. */
export function faultInMessage(message: string): MachineFault | undefined {
  return faultsByMessage.find(([pattern]) => pattern.test(message))?.[1];
}

/** Searches an error and its causes: many libraries wrap the error of the system. */
function knownFaultOf(error: unknown): MachineFault | MachineFailure | undefined {
  let current = error;
  for (let depth = 0; depth < maxCauseDepth && current instanceof Error; depth += 1) {
    if (current instanceof MachineFailure) return current;
    const fault = faultOfError(current);
    if (fault) return fault;
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return undefined;
}

function faultOfError(error: Error): MachineFault | undefined {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return faultsByCode[code] ?? faultOfAws(error) ?? faultInMessage(error.message);
}

const refusalNames = /^(AccessDenied|Unauthorized|Forbidden|ExpiredToken|InvalidClientTokenId)/;
const credentialErrorNames =
  /^(UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature|InvalidAccessKeyId|CredentialsProviderError|TokenProviderError)/;

/** Errors of the AWS SDK: refused or not answered. Other 4xx responses are bugs in our requests. */
function faultOfAws(error: Error): MachineFault | undefined {
  if (refusalNames.test(error.name) || credentialErrorNames.test(error.name)) return 'permission';
  if (error.name === 'TimeoutError') return 'network';
  const status = httpStatusOf(error);
  if (status === undefined) return undefined;
  if (status === 401 || status === 403) return 'permission';
  return status >= 500 || status === 429 || /Throttl|SlowDown/.test(error.name)
    ? 'network'
    : undefined;
}

function httpStatusOf(error: Error): number | undefined {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object') return undefined;
  const metadata = error.$metadata;
  if (metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
