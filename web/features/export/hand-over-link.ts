/** What became of a link that was to be handed over. */
export type HandedOver = 'shared' | 'closed' | 'copied' | 'impossible';

type Device = Partial<Pick<Navigator, 'share' | 'clipboard'>>;

/**
 * Hands a link over: to another app by the device's own dialogue, where that is wanted, or else to the
 * clipboard.
 */
export async function handOverLink(
  link: { readonly title: string; readonly url: string },
  device: Device,
  isDialogueWanted: boolean,
): Promise<HandedOver> {
  if (isDialogueWanted && device.share) {
    try {
      await device.share(link);
      return 'shared';
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'closed';
    }
  }
  try {
    if (!device.clipboard) return 'impossible';
    await device.clipboard.writeText(link.url);
    return 'copied';
  } catch {
    // Denied, or an insecure page.
    return 'impossible';
  }
}
