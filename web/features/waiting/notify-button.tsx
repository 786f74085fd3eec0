'use client';
import { useEffect, useState } from 'react';
import { useMessages } from '../../lib/messages/use-messages.ts';
import {
  askForNotifications,
  type NotificationStatus,
  notificationStatus,
} from './notifications.ts';

/** Offers a notification for the end of the job, and shows the decision. */
export function NotifyButton() {
  const { waiting } = useMessages();
  const [status, setStatus] = useState<NotificationStatus>('unsupported');
  const [isAsked, setIsAsked] = useState(false);
  useEffect(() => setStatus(notificationStatus()), []);
  const ask = async () => {
    setStatus(await askForNotifications());
    setIsAsked(true);
  };
  return (
    <>
      {status === 'default' && (
        <button type="button" className="button button-quiet self-start" onClick={() => void ask()}>
          {waiting.notify}
        </button>
      )}
      <p role="status" className="text-sm text-quiet empty:hidden">
        {status === 'granted' && waiting.willNotify}
        {status === 'denied' && isAsked && waiting.notifyDenied}
      </p>
    </>
  );
}
