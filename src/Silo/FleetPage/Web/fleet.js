// What is known of the accounts.

import { needsAttention, phases } from './words.js';

export class Fleet {
  #accounts = new Map();
  #coming = null;
  #ids = [];

  /** Why what is known may not be how things are; null when it is. */
  trouble = null;

  /** Whether all accounts are known. */
  isReady = false;

  /** Takes in the stream's events and says when something changed. */
  listen(stream, changed) {
    const on = (name, take) => stream.addEventListener(name, event => {
      take(JSON.parse(event.data));
      changed();
    });
    // Until the new stream has told everything, what is known stays in view.
    on('begin', () => { this.#coming = new Map(); });
    on('accounts', accounts => accounts.forEach(account => this.#put(account)));
    on('removed', ids => ids.forEach(id => this.#remove(id)));
    on('ready', news => this.#settle(news));
  }

  get size() { return this.#accounts.size; }

  get(id) { return this.#accounts.get(id); }

  /** Ids that pass, in their order. */
  select(passes) {
    return this.#sorted().filter(id => passes(this.#accounts.get(id)));
  }

  /** How many accounts are in each phase, and how many need attention. */
  counts() {
    const counted = Object.fromEntries(phases.map(phase => [phase, 0]));
    let attention = 0;
    for (const account of this.#accounts.values()) {
      counted[account.phase]++;
      if (needsAttention(account))
        attention++;
    }
    return { ...counted, attention, all: this.size };
  }

  #put(account) {
    const into = this.#coming ?? this.#accounts;
    if (into === this.#accounts && !into.has(account.accountId))
      this.#ids = null;
    into.set(account.accountId, account);
  }

  #remove(id) {
    (this.#coming ?? this.#accounts).delete(id);
    this.#ids = null;
  }

  #settle(news) {
    if (this.#coming) {
      this.#accounts = this.#coming;
      this.#coming = this.#ids = null;
    }
    this.trouble = news.trouble;
    this.isReady = true;
  }

  #sorted() {
    // By code units, which is the order that lists of the service have.
    return this.#ids ??= [...this.#accounts.keys()].sort();
  }
}
