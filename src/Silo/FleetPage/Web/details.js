// One account: its status, its timeline, and the buttons that steer it.

import { byId, element, setText } from './dom.js';
import { steer, timeline } from './service.js';
import { ago, concerns, count, lasting, moment, phaseName } from './words.js';

const words = [
  ['start', 'Start', 'Started.', account => account.wanted === 'stopped' || account.phase === 'faulted'],
  ['stop', 'Stop', 'Stopped.', account => account.wanted === 'running'],
  ['reconnect', 'Reconnect', 'Connecting anew.', account => account.wanted === 'running'],
  ['pause', 'Pause delivery', 'Delivery is held.', account => account.delivery !== null],
  ['resume', 'Resume delivery', 'Delivery goes on.', account => account.delivery !== null],
];

export class AccountDetails {
  #dialog = byId('details');
  #buttons = new Map();
  #fleet;
  #id = null;
  #canOperate = false;
  #timelineOf = null;

  constructor(fleet) {
    this.#fleet = fleet;
    byId('close').addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('close', () => { this.#id = null; });
    for (const [word, label, done] of words)
      this.#addButton(word, label, done);
  }

  /** What the one who looks may do. */
  allow(canOperate) {
    this.#canOperate = canOperate;
    byId('no-scope').hidden = canOperate;
    setText(byId('no-scope'), 'This key may look and not steer: it lacks the scope operate.');
    for (const button of this.#buttons.values())
      button.disabled = !canOperate;
  }

  open(id) {
    this.#id = id;
    this.#timelineOf = null;
    byId('timeline').replaceChildren();
    setText(byId('details-title'), id);
    setText(byId('timeline-note'), '');
    this.#say('');
    this.update();
    this.#dialog.showModal();
  }

  close() {
    if (this.#dialog.open)
      this.#dialog.close();
  }

  /** Shows the account as it is now. */
  update() {
    const account = this.#id && this.#fleet.get(this.#id);
    if (!account) {
      if (this.#id)
        this.#say('The account was removed.', true);
      return;
    }
    const wanted = account.wanted === 'running' ? 'It is wanted connected.' : 'It is wanted stopped.';
    setText(byId('details-phase'), `${phaseName(account.phase)} for ${lasting(account.since)}. ${wanted}`);
    byId('details-phase').dataset.phase = account.phase;
    showConcerns(account);
    showFacts(account);
    for (const [word, , , fits] of words)
      this.#buttons.get(word).setAttribute('aria-disabled', String(!this.#canOperate || !fits(account)));
    this.#readTimeline(account);
  }

  #addButton(word, label, done) {
    const button = element('button', word, label);
    button.type = 'button';
    button.dataset.word = word;
    button.addEventListener('click', () => this.#steer(button, word, done));
    this.#buttons.set(word, button);
    byId('actions').append(button);
  }

  async #steer(button, word, done) {
    // Disabled for people and not for the browser, which would take the focus away.
    if (button.getAttribute('aria-disabled') === 'true')
      return;
    const id = this.#id;
    button.setAttribute('aria-disabled', 'true');
    try {
      await steer(id, word);
      this.#say(done);
    } catch (refusal) {
      this.#say(refusal.message, true);
    }
    if (this.#id === id)
      this.update();
  }

  #say(text, isProblem = false) {
    setText(byId('outcome'), text);
    byId('outcome').classList.toggle('problem', isProblem);
  }

  async #readTimeline(account) {
    // A change of phase is what makes a new entry.
    const version = `${account.accountId} ${account.phase} ${account.since}`;
    if (this.#timelineOf === version)
      return;
    this.#timelineOf = version;
    try {
      const changes = await timeline(account.accountId);
      if (this.#timelineOf === version)
        showTimeline(changes);
    } catch (refusal) {
      this.#timelineOf = null;
      setText(byId('timeline-note'), refusal.message);
    }
  }
}

function showConcerns(account) {
  const said = concerns(account);
  if (byId('concerns').dataset.said === said.join('\n'))
    return;
  byId('concerns').dataset.said = said.join('\n');
  byId('concerns').replaceChildren(...said.map(text => element('p', 'notice', text)));
}

function showFacts(account) {
  const facts = [
    ['App', account.appId],
    ['Platform', account.domain],
    ['Bot', account.identity ? `${account.identity.name} (${account.identity.openId})` : 'not known yet'],
    ['Origin', account.origin],
    ['Silo', account.silo ?? 'none'],
    ['Epoch', String(account.epoch)],
    ['Attempt', account.nextAttemptAt ? `${account.attempt}, next at ${moment(account.nextAttemptAt)}` : String(account.attempt)],
    ['Fault', account.fault ? `${account.fault.reason}${account.fault.code === null ? '' : `, code ${account.fault.code}`}` : 'none'],
    ['Last event', ago(account.connection?.lastEventAt)],
    ['Delivery', account.delivery ? (account.delivery.paused ? 'paused' : 'on') : 'no webhook'],
    ['Backlog', account.delivery ? count(account.delivery.backlog) : 'no webhook'],
    ['Oldest pending event', ago(account.delivery?.oldestPendingAt)],
    ['Breaker', account.delivery?.breaker ?? '–'],
    ['Parked events', account.delivery ? count(account.delivery.parked) : '–'],
  ];
  const list = byId('facts');
  if (list.children.length === 0)
    list.append(...facts.flatMap(([name]) => [element('dt', '', name), element('dd')]));
  facts.forEach(([, value], index) => setText(list.children[index * 2 + 1], value));
}

function showTimeline(changes) {
  setText(byId('timeline-note'), changes.length === 0 ? 'No change is remembered.' : 'Newest first, from the memory of the silos that run.');
  byId('timeline').replaceChildren(...changes.map(change => {
    const at = element('time', '', moment(change.at));
    at.dateTime = change.at;
    const phase = element('span', 'phase', phaseName(change.phase));
    phase.dataset.phase = change.phase;
    return element('li', '', at, ' ', phase, ` on ${change.silo}`, change.message ? `: ${change.message}` : '');
  }));
}
