'use client';
import { useEffect, useState } from 'react';
import { useMessages } from '../../lib/messages/use-messages.ts';
import {
  askForNotifications,
  type NotificationStanding,
  notificationStanding,
} from './notifications.ts';

/** Offers to tell when the song is done; says what was decided. */
export function NotifyButton() {
  const { waiting } = useMessages();
  const [standing, setStanding] = useState<NotificationStanding>('unsupported');
  const [isAsked, setIsAsked] = useState(false);
  useEffect(() => setStanding(notificationStanding()), []);
  const ask = async () => {
    setStanding(await askForNotifications());
    setIsAsked(true);
  };
  return (
    <>
      {standing === 'default' && (
        <button type="button" className="button button-quiet self-start" onClick={() => void ask()}>
          {waiting.notify}
        </button>
      )}
      <p role="status" className="text-sm text-quiet empty:hidden">
        {standing === 'granted' && waiting.willNotify}
        {standing === 'denied' && isAsked && waiting.notifyDenied}
      </p>
    </>
  );
}
