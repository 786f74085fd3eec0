import { z } from 'zod';

/** Items that requests to DynamoDB have read and written. */
export interface ItemCounts {
  readonly read: number;
  readonly written: number;
}

const responseSchema = z.object({
  Item: z.unknown().optional(),
  /** Items that a query has evaluated, also those that it did not return. */
  ScannedCount: z.number().optional(),
});

/**
 * The items of one request. A write whose condition fails counts as written, because it is charged; a
 * read of an item that does not exist counts as read for the same reason.
 * @param operation the request's operation, such as `GetItem`; `undefined` for a request to another service.
 * @param response the body of its response, as parsed JSON.
 */
export function itemsOf(operation: string | undefined, response: unknown): ItemCounts {
  switch (operation) {
    case 'GetItem':
      return { read: 1, written: 0 };
    case 'Query':
    case 'Scan':
      return { read: responseSchema.parse(response).ScannedCount ?? 0, written: 0 };
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return { read: 0, written: 1 };
    case undefined:
      return { read: 0, written: 0 };
    default:
      throw new Error(`The items of ${operation} are not counted`);
  }
}
