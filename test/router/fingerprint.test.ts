import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/classifier/index.js';
import { fingerprintOf, recoversFrom } from '../../src/router/index.js';

const alert = (text: string, more: Partial<Report['source']> = {}): Report => ({
  id: 'r',
  text,
  source: { kind: 'automated', channel: 'alerts', user: 'monitor', ...more },
  at: 0,
  utcOffset: 0,
});

describe('the fingerprint of an alert', () => {
  it.each([
    [
      'figures',
      '[FIRING:1] HighMemory on worker-3, 91% used',
      '[FIRING:12] HighMemory on worker-3, 97.5% used',
    ],
    ['the machine of a group', 'DiskFull on web-12', 'DiskFull on web-7'],
    ['the pod', 'CrashLoop api-7f9c8d6b5-xk2lp', 'CrashLoop api-6d4b75cb6-p9zzq'],
    ['the time', 'Checkout errors at 2026-03-10T14:00:00Z', 'Checkout errors at 2026-03-10T14:05:10Z'],
    ['how it stands', '[FIRING] ApiLatency prod', '[RESOLVED] ApiLatency prod'],
    [
      'the address of a graph',
      'ApiLatency <https://g.example/d/1|graph>',
      'ApiLatency <https://g.example/d/9|graph>',
    ],
    ['an id', 'Sentry: payment error 9f3a2b1c77', 'Sentry: payment error 0a1b2c3d4e'],
    ['a picture', ':fire: ApiLatency prod', ':rotating_light: ApiLatency prod'],
  ])('is the same whatever %s', (_, one, other) => {
    expect(fingerprintOf(alert(one))).not.toBeNull();
    expect(fingerprintOf(alert(one))).toBe(fingerprintOf(alert(other)));
  });

  it.each([
    ['another alert', 'HighMemory on worker-3', 'HighLatency on worker-3'],
    ['another kind of failure', 'checkout 5xx', 'checkout 4xx'],
    ['another group of machines', 'DiskFull on web-12', 'DiskFull on db-12'],
    ['another severity', 'Checkout P1', 'Checkout P3'],
  ])('differs for %s', (_, one, other) => {
    expect(fingerprintOf(alert(one))).not.toBe(fingerprintOf(alert(other)));
  });

  it('differs from monitor to monitor and from channel to channel, and people have none', () => {
    const text = 'HighMemory on worker-3';
    expect(fingerprintOf(alert(text))).not.toBe(fingerprintOf(alert(text, { user: 'another' })));
    expect(fingerprintOf(alert(text))).not.toBe(fingerprintOf(alert(text, { channel: 'incidents' })));
    expect(fingerprintOf(alert(text, { kind: 'human' }))).toBeNull();
    expect(fingerprintOf(alert('[FIRING:3] 91%'))).toBeNull();
  });
});

describe('a word of recovery', () => {
  it.each([
    ['[RESOLVED] HighMemory on worker-3', '[FIRING:1] HighMemory on worker-3, 91% used', true],
    [
      '[Recovered] checkout error rate, metric back within limits',
      '[Alerting] checkout error rate 64% for 10m',
      true,
    ],
    ['Resolved: ApiLatency - back to normal', 'Triggered: ApiLatency - 3.2 s', true],
    ['[RESOLVED] HighMemory on worker-3', '[FIRING:1] HighLatency on worker-3', false],
    ['[RESOLVED]', '[FIRING:1] HighLatency on worker-3', false],
  ])('"%s" is about "%s": %s', (recovery, of, expected) => {
    expect(recoversFrom(alert(recovery), alert(of))).toBe(expected);
  });

  it('is taken from the same monitor only', () => {
    expect(recoversFrom(alert('[RESOLVED] A b', { user: 'x' }), alert('[FIRING] A b'))).toBe(false);
  });
});
