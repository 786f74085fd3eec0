import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { Sockets } from '../sockets/ports.ts';

/**
 * @param endpoint the stage's URL, or a path of the local AWS emulator.
 * @param emulatorUrl the emulator's URL, if there is one.
 */
export function createSocketClient(
  endpoint: string,
  emulatorUrl: string | undefined,
): ApiGatewayManagementApiClient {
  return new ApiGatewayManagementApiClient({ endpoint: new URL(endpoint, emulatorUrl).href });
}

/** Sends messages to the connections of an API Gateway WebSocket API. */
export function createApiGatewaySockets(client: ApiGatewayManagementApiClient): Sockets {
  return {
    async send(connectionId, message) {
      const command = { ConnectionId: connectionId, Data: JSON.stringify(message) };
      try {
        await client.send(new PostToConnectionCommand(command));
        return true;
      } catch (error) {
        if (error instanceof GoneException) return false;
        throw error;
      }
    },
  };
}
