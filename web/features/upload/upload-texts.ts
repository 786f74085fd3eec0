import type { Preset } from '@my-pitch/shared/job';

type Titled = readonly [title: string, text: string];

/** The texts around choosing, recording and sending songs. */
export interface SendingTexts {
  readonly home: {
    readonly title: string;
    readonly intro: string;
    readonly drop: string;
    /** Instead of `drop` on a phone, where nothing can be dropped. */
    readonly pick: string;
    readonly dropHint: (maxMegabytes: number, maxMinutes: number) => string;
    readonly choose: string;
    readonly record: string;
    readonly sample: string;
    readonly sampleHint: string;
    readonly sampleName: string;
    readonly sampleFailed: string;
    readonly dropNow: string;
    readonly offline: string;
    readonly steps: readonly Titled[];
  };
  readonly help: { readonly title: string; readonly questions: readonly Titled[] };
  readonly options: {
    readonly onlyVoice: string;
    readonly onlyVoiceHint: string;
    readonly more: string;
    readonly preset: string;
    readonly presets: Readonly<Record<Preset, Titled>>;
    readonly fourStems: string;
    readonly fourStemsHint: string;
    readonly lossless: string;
    readonly losslessHint: string;
  };
  readonly upload: {
    readonly list: string;
    readonly checking: string;
    readonly waiting: string;
    readonly preparing: string;
    readonly sending: (percent: number) => string;
    readonly finishing: string;
    readonly sent: string;
    readonly resumed: string;
    readonly open: string;
    readonly cancel: string;
    readonly dismiss: (fileName: string) => string;
    readonly again: string;
    readonly now: string;
    readonly offline: string;
    readonly lost: (seconds: number) => string;
    readonly queueFull: (queued: number | undefined, seconds: number) => string;
    readonly wrongType: string;
    readonly tooLarge: (maxMegabytes: number) => string;
    readonly tooLong: (minutes: string, maxMinutes: number) => string;
    readonly empty: string;
    readonly network: string;
    readonly refused: string;
    readonly unknown: string;
    /** In the window's title and the header while songs are on their way. */
    readonly underWay: (songs: number, percent: number) => string;
  };
  readonly record: {
    readonly title: string;
    readonly asking: string;
    readonly recording: string;
    readonly level: string;
    readonly tooQuiet: string;
    readonly tooLoud: string;
    readonly hint: string;
    readonly stop: string;
    readonly review: string;
    readonly listen: string;
    readonly send: string;
    readonly discard: string;
    readonly back: string;
    readonly again: string;
    readonly fileName: (moment: string) => string;
    readonly stoppedItself: (maxMinutes: number) => string;
    readonly problems: Readonly<Record<'denied' | 'missing' | 'busy' | 'unsupported', string>>;
  };
  readonly recent: {
    readonly title: string;
    readonly none: string;
    readonly position: (position: number) => string;
    readonly done: string;
    readonly awaiting: string;
    readonly failed: string;
    readonly cancelled: string;
    readonly expired: string;
    readonly gone: string;
    readonly unknown: string;
    readonly remove: (fileName: string) => string;
  };
  /** The questions before something is lost. */
  readonly confirm: {
    readonly keep: string;
    readonly deleteTitle: string;
    readonly deleteText: string;
    readonly deleteNow: string;
    readonly cancelTitle: string;
    readonly cancelText: string;
    readonly cancelNow: string;
    readonly failed: string;
  };
}
