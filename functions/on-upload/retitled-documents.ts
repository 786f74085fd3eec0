import type { ArtifactName } from '@my-pitch/shared/keys';
import { renderScoreDocuments } from '@my-pitch/shared/notation/score-documents';
import { scoreSchema } from '@my-pitch/shared/score';

/** The artifact from which the others with the title can be written again. */
export const scoreArtifact = 'score.json' satisfies ArtifactName;

/**
 * Every artifact that contains the title, with another title: exactly what a worker writes for a file
 * with that name.
 * @param score the content of {@link scoreArtifact}.
 * @throws {z.ZodError | SyntaxError} for a score that breaks its contract.
 */
export function retitledDocuments(
  score: string,
  title: string,
): readonly (readonly [ArtifactName, Uint8Array])[] {
  const documents = renderScoreDocuments({ ...scoreSchema.parse(JSON.parse(score)), title });
  return documents.map(([name, content]) => [name, Buffer.from(content)]);
}
