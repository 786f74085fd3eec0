'use client';
import { useMessages } from '../../lib/messages/use-messages.ts';
import { useLoaded } from '../../lib/offline/use-loaded.ts';
import type { SingRoomProps } from './sing-room.tsx';

const load = () => import('./sing-room.tsx');

/** The room to sing in, which is loaded when it is opened. */
export function LazySingRoom(props: SingRoomProps) {
  const { song } = useMessages();
  const { value: part, hasFailed } = useLoaded(load);
  if (part) return <part.SingRoom {...props} />;
  return (
    <div className="card no-print min-h-96 p-5 text-quiet">
      <p role="status">{hasFailed ? song.unloadedText : song.loading}</p>
    </div>
  );
}
