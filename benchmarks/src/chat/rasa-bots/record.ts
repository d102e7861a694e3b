import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { bots, type Bot } from './bots.js';
import { duckling } from './duckling.js';
import { digestOf, recordingFile, type RecordedConversation, type RecordedTurn } from './recording.js';
import { candidatesOf, type Situation } from './stand-in.js';

/**
 * Records what a real Rasa does with each bot's conversations:
 *
 *     node benchmarks/dist/chat/rasa-bots/record.js BOT http://127.0.0.1:5005
 *
 * Rasa runs the bot's folder with `--enable-api`, `DucklingEntityExtractor` at port 18300 and its action endpoint at
 * http://127.0.0.1:18301/webhook, where this program answers with the stand-ins.
 */

interface RasaEvent extends Record<string, unknown> {
  event: string;
  name?: string;
  policy?: string | null;
  text?: string | null;
}

const [, , botName, rasaUrl] = process.argv;
const bot = bots.find(({ name }) => name === botName);
if (!bot || !rasaUrl) {
  process.stderr.write(
    `record: name one of ${bots.map(({ name }) => name).join(', ')}, and Rasa's address\n`,
  );
  process.exit(1);
}
const servers = [await serve(18300, answerAsDuckling(bot)), await serve(18301, answerAsActions(bot))];
const conversations: RecordedConversation[] = [];
for (const [number, messages] of bot.conversations.entries()) {
  conversations.push(await record(`${bot.name}-${Date.now()}-${number}`, messages));
}
writeFileSync(recordingFile(bot.name), conversations.map((turns) => `${JSON.stringify(turns)}\n`).join(''));
for (const server of servers) server.close();

async function record(sender: string, messages: readonly string[]): Promise<RecordedConversation> {
  for (const message of messages) {
    await fetch(`${rasaUrl}/webhooks/rest/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sender, message }),
    });
  }
  const answer = await fetch(`${rasaUrl}/conversations/${sender}/tracker?include_events=ALL`);
  const { events } = (await answer.json()) as { events: RasaEvent[] };
  const starts = events.flatMap((event, i) => (event.event === 'user' ? [i] : []));
  return starts.map((start, i) => readTurn(events.slice(start, starts[i + 1])));
}

function readTurn([user, ...events]: RasaEvent[]): RecordedTurn {
  const parse = user!.parse_data as Pick<RecordedTurn, 'intent' | 'entities'>;
  const executed = events.filter(({ event }) => event === 'action');
  const isListen = ({ name }: RasaEvent) => name === 'action_listen';
  return {
    text: String(user!.text),
    intent: { name: parse.intent.name, confidence: parse.intent.confidence },
    entities: parse.entities.map(({ entity, value, start, end, extractor }) => ({
      entity,
      value,
      start,
      end,
      extractor,
    })),
    actions: executed
      .filter((event) => !isListen(event))
      .map(({ name, policy }) => ({ name: name!, policy: policy ?? '' })),
    endedBy: executed.findLast(isListen)?.policy ?? '',
    said: digestOf(events.filter(({ event }) => event === 'bot').map(({ text }) => text ?? '')),
  };
}

type Answer = (body: string) => unknown;

function answerAsDuckling({ ducklingDimensions }: Bot): Answer {
  return (body) => duckling(new URLSearchParams(body).get('text') ?? '', ducklingDimensions);
}

function answerAsActions({ actions }: Bot): Answer {
  return (body) => {
    const { next_action, tracker } = JSON.parse(body) as { next_action: string; tracker: RasaTracker };
    const situation: Situation = {
      slots: tracker.slots,
      activeLoop: tracker.active_loop.name ?? null,
      intent: tracker.latest_message.intent.name,
      entities: tracker.latest_message.entities,
      candidates: candidatesOf(tracker.events),
    };
    return actions(next_action, situation) ?? { events: [], responses: [] };
  };
}

interface RasaTracker {
  slots: Record<string, unknown>;
  active_loop: { name?: string | null };
  latest_message: { intent: { name: string }; entities: { entity: string; value: unknown }[] };
  events: RasaEvent[];
}

function serve(port: number, answer: Answer): Promise<Server> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer(body)));
    });
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}
