// Calls of the service. The session's cookie goes with them by itself; no script ever holds it or the key.

const address = path => new URL(`../${path}`, import.meta.url);

/** An answer that says no. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? `The service answered ${status}.`);
    this.status = status;
  }
}

/** @returns {Promise<{name: string | null, scopes: string[], canSignOut: boolean}>} who looks; without a name nobody is signed in. */
export const whoAmI = () => call('GET', 'session');

export const signIn = key => call('POST', 'session', { key });

export const signOut = () => call('DELETE', 'session');

export const timeline = id => call('GET', `api/accounts/${encodeURIComponent(id)}/timeline`);

/** Starts, stops, reconnects, pauses or resumes an account. */
export const steer = (id, word) => call('POST', `api/accounts/${encodeURIComponent(id)}/${word}`);

/** Opens the stream of the fleet. */
export const openStream = () => new EventSource(address('api/fleet'));

async function call(method, path, body) {
  const answer = await fetch(address(path), {
    method,
    headers: method === 'GET' ? {} : { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
    cache: 'no-store',
  });
  const text = await answer.text();
  const content = text && answer.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : null;
  if (!answer.ok)
    throw new Refusal(answer.status, content);
  return content;
}
