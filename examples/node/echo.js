// An echo bot with the official SDK's own handler, as it is written for the platform's webhook mode: only its address has changed.
// It replies through the HTTP API and knows no app secret.
// Run it with: npm ci && FEISHU_API=http://127.0.0.1:8080 FEISHU_API_KEY=... ENCRYPT_KEY=... node echo.js mybot
const http = require('node:http');
const lark = require('@larksuiteoapi/node-sdk');

const { FEISHU_API, FEISHU_API_KEY = '', ENCRYPT_KEY, PORT = '3000' } = process.env;
const messages = `${FEISHU_API}/api/accounts/${process.argv[2]}/messages`;

const dispatcher = new lark.EventDispatcher({ encryptKey: ENCRYPT_KEY }).register({
  'im.message.receive_v1': async ({ message }) => {
    if (message.message_type !== 'text') return;
    const reply = {
      text: JSON.parse(message.content).text,
      chatId: message.chat_id,
      idempotencyKey: message.message_id, // An event may come twice; its answer does not.
    };
    const answer = await fetch(`${messages}/${message.message_id}/reply`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${FEISHU_API_KEY}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(reply),
    });
    if (answer.ok) return;
    console.error(await answer.text());
    // What is wrong with this one message will be wrong again; everything else may be better later.
    if (![400, 413, 422].includes(answer.status)) throw new Error('The event is to come again.');
  },
});

const handle = lark.adaptDefault('/webhook/event', dispatcher, { autoChallenge: true });
const server = http.createServer((request, response) => {
  // The SDK leaves what a handler throws to us. 503: the event comes again, and those of its chat wait behind it.
  handle(request, response).catch((problem) => {
    console.error(problem.message);
    response.writeHead(503).end();
  });
});
server.listen(Number(PORT), '127.0.0.1', () => console.log(`Listening on http://127.0.0.1:${server.address().port}/webhook/event`));
