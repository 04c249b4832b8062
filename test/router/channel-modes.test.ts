import { describe, expect, it } from 'vitest';
import { type Installation, modeIn, type Policy } from '../../src/router/index.js';
import { shippedRules } from './shipped-rules.js';

const policy: Policy = {
  ...shippedRules.policy,
  channels: [
    { name: 'incidents', role: 'incidents', mode: 'full', url: null },
    { name: 'help', role: 'help', mode: 'incidents-only', url: null },
    { name: 'lobby', role: 'other', mode: 'silent', url: null },
  ],
  otherChannels: 'full',
};
const begins = 'observed';

describe('a new installation', () => {
  it.each<[string, Installation['channels'], string, string]>([
    ['observes a channel', {}, 'help', 'observe'],
    ['observes the incidents channel', {}, 'incidents', 'observe'],
    ['leaves a silent channel silent', {}, 'lobby', 'silent'],
    ['observes a channel that is live until the incidents channel is', { help: 'live' }, 'help', 'observe'],
    [
      'does what the policy says in a live channel',
      { incidents: 'live', help: 'live' },
      'help',
      'incidents-only',
    ],
    ['observes those that nobody has let it speak in', { incidents: 'live' }, 'help', 'observe'],
    ['takes no name of the language for a channel', { incidents: 'live' }, 'constructor', 'observe'],
  ])('%s', (_, channels, channel, mode) => {
    expect(modeIn(channel, policy, { begins, channels })).toBe(mode);
  });

  it('may be sent back to observing where desks begin live', () => {
    expect(modeIn('help', policy, { begins: 'live', channels: { help: 'observed' } })).toBe('observe');
    expect(modeIn('help', policy, { begins: 'live', channels: {} })).toBe('incidents-only');
  });
});
