import type { CreateJobResponse } from '@my-pitch/shared/api';

/** The form that S3 takes: every signed field, and the file last, since S3 ignores what follows it. */
export function composeUploadForm(upload: CreateJobResponse['upload'], file: Blob): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append('file', file);
  return form;
}
