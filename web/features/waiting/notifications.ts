/** Whether this page may tell of what happens while nobody looks. */
export type NotificationStatus = 'unsupported' | 'default' | 'granted' | 'denied';

export function notificationStatus(): NotificationStatus {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported';
}

/** Asks the singer; browsers want a click before it. */
export async function askForNotifications(): Promise<NotificationStatus> {
  return notificationStatus() === 'unsupported' ? 'unsupported' : Notification.requestPermission();
}

/** Tells the singer, unless that is not allowed or the page is before their eyes. A click leads back to it. */
export function notifyIfHidden(title: string, body: string, tag: string): void {
  if (notificationStatus() !== 'granted' || !document.hidden) return;
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
