import { Suspense } from 'react';
import { OpeningSong } from '../../features/song/opening-song.tsx';
import { SongPage } from '../../features/song/song-page.tsx';

export default function Page() {
  return (
    // At least as high as the window, so that the footer does not jump as the song loads.
    <div className="flex min-h-dvh flex-col">
      <Suspense fallback={<OpeningSong />}>
        <SongPage />
      </Suspense>
    </div>
  );
}
