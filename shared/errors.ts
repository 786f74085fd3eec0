import { z } from 'zod';
import type { LocalizedText } from './language.ts';

/** Why a job failed. Each code has a text that tells the singer what to do. */
export const failureCodes = [
  'unsupported-format',
  'empty-file',
  'corrupt-file',
  'no-audio',
  'too-long',
  'too-large',
  'no-voice-found',
  'out-of-memory',
  'disk-full',
  'timed-out',
  'upload-missing',
  'upload-not-queued',
  'original-not-ready',
  'worker-crashed',
  'internal-error',
] as const;
export const failureCodeSchema = z.enum(failureCodes);
export type FailureCode = z.infer<typeof failureCodeSchema>;

export interface FailureText {
  /** What happened. */
  readonly reason: LocalizedText;
  /** What the singer can do about it. */
  readonly advice: LocalizedText;
  /** Whether sending the same file again can succeed. */
  readonly retryable: boolean;
}

const sendAgain: LocalizedText = {
  ko: '같은 파일로 다시 시도해 주세요. 계속 실패하면 더 짧게 잘라 올려 보세요.',
  en: 'Please try the same file again. If it keeps failing, try a shorter part of it.',
};

/** The text of every failure code. */
export const failureTexts: Readonly<Record<FailureCode, FailureText>> = {
  'unsupported-format': {
    reason: {
      ko: '오디오나 동영상 파일이 아니에요.',
      en: 'This is not an audio or video file.',
    },
    advice: {
      ko: 'MP3, M4A, WAV, FLAC, OGG, MP4 같은 파일을 올려 주세요.',
      en: 'Please choose an MP3, M4A, WAV, FLAC, OGG or MP4 file.',
    },
    retryable: false,
  },
  'empty-file': {
    reason: { ko: '파일이 비어 있어요.', en: 'The file is empty.' },
    advice: {
      ko: '파일이 기기에서 재생되는지 확인한 뒤 다시 올려 주세요.',
      en: 'Check that it plays on your device, then choose it again.',
    },
    retryable: false,
  },
  'corrupt-file': {
    reason: {
      ko: '파일이 손상되어 읽을 수 없어요.',
      en: 'The file is damaged and cannot be read.',
    },
    advice: {
      ko: '기기에서 재생되는지 확인하고, 다시 내보내거나 다른 형식으로 올려 주세요.',
      en: 'Check that it plays on your device, then export it again or use another format.',
    },
    retryable: false,
  },
  'no-audio': {
    reason: { ko: '파일에 소리가 들어 있지 않아요.', en: 'The file has no sound in it.' },
    advice: {
      ko: '소리가 있는 동영상이나 오디오 파일을 올려 주세요.',
      en: 'Please choose a video or recording that has sound.',
    },
    retryable: false,
  },
  'too-long': {
    reason: { ko: '노래가 너무 길어요.', en: 'The song is too long.' },
    advice: {
      ko: '원하는 부분만 잘라서 올려 주세요.',
      en: 'Please cut out the part you want and send that.',
    },
    retryable: false,
  },
  'too-large': {
    reason: { ko: '파일이 너무 커요.', en: 'The file is too large.' },
    advice: {
      ko: 'MP3나 M4A로 바꾸거나 더 짧게 잘라 올려 주세요.',
      en: 'Convert it to MP3 or M4A, or send a shorter part.',
    },
    retryable: false,
  },
  'no-voice-found': {
    reason: { ko: '노래하는 목소리를 찾지 못했어요.', en: 'We could not find a singing voice.' },
    advice: {
      ko: '목소리가 또렷하게 들리는 녹음인지 확인해 주세요.',
      en: 'Check that a voice can be heard clearly in the recording.',
    },
    retryable: false,
  },
  'out-of-memory': {
    reason: {
      ko: '작업하는 동안 메모리가 부족했어요.',
      en: 'We ran out of memory while working on it.',
    },
    advice: sendAgain,
    retryable: true,
  },
  'disk-full': {
    reason: {
      ko: '저장 공간이 부족해서 작업하지 못했어요.',
      en: 'There was not enough disk space to work on it.',
    },
    advice: {
      ko: '공간이 생긴 뒤 다시 시도해 주세요. 더 짧은 노래는 공간을 덜 차지해요.',
      en: 'Please try again once there is room. A shorter song needs less of it.',
    },
    retryable: true,
  },
  'timed-out': {
    reason: { ko: '작업이 너무 오래 걸려서 멈췄어요.', en: 'It took too long, so we stopped.' },
    advice: sendAgain,
    retryable: true,
  },
  'upload-missing': {
    reason: { ko: '올린 파일을 찾을 수 없어요.', en: 'The uploaded file is gone.' },
    advice: { ko: '파일을 다시 올려 주세요.', en: 'Please send the file again.' },
    retryable: true,
  },
  'upload-not-queued': {
    reason: {
      ko: '파일은 도착했지만 저희 쪽 문제로 작업을 시작하지 못했어요.',
      en: 'Your file arrived, but we could not start on it.',
    },
    advice: {
      ko: '잠시 뒤에 파일을 다시 올려 주세요.',
      en: 'Please send the file again in a while.',
    },
    retryable: true,
  },
  'original-not-ready': {
    reason: {
      ko: '비교할 원곡의 처리가 끝나지 않아 비교하지 못했어요.',
      en: 'The song to compare with was not done in time.',
    },
    advice: {
      ko: '원곡의 악보가 나온 뒤에 다시 보내 주세요.',
      en: 'Wait until that song has its score, then send your recording again.',
    },
    retryable: true,
  },
  'worker-crashed': {
    reason: {
      ko: '이 파일을 작업하다가 여러 번 멈췄어요.',
      en: 'Our program stopped several times on this file.',
    },
    advice: sendAgain,
    retryable: true,
  },
  'internal-error': {
    reason: { ko: '저희 쪽에서 문제가 생겼어요.', en: 'Something went wrong on our side.' },
    advice: sendAgain,
    retryable: true,
  },
};

/**
 * A failure caused by the song. Stages throw it; the edge turns it into the job's `failed` status.
 * `detail` is for operators and is never shown to singers.
 */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
  readonly code: FailureCode;

  constructor(code: FailureCode, detail: string, options?: { cause?: unknown }) {
    super(`${code}: ${detail}`, options);
    this.code = code;
  }
}

/** Kinds of machine failure. `unknown` is an unclassified error. */
export const machineFaults = [
  'disk-full',
  'out-of-memory',
  'network',
  'permission',
  'too-many-files',
  'model',
  'tool-missing',
  'unknown',
] as const;
export const machineFaultSchema = z.enum(machineFaults);
export type MachineFault = z.infer<typeof machineFaultSchema>;

/**
 * A failure of the worker's machine: another machine, or this one later, may process the song.
 * `detail` is for operators and is never shown to singers.
 */
export class MachineFailure extends Error {
  override readonly name = 'MachineFailure';
  readonly fault: MachineFault;
  /** The message without the fault. */
  readonly detail: string;

  constructor(fault: MachineFault, detail: string, options?: { cause?: unknown }) {
    super(`${fault}: ${detail}`, options);
    this.fault = fault;
    this.detail = detail;
  }
}

/** The failure code shown to the singer when a machine fault ends the job. */
export function failureCodeOfFault(fault: MachineFault): FailureCode {
  return fault === 'disk-full' || fault === 'out-of-memory' ? fault : 'internal-error';
}
