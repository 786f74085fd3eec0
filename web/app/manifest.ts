import type { MetadataRoute } from 'next';

export const dynamic = 'force-static';

/** The web app manifest, for installing the page on a home screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'My Pitch',
    short_name: 'My Pitch',
    description:
      '노래를 올리면 노래를 따라 움직이는 악보로 만들어 드려요. Drop in a song, get sheet music that moves along with it.',
    start_url: '/',
    display: 'standalone',
    background_color: '#faf7f1',
    theme_color: '#faf7f1',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/apple-icon.png', sizes: '180x180', type: 'image/png' },
    ],
  };
}
