/** The permission to show notifications. */
export type NotificationStatus = 'unsupported' | 'default' | 'granted' | 'denied';

export function notificationStatus(): NotificationStatus {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported';
}

/** Asks for permission; browsers require a click first. */
export async function askForNotifications(): Promise<NotificationStatus> {
  return notificationStatus() === 'unsupported' ? 'unsupported' : Notification.requestPermission();
}

/** Shows a notification if that is allowed and the page is hidden. A click focuses the page. */
export function notifyIfHidden(title: string, body: string, tag: string): void {
  if (notificationStatus() !== 'granted' || !document.hidden) return;
  try {
    const notification = new Notification(title, { body, tag, icon: '/icon.svg' });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  } catch (error) {
    // Chrome on Android has the constructor but throws.
    if (!(error instanceof TypeError)) throw error;
  }
}
