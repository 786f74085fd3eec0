'use client';
import { useMessages } from '../../lib/messages/use-messages.ts';
import type { Upload } from './upload-queue.ts';
import { UploadRow } from './upload-row.tsx';

/** The current uploads; draws nothing without any. */
export function UploadList({ uploads }: { uploads: readonly Upload[] }) {
  const { upload } = useMessages();
  if (uploads.length === 0) return null;
  return (
    <ul className="card divide-y divide-line" aria-label={upload.list}>
      {uploads.map((each) => (
        <UploadRow key={each.id} upload={each} />
      ))}
    </ul>
  );
}
