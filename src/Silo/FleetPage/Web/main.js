// The page: signs in, listens to the fleet, and shows it.

import { AccountDetails } from './details.js';
import { byId, setText } from './dom.js';
import { Filters } from './filters.js';
import { Fleet } from './fleet.js';
import { openStream, signIn, signOut, whoAmI } from './service.js';
import { AccountTable } from './table.js';
import { count, phaseName, phases } from './words.js';

const retryAfter = 3000, tickEvery = 5000, announceEvery = 4000;

const fleet = new Fleet();
const details = new AccountDetails(fleet);
const table = new AccountTable(fleet, id => details.open(id));
const filters = new Filters(() => {
  table.rewind();
  draw();
});

let stream = null, drawing = 0, announcing = 0;

byId('sign-in-form').addEventListener('submit', submitKey);
byId('sign-out').addEventListener('click', leave);
setInterval(() => table.tick(), tickEvery);
enter();

/** Shows the fleet to whoever may see it, and the form to others. */
async function enter() {
  let who;
  try {
    who = await whoAmI();
  } catch (failure) {
    setLink('lost', `${failure.status ? failure.message : 'The service does not answer.'} Trying again.`);
    setTimeout(enter, retryAfter);
    return;
  }
  if (who.name === null) {
    showSignIn('');
    return;
  }
  setText(byId('who'), who.canSignOut ? `Key ${who.name}: ${who.scopes.join(', ')}` : 'Without a key, from this machine');
  byId('sign-out').hidden = !who.canSignOut;
  byId('sign-in').hidden = true;
  if (!who.scopes.includes('read')) {
    setLink('lost', 'This key may not see accounts: it lacks the scope read.');
    return;
  }
  byId('fleet').hidden = false;
  details.allow(who.scopes.includes('operate'));
  listen();
}

function showSignIn(why) {
  stream?.close();
  details.close();
  byId('fleet').hidden = byId('sign-out').hidden = true;
  byId('sign-in').hidden = false;
  setText(byId('who'), '');
  setText(byId('sign-in-problem'), why);
  setLink('out', 'Not signed in');
  byId('key').focus();
}

async function submitKey(event) {
  event.preventDefault();
  const field = byId('key');
  const key = field.value;
  // Nothing of the page keeps it.
  field.value = '';
  try {
    await signIn(key);
  } catch (refusal) {
    showSignIn(refusal.message);
    return;
  }
  await enter();
  byId('accounts').focus();
}

async function leave() {
  try {
    await signOut();
  } catch (refusal) {
    // Ended already is as good.
    if (refusal.status !== 401) {
      setLink('lost', `Signing out failed: ${refusal.message}`);
      return;
    }
  }
  showSignIn('');
}

function listen() {
  stream?.close();
  const mine = stream = openStream();
  setLink('wait', 'Reading the accounts …');
  fleet.listen(mine, draw);
  mine.addEventListener('ready', () => setLink('live', 'Live'));
  mine.addEventListener('error', () => {
    setLink('lost', 'The connection to the service is lost. What is shown may be old; trying again.');
    // A refusal ends the stream for good: the session may be over. Anything else the browser tries again by itself.
    if (mine.readyState === EventSource.CLOSED && mine === stream)
      setTimeout(() => mine === stream && enter(), retryAfter);
    else if (mine === stream)
      checkSession();
  });
}

/** The service ends a stream whose session or key is over; the browser would ask for ever. */
async function checkSession() {
  try {
    if ((await whoAmI()).name === null)
      showSignIn('The session has ended. Sign in again.');
  } catch {
    // The service is away; the stream comes back with it.
  }
}

function setLink(state, text) {
  byId('link').dataset.state = state;
  setText(byId('link'), text);
}

/** Draws once for whatever came in since the last picture. */
function draw() {
  drawing ||= requestAnimationFrame(() => {
    drawing = 0;
    if (!fleet.isReady)
      return;
    const counts = fleet.counts();
    filters.show(counts);
    table.show(fleet.select(filters.passes));
    details.update();
    setText(byId('trouble'), fleet.trouble ?? '');
    announce();
  });
}

/** Tells screen readers, and not with every change. */
function announce() {
  announcing ||= setTimeout(() => { announcing = 0; sayCounts(); }, byId('summary').textContent ? announceEvery : 0);
}

function sayCounts() {
  const counts = fleet.counts();
  const present = phases.filter(phase => counts[phase] > 0).map(phase => `${count(counts[phase])} ${phaseName(phase).toLowerCase()}`);
  setText(byId('summary'), `${count(counts.all)} accounts${present.length > 0 ? `: ${present.join(', ')}` : ''}.`);
}
