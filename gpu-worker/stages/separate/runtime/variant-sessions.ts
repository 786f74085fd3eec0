import type { Variant } from '../model/open-rewritten.ts';

/** What a session is to the one who opens and closes it. */
interface Closable {
  /** Where the network runs. Only on the processor does precision differ. */
  readonly provider: string;
  close(): Promise<void>;
}

/** Opens networks for what songs ask of them, one at a time: two would need twice the memory. */
export class VariantSessions<Session extends Closable> {
  readonly #open: (variant: Variant) => Promise<Session>;
  #current: { readonly session: Session; readonly variant: Variant } | undefined;

  constructor(open: (variant: Variant) => Promise<Session>) {
    this.#open = open;
  }

  /** @returns a session for a variant, which is good until the next one is opened. */
  async open(variant: Variant): Promise<Session> {
    if (this.#current && fits(this.#current, variant)) return this.#current.session;
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

function fits(
  { session, variant }: { readonly session: Closable; readonly variant: Variant },
  wanted: Variant,
): boolean {
  return (
    variant.voiceOnly === wanted.voiceOnly &&
    (session.provider !== 'cpu' || variant.precision === wanted.precision)
  );
}
