// The official node SDK as it is, one client an app, told by the first argument (JSON) whom to connect to. It says what
// happens, one JSON object a line, and obeys words on standard input: "status", "close". It ends when standard input does.
const lark = require('@larksuiteoapi/node-sdk');
const { createInterface } = require('node:readline');

const { domain, apps, options = {} } = JSON.parse(process.argv[2]);

const start = ({ appId, appSecret }) => {
  const say = (what, more = {}) => process.stdout.write(`${JSON.stringify({ appId, what, ...more })}\n`);
  const log = (level) => (...parts) => say('log', { level, text: parts.flat().map(String).join(' ') });
  const logger = { error: log('error'), warn: log('warn'), info: log('info'), debug: () => {}, trace: () => {} };

  const eventDispatcher = new lark.EventDispatcher({ logger }).register({
    'im.message.receive_v1': async (event) => {
      say('event', { eventId: event.event_id, text: JSON.parse(event.message.content).text });
    },
    'card.action.trigger': async (event) => {
      say('callback', { value: event.action.value });
      return { toast: { type: 'success', content: `做得好 ${JSON.stringify(event.action.value)}` } };
    },
  });

  const client = new lark.WSClient({
    appId,
    appSecret,
    domain,
    logger,
    loggerLevel: lark.LoggerLevel.info,
    onReady: () => say('ready'),
    onReconnecting: () => say('reconnecting'),
    onReconnected: () => say('reconnected'),
    onError: (error) => say('failed', { message: error.message }),
    ...options,
  });
  client.start({ eventDispatcher });

  return {
    status: () => say('status', client.getConnectionStatus()),
    close: () => {
      client.close();
      say('closed');
    },
  };
};

const clients = apps.map(start);
const input = createInterface({ input: process.stdin });
input.on('line', (word) => clients.forEach((client) => client[word]()));
input.on('close', () => process.exit(0));
