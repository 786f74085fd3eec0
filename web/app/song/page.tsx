import { Suspense } from 'react';
import { OpeningSong } from '../../features/song/opening-song.tsx';
import { SongPage } from '../../features/song/song-page.tsx';

export default function Page() {
  return (
    // As high as the window from the start: a foot that is pushed out of it would be seen to jump.
    <div className="flex min-h-dvh flex-col">
      <Suspense fallback={<OpeningSong />}>
        <SongPage />
      </Suspense>
    </div>
  );
}
