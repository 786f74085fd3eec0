/** Whether this page may tell of what happens while nobody looks. */
export type NotificationStanding = 'unsupported' | 'default' | 'granted' | 'denied';

export function notificationStanding(): NotificationStanding {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported';
}

/** Asks the singer; browsers want a click before it. */
export async function askForNotifications(): Promise<NotificationStanding> {
  return notificationStanding() === 'unsupported'
    ? 'unsupported'
    : Notification.requestPermission();
}

/** Tells the singer, unless that is not allowed or the page is before their eyes. A click leads back to it. */
export function notifyUnseen(title: string, body: string, tag: string): void {
  if (notificationStanding() !== 'granted' || !document.hidden) return;
  try {
    const notification = new Notification(title, { body, tag, icon: '/icon.svg' });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  } catch (error) {
    // Chrome on Android knows the constructor and refuses to construct.
    if (!(error instanceof TypeError)) throw error;
  }
}
