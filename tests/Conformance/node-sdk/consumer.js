// An operator's code: the official node SDK's HTTP adaptor as it is, behind a webhook. Beside it the Standard Webhooks
// library and the sample of docs/delivery.md look at the same bytes. Told by the first argument (JSON) which keys it has; says what happens, one JSON
// object a line, the port first. It ends when standard input does.
const { readFileSync } = require('node:fs');
const http = require('node:http');
const { join } = require('node:path');
const lark = require('@larksuiteoapi/node-sdk');
const { Webhook } = require('standardwebhooks');

const { encryptKey, verificationToken, secret, autoChallenge = true } = JSON.parse(process.argv[2]);

const say = (what, more = {}) => process.stdout.write(`${JSON.stringify({ what, ...more })}\n`);
const log = (level) => (...parts) => say('log', { level, text: parts.flat().map(String).join(' ') });
const logger = { error: log('error'), warn: log('warn'), info: log('info'), debug: () => {}, trace: () => {} };

const dispatcher = new lark.EventDispatcher({ encryptKey, verificationToken, logger }).register({
  'im.message.receive_v1': async (event) => {
    say('event', { eventId: event.event_id, token: event.token, text: JSON.parse(event.message.content).text });
  },
  'card.action.trigger': async (event) => {
    say('callback', { eventId: event.event_id, value: event.action.value });
    return { toast: { type: 'success', content: `做得好 ${JSON.stringify(event.action.value)}` } };
  },
});
const adaptor = lark.adaptDefault('/webhook', dispatcher, { autoChallenge });

// The sample of the documentation, as it stands there.
const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'delivery.md'), 'utf8');
const sample = /## Signatures[^]*?```js\n([^]*?)```/.exec(page)[1];
const isGenuine = new Function('require', `${sample}; return isGenuine;`)(require);

const verify = (request) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    say('sample', { genuine: isGenuine(secret, request.headers, Buffer.concat(chunks)) });
    try {
      new Webhook(secret).verify(Buffer.concat(chunks), request.headers);
      say('verified', { id: request.headers['webhook-id'] });
    } catch (error) {
      say('unverified', { message: error.message });
    }
  });
};

const server = http.createServer((request, response) => {
  if (secret) verify(request);
  adaptor(request, response);
});

// The adaptor throws what it cannot decrypt into nobody's hands; node would end the process over it.
process.on('unhandledRejection', (error) => say('threw', { message: error.message }));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
server.listen(0, '127.0.0.1', () => say('listening', { port: server.address().port }));
