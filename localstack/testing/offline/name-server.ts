import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A name server that knows no name and remembers each that it was asked for. */
export interface NameServer {
  readonly port: number;
  /** In the order of the questions, in lower case, repeated as often as asked. */
  readonly asked: readonly string[];
  close(): void;
}

const headerBytes = 12;
const isResponse = 0x80;
const noSuchName = 3;

/** Listens for DNS questions over UDP on 127.0.0.1; port 0 takes any that is free. */
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

/** The name in the first question of a DNS message (RFC 1035, 4.1.2): labels, each after its length, up to an empty one. */
function questionedName(message: Buffer): string {
  const labels: string[] = [];
  let at = headerBytes;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return labels.join('.').toLowerCase();
}

/** The answer NXDOMAIN: the question itself, marked as a response with that code. */
function refusal(question: Buffer): Buffer {
  const answer = Buffer.from(question);
  answer[2] = (question[2] ?? 0) | isResponse;
  answer[3] = noSuchName;
  return answer;
}
