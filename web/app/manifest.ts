import type { MetadataRoute } from 'next';

export const dynamic = 'force-static';

/** The web app manifest, for installing the page on a home screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'My Pitch',
    short_name: 'My Pitch',
    description:
      '노래를 올리면 부른 멜로디를 악보로. Drop in a song, see its vocal line as a score.',
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
