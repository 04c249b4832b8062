import { describe, expect, it } from 'vitest';
import { dutyAt, dutyUntil, type Split } from '../../src/router/index.js';
import { shippedRules } from './shipped-rules.js';

const { policy } = shippedRules;
const at = (text: string) => Date.parse(text);
const people = ['ada', 'ben'];
const split = (kind: Split['kind']): Split => ({
  kind,
  pair: ['ada', 'ben'],
  from: at('2026-03-09T11:00:00-04:00'),
  until: at('2026-03-16T11:00:00-04:00'),
});

describe('the off hours of two who split them', () => {
  it('pass from one to the other every day, a night belonging to the day before it', () => {
    const who = (time: string) => dutyAt(split('days'), people, at(time), policy);
    expect(who('2026-03-09T20:00:00-04:00')).toBe('ada');
    expect(who('2026-03-10T06:00:00-04:00')).toBe('ada');
    expect(who('2026-03-10T20:00:00-04:00')).toBe('ben');
    expect(who('2026-03-14T08:00:00-04:00')).toBe('ada');
    expect(who('2026-03-14T12:00:00-04:00')).toBe('ben');
  });

  it('pass once, in the middle, when they are split in halves', () => {
    const who = (time: string) => dutyAt(split('halves'), people, at(time), policy);
    expect(who('2026-03-11T20:00:00-04:00')).toBe('ada');
    expect(who('2026-03-12T20:00:00-04:00')).toBe('ben');
    expect(dutyUntil(split('halves'), at('2026-03-09T20:00:00-04:00'), policy)).toBe(
      at('2026-03-12T09:00:00-04:00'),
    );
  });

  it('belong to nobody alone in working hours, or when the rota names others', () => {
    expect(dutyAt(split('days'), people, at('2026-03-10T10:00:00-04:00'), policy)).toBeNull();
    expect(dutyAt(split('days'), ['ada', 'cleo'], at('2026-03-10T20:00:00-04:00'), policy)).toBeNull();
    expect(dutyAt(split('days'), ['ben', 'ada'], at('2026-03-10T20:00:00-04:00'), policy)).toBe('ben');
  });

  it('do not pass any more when the shift of the two ends first', () => {
    expect(dutyUntil(split('days'), at('2026-03-15T20:00:00-04:00'), policy)).not.toBeNull();
    expect(dutyUntil(split('days'), at('2026-03-16T09:30:00-04:00'), policy)).toBeNull();
  });
});
