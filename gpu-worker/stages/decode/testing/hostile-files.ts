import { bytes, latin } from './binary.ts';
import { hostileMatroska, hostileMp4 } from './hostile-containers.ts';
import { type HostileFile, hostile } from './hostile-file.ts';
import { hostileOtherPcm, hostileWaves } from './hostile-pcm.ts';
import { hostileFlac, hostileMp3, hostileOgg } from './hostile-streams.ts';
import { makeRealFiles, type RealFile } from './real-files.ts';

/**
 * Makes files that try to make decoding expensive or wrong; the same ones in every run.
 * @param folder an empty folder for the real files that many are derived from.
 * @param cutsOfEach at how many positions each container is truncated.
 */
export function makeHostileFiles(folder: string, cutsOfEach: number): HostileFile[] {
  const real = makeRealFiles(folder);
  return [
    ...hostileWaves(),
    ...hostileOtherPcm(),
    ...hostileFlac(real),
    ...hostileMp3(real),
    ...hostileOgg(real),
    ...hostileMp4(real),
    ...hostileMatroska(real),
    ...texts(),
    ...truncations(real, cutsOfEach),
    hostile('too-much-silence.flac', real['silence.flac'], 'too-long'),
    hostile('rate-768000.wav', real['rate-768000.wav'], 'ok'),
    hostile('channels-8-192000.flac', real['channels-8-192000.flac'], 'ok'),
    hostile(
      'zeros-after-a-transport-stream.ts',
      bytes(real['a.ts'], Buffer.alloc(4_000_000)),
      'ok',
    ),
  ];
}

/** Files that are not audio, under names of audio files. */
function texts(): HostileFile[] {
  const of = (name: string, content: string, code: 'unsupported-format' | 'corrupt-file') =>
    hostile(name, latin(content), code);
  return [
    hostile('empty.mp3', new Uint8Array(0), 'empty-file'),
    of('one-byte.wav', 'R', 'unsupported-format'),
    of('page.mp3', '<!doctype html><html><body>la</body></html>', 'unsupported-format'),
    of('document.wav', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n', 'unsupported-format'),
    of('archive.m4a', 'PK\x03\x04\x14\0\0\0\0\0\0\0', 'unsupported-format'),
    of(
      'list.m4a',
      '#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n',
      'unsupported-format',
    ),
    of('list.mp3', "ffconcat version 1.0\nfile '/etc/hostname'\n", 'unsupported-format'),
    of('metadata.mp3', ';FFMETADATA1\ntitle=a\n', 'unsupported-format'),
    of(
      'master.mp4',
      '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>',
      'unsupported-format',
    ),
    of('zeros.mp3', '\0'.repeat(1_000_000), 'unsupported-format'),
    of('ones.mp3', '\xff'.repeat(1_000_000), 'unsupported-format'),
    of('sync-words.mp3', '\xff\xfb\x90\x64'.repeat(250_000), 'corrupt-file'),
  ];
}

const truncatable = ['a.wav', 'a.mp3', 'a.m4a', 'a.flac', 'a.ogg', 'a.mka', 'film.mp4'] as const;

function truncations(real: Readonly<Record<RealFile, Buffer>>, cuts: number): HostileFile[] {
  return truncatable.flatMap((name) =>
    Array.from({ length: cuts }, (_, index) => {
      const source = real[name];
      const length = 12 + Math.floor((index / cuts) * (source.length - 12));
      // A file cut near its middle may be usable or not.
      return hostile(`cut-${index}-${name}`, source.subarray(0, length), 'ok', 'corrupt-file');
    }),
  );
}
