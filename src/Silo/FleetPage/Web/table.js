// The table: one page of rows, which are kept and changed in place, so that focus and selection survive what comes in.

import { byId, element, setText, setTime } from './dom.js';
import { ago, concerns, count, lasting, phaseName } from './words.js';

const pageSize = 100;

export class AccountTable {
  #body = byId('rows');
  #rows = new Map();
  #page = 0;
  #ids = [];
  #fleet;

  /** @param {(id: string) => void} open shows an account. */
  constructor(fleet, open) {
    this.#fleet = fleet;
    this.#body.addEventListener('click', event => {
      const button = event.target.closest('button');
      if (button)
        open(button.closest('tr').dataset.id);
    });
    this.#body.addEventListener('keydown', event => this.#walk(event));
    byId('previous').addEventListener('click', () => this.#turn(-1));
    byId('next').addEventListener('click', () => this.#turn(1));
  }

  /** Goes back to the first page. */
  rewind() { this.#page = 0; }

  /** Shows these accounts. */
  show(ids) {
    this.#ids = ids;
    const pages = Math.max(1, Math.ceil(ids.length / pageSize));
    this.#page = Math.min(this.#page, pages - 1);
    const first = this.#page * pageSize;
    const shown = ids.slice(first, first + pageSize);
    this.#place(shown);
    this.#note(first, shown.length, pages);
  }

  /** Lets the relative times go on. */
  tick() {
    for (const [id, row] of this.#rows)
      fillTimes(row, this.#fleet.get(id));
  }

  #place(ids) {
    const wanted = new Set(ids);
    const focused = this.#focusedIndex();
    for (const [id, row] of this.#rows) {
      if (!wanted.has(id)) {
        row.remove();
        this.#rows.delete(id);
      }
    }
    let next = this.#body.firstChild;
    for (const id of ids) {
      const row = this.#rowOf(id);
      fill(row, this.#fleet.get(id));
      if (row === next)
        next = row.nextSibling;
      else
        this.#body.insertBefore(row, next);
    }
    this.#keepFocus(focused);
  }

  #rowOf(id) {
    let row = this.#rows.get(id);
    if (!row) {
      row = makeRow(id);
      this.#rows.set(id, row);
    }
    return row;
  }

  #note(first, length, pages) {
    setText(byId('shown'), length === 0
      ? 'No account fits.'
      : `${count(first + 1)} to ${count(first + length)} of ${count(this.#ids.length)}, page ${this.#page + 1} of ${pages}`);
    byId('previous').setAttribute('aria-disabled', String(this.#page === 0));
    byId('next').setAttribute('aria-disabled', String(this.#page === pages - 1));
  }

  #turn(step) {
    const page = this.#page + step;
    if (page < 0 || page * pageSize >= this.#ids.length)
      return;
    this.#page = page;
    this.show(this.#ids);
    byId('accounts').scrollIntoView({ block: 'start' });
  }

  #focusedIndex() {
    const row = document.activeElement?.closest('#rows tr');
    return row ? [...this.#body.children].indexOf(row) : -1;
  }

  // The row that had the focus may be gone; the one in its place gets it then.
  #keepFocus(index) {
    if (index < 0 || document.activeElement?.closest('#rows'))
      return;
    const row = this.#body.children[Math.min(index, this.#body.children.length - 1)];
    (row?.querySelector('button') ?? byId('accounts')).focus();
  }

  #walk(event) {
    const rows = [...this.#body.children];
    const at = rows.indexOf(event.target.closest('tr'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined || !rows[to])
      return;
    event.preventDefault();
    rows[to].querySelector('button').focus();
  }
}

function makeRow(id) {
  const open = element('button', 'open', id);
  open.type = 'button';
  open.setAttribute('aria-haspopup', 'dialog');
  const head = element('th', '', open);
  head.scope = 'row';
  const row = element('tr', '', head,
    element('td', '', element('span', 'phase')),
    element('td', '', element('time')),
    element('td', 'bot', element('span', 'name'), element('span', 'id')),
    element('td', 'silo'),
    element('td', '', element('time')),
    element('td', 'number'),
    element('td', 'concern'));
  row.dataset.id = id;
  return row;
}

function fill(row, account) {
  const [, phase, , bot, silo, , backlog, concern] = row.cells;
  setText(phase.firstChild, phaseName(account.phase));
  phase.firstChild.dataset.phase = account.phase;
  setText(bot.firstChild, account.identity?.name ?? '–');
  setText(bot.lastChild, account.identity?.openId ?? '');
  setText(silo, account.silo ?? '–');
  setText(backlog, account.delivery ? count(account.delivery.backlog) : '–');
  setText(concern, concerns(account).join(' '));
  fillTimes(row, account);
}

function fillTimes(row, account) {
  if (!account)
    return;
  setTime(row.cells[2].firstChild, account.since, lasting(account.since));
  setTime(row.cells[5].firstChild, account.connection?.lastEventAt, ago(account.connection?.lastEventAt));
}
