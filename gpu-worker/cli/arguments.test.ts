import { describe, expect, it } from 'vitest';
import { parseArguments, UsageError } from './arguments.ts';

describe('parseArguments', () => {
  it('needs only a song', () => {
    expect(parseArguments(['music/My Song.mp3'])).toEqual({
      songPath: 'music/My Song.mp3',
      outDir: 'My Song-my-pitch',
      separation: true,
      preset: 'balanced',
      stems: 'two',
      lossless: false,
      pitchMethod: 'swift-f0',
      json: false,
      formats: [],
    });
  });

  it('reads every option', () => {
    const sha = 'ab'.repeat(32);
    const args = `a.wav --out o --no-separation --preset best --four-stems --pitch pyin --lossless --json --lyrics w.lrc --formats abc,lrc --threads 2 --providers openvino,cpu --model m.onnx --model-sha256 ${sha}`;
    expect(parseArguments(args.split(' '))).toEqual({
      songPath: 'a.wav',
      outDir: 'o',
      separation: false,
      preset: 'best',
      stems: 'four',
      lossless: true,
      pitchMethod: 'pyin',
      json: true,
      lyricsPath: 'w.lrc',
      formats: ['abc', 'lrc'],
      threads: 2,
      executionProviders: ['openvino', 'cpu'],
      modelSource: 'm.onnx',
      modelSha256: sha,
    });
  });

  it('needs no checksum for a manifest on this machine', () => {
    expect(parseArguments(['a.wav', '--model', 'mine/model.json'])).toMatchObject({
      modelSource: 'mine/model.json',
    });
  });

  it('prints help before other errors', () => {
    expect(parseArguments(['--help'])).toBe('help');
  });

  it.each([
    [[], 'Which song'],
    [['a.mp3', 'b.mp3'], 'b.mp3'],
    [['a.mp3', '--loud'], '--loud'],
    [['a.mp3', '--preset', 'perfect'], 'fast, balanced, best'],
    [['a.mp3', '--threads', '0'], '--threads'],
    [['a.mp3', '--threads', 'many'], 'many'],
    [['a.mp3', '--model', 'https://example.com/m.onnx'], '--model-sha256'],
    [['a.mp3', '--pitch', 'crepe'], 'swift-f0 or pyin'],
    [['a.mp3', '--model', 'm.onnx'], '--model-sha256'],
    [['a.mp3', '--model', 'https://example.com/model.json'], '--model-sha256'],
    [['a.mp3', '--model-sha256', 'xyz'], '64'],
    [['a.mp3', '--formats', 'abc,pdf'], 'not pdf'],
    [['a.mp3', '--formats', 'midi-chords,lrc'], 'lrc needs --lyrics'],
  ])('refuses %j', (args, hint) => {
    expect(() => parseArguments(args)).toThrow(UsageError);
    expect(() => parseArguments(args)).toThrow(hint);
  });
});
