import type { Variant } from '../model/rewritten-cache.ts';

/** A session that can be closed. */
interface Closable {
  /** The execution provider. Precision only matters on `cpu`. */
  readonly provider: string;
  close(): Promise<void>;
}

/** Keeps the network of one variant open at a time: two would need twice the memory. */
export class VariantSessions<Session extends Closable> {
  readonly #open: (variant: Variant) => Promise<Session>;
  #current: { readonly session: Session; readonly variant: Variant } | undefined;

  constructor(open: (variant: Variant) => Promise<Session>) {
    this.#open = open;
  }

  /** @returns a session for a variant, valid until the next call. */
  async open(variant: Variant): Promise<Session> {
    if (this.#current && serves(this.#current, variant)) return this.#current.session;
    await this.close();
    const session = await this.#open(variant);
    this.#current = { session, variant };
    return session;
  }

  async close(): Promise<void> {
    const closing = this.#current?.session;
    this.#current = undefined;
    await closing?.close();
  }
}

/** Whether an open session can compute the wanted variant. */
function serves(
  { session, variant }: { readonly session: Closable; readonly variant: Variant },
  wanted: Variant,
): boolean {
  return (
    variant.voiceOnly === wanted.voiceOnly &&
    (session.provider !== 'cpu' || variant.precision === wanted.precision)
  );
}
