/**
 * Sends the answer of a custom resource to the address in CloudFormation's request.
 * @throws {Error} when CloudFormation does not take it.
 */
export async function respondToCloudFormation(
  url: string,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  // The signature of the address covers an empty content type.
  const headers = { 'content-type': '' };
  const response = await fetch(url, { method: 'PUT', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: ${response.status}`);
}
