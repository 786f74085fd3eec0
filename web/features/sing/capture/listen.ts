import type { SoundGraph } from '../../player/sound-graph.ts';
import { ClockDifference } from './clock-difference.ts';
import { type HeardBlock, listenerName } from './heard-block.ts';
import { listenerUrl } from './listener-url.ts';

/** A microphone that is listened to. */
export interface Listening {
  /** The sample rate of the blocks' samples. Their frames count at the song's. */
  readonly soundRateHz: number;
  stop(): void;
}

type ListenedGraph = Pick<SoundGraph, 'tap'> & { readonly context: AudioContext };

/**
 * Listens to a microphone on the audio clock of a song.
 * @throws {DOMException} when the listener's script cannot be loaded.
 */
export async function listen(
  graph: ListenedGraph,
  stream: MediaStream,
  onBlock: (block: HeardBlock) => void,
): Promise<Listening> {
  const { source, context } = sourceOf(graph.context, stream);
  await context.audioWorklet.addModule(listenerUrl());
  const node = new AudioWorkletNode(context, listenerName, {
    numberOfInputs: 2,
    numberOfOutputs: 1,
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  const isShared = context === graph.context;
  const clock = isShared ? undefined : new ClockDifference(graph.context, context);
  node.port.onmessage = ({ data }: MessageEvent<HeardBlock>) =>
    onBlock(clock ? clock.convert(data) : data);
  source.connect(node);
  // The silent output keeps browsers from pausing the node.
  node.connect(context.destination);
  const untap = isShared ? graph.tap(node, 1) : undefined;
  return {
    soundRateHz: context.sampleRate,
    stop: () => {
      node.port.onmessage = null;
      untap?.();
      source.disconnect();
      node.disconnect();
      if (!isShared) void context.close();
    },
  };
}

/** Firefox connects a microphone only to a context of the microphone's sample rate. */
function sourceOf(songContext: AudioContext, stream: MediaStream) {
  const createIn = (context: AudioContext) => ({
    context,
    source: context.createMediaStreamSource(stream),
  });
  try {
    return createIn(songContext);
  } catch {
    return createIn(new AudioContext({ latencyHint: 'interactive' }));
  }
}
