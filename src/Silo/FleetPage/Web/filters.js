// Which accounts are shown: those of a phase, or in need of attention, whose text has what is searched for.

import { byId, element, setText } from './dom.js';
import { count, needsAttention, phaseName, phases } from './words.js';

const choices = [['all', 'All'], ['attention', 'Need attention'], ...phases.map(phase => [phase, phaseName(phase)])];

export class Filters {
  #choice = 'all';
  #search = '';
  #counts = new Map();

  /** @param {() => void} changed is told when other accounts are to be shown. */
  constructor(changed) {
    byId('phases').append(...choices.map(([value, label]) => this.#makeChoice(value, label)));
    byId('phases').addEventListener('change', event => {
      this.#choice = event.target.value;
      changed();
    });
    byId('search').addEventListener('input', event => {
      this.#search = event.target.value.trim().toLowerCase();
      changed();
    });
    byId('filters').addEventListener('submit', event => event.preventDefault());
  }

  passes = account => this.#fits(account) && (this.#search === '' || textOf(account).includes(this.#search));

  /** Shows how many accounts each choice has. */
  show(counts) {
    for (const [value, node] of this.#counts)
      setText(node, count(counts[value]));
  }

  #fits(account) {
    if (this.#choice === 'attention')
      return needsAttention(account);
    return this.#choice === 'all' || account.phase === this.#choice;
  }

  #makeChoice(value, label) {
    const input = element('input');
    Object.assign(input, { type: 'radio', name: 'phase', value, checked: value === 'all' });
    const number = element('span', 'count', '0');
    this.#counts.set(value, number);
    const choice = element('label', 'choice', input, element('span', '', label), ' ', number);
    choice.dataset.phase = value;
    return choice;
  }
}

const textOf = account => [
  account.accountId, account.appId, account.domain, account.silo, account.identity?.name, account.identity?.openId,
  account.fault?.reason, account.fault?.message, ...account.warnings,
].filter(Boolean).join('\n').toLowerCase();
