// How things are called.

export const phases = ['connected', 'connecting', 'stale', 'backoff', 'faulted', 'stopped'];

const names = {
  connected: 'Connected',
  connecting: 'Connecting',
  stale: 'Stale',
  backoff: 'Backoff',
  faulted: 'Faulted',
  stopped: 'Stopped',
};

export const phaseName = phase => names[phase] ?? phase;

const units = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];

/** A span in its two largest units: "3 min 20 s". */
export function span(milliseconds) {
  let seconds = Math.max(0, Math.round(milliseconds / 1000));
  const parts = [];
  for (const [unit, size] of units) {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    if (count > 0 || (unit === 's' && parts.length === 0))
      parts.push(`${count} ${unit}`);
    if (parts.length === 2 || (parts.length === 1 && unit === 'min'))
      break;
  }
  return parts.join(' ');
}

/** How long something has lasted. */
export const lasting = (iso, now = Date.now()) => span(now - Date.parse(iso));

/** How long ago a time was; nothing for no time. */
export const ago = (iso, now = Date.now()) => iso ? `${lasting(iso, now)} ago` : '–';

/** A moment to the millisecond, for people. */
export const moment = iso => new Date(iso).toISOString().replace('T', ' ').replace('Z', ' UTC');

export const count = number => new Intl.NumberFormat('en').format(number);

/** Whether a person should look at the account. */
export const needsAttention = account =>
  ['faulted', 'stale', 'backoff'].includes(account.phase) || account.warnings.length > 0
  || (account.delivery !== null && (account.delivery.parked > 0 || account.delivery.breaker !== 'closed'))
  || (account.silo === null && account.wanted === 'running');

/** What is wrong, in sentences. */
export function concerns(account) {
  const said = account.fault ? [`${account.fault.message.replace(/[.\s]*$/, '')}. ${account.fault.advice}`] : [];
  return said.concat(account.warnings);
}
