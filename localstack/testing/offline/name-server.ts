import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A name server that resolves nothing and records the queries. */
export interface NameServer {
  readonly port: number;
  /** Queried names in order, in lower case, with duplicates. */
  readonly asked: readonly string[];
  close(): void;
}

const headerBytes = 12;
const isResponse = 0x80;
const noSuchName = 3;

/** Listens for DNS queries over UDP on 127.0.0.1; port 0 selects a free port. */
export async function openNameServer(port: number): Promise<NameServer> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (question, { port: to, address }) => {
    asked.push(questionedName(question));
    socket.send(refusal(question), to, address);
  });
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  return { port: socket.address().port, asked, close: () => socket.close() };
}

/** The name in the first question of a DNS message (RFC 1035, 4.1.2): length-prefixed labels ending with an empty one. */
function questionedName(message: Buffer): string {
  const labels: string[] = [];
  let at = headerBytes;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return labels.join('.').toLowerCase();
}

/** An NXDOMAIN response: the query with the response flag and that code. */
function refusal(question: Buffer): Buffer {
  const answer = Buffer.from(question);
  answer[2] = (question[2] ?? 0) | isResponse;
  answer[3] = noSuchName;
  return answer;
}
