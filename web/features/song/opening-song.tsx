'use client';
import { Loading } from '../../components/loading.tsx';
import { openingTitleAttribute } from '../../lib/api/prefetch-song.ts';
import { useMessages } from '../../lib/messages/use-messages.ts';

/** A song's page while it loads. It shows the title as soon as that is known. */
export function OpeningSong({ title }: { title?: string | undefined }) {
  const { song } = useMessages();
  return (
    <article className="flex flex-1 flex-col pt-2">
      <h1
        {...{ [openingTitleAttribute]: '' }}
        className="text-2xl font-bold sm:text-3xl tracking-tight text-balance"
      >
        {title ?? song.loading}
      </h1>
      <Loading text={title === undefined ? '' : song.loading} />
    </article>
  );
}
