import type { JobId } from '@my-pitch/shared/ids';
import type { ArtifactName } from '@my-pitch/shared/keys';
import type { ArtifactFiles } from '../on-upload/ports.ts';

/** The bucket of results in memory. */
export class MemoryResults implements ArtifactFiles {
  readonly #objects = new Map<string, Uint8Array>();
  /** Runs once before the next copy: a concurrent change by another caller. */
  beforeNextCopy: (() => void) | undefined;

  /** @param content its bytes, one character each. */
  put(jobId: JobId, name: ArtifactName, content: string): void {
    this.#objects.set(`${jobId}/${name}`, Buffer.from(content, 'latin1'));
  }

  /** The bytes of a job's artifacts by name, one character each. */
  artifactsOf(jobId: JobId): Readonly<Record<string, string>> {
    return Object.fromEntries(
      [...this.#objects]
        .filter(([key]) => key.startsWith(`${jobId}/`))
        .map(([key, content]) => [key.split('/')[1], Buffer.from(content).toString('latin1')]),
    );
  }

  async removeArtifacts(jobId: JobId): Promise<void> {
    for (const name of Object.keys(this.artifactsOf(jobId)))
      this.#objects.delete(`${jobId}/${name}`);
  }

  async copy(from: JobId, to: JobId, name: ArtifactName): Promise<boolean> {
    this.beforeNextCopy?.();
    this.beforeNextCopy = undefined;
    const content = this.#objects.get(`${from}/${name}`);
    if (content) this.#objects.set(`${to}/${name}`, content);
    return content !== undefined;
  }

  async readText(jobId: JobId, name: ArtifactName): Promise<string | undefined> {
    const content = this.#objects.get(`${jobId}/${name}`);
    return content && Buffer.from(content).toString();
  }

  async write(jobId: JobId, name: ArtifactName, content: Uint8Array): Promise<void> {
    this.#objects.set(`${jobId}/${name}`, content);
  }
}
