import { beforeAll, describe, expect, it } from 'vitest';
import { judgeByRules } from '../../src/desk/judge-by-rules.js';
import { loadRulebookFolder, SHIPPED_RULES } from '../../src/rulebook/index.js';

let callsItOff: (text: string) => Promise<boolean>;
beforeAll(async () => {
  const { rulebook } = await loadRulebookFolder(SHIPPED_RULES);
  if (rulebook === null) throw new Error('the shipped rules cannot be used');
  const judge = judgeByRules(rulebook, rulebook.routing);
  const source = { kind: 'human', channel: 'gallery-help', user: 'gina' } as const;
  callsItOff = (text) => judge.callsItOff({ id: 'r-1', text, source, at: 0, utcOffset: 0 });
});

describe('below a report, it takes it back', () => {
  it.each([
    'Never mind, false alarm',
    'Scrap that, my mistake',
    'hat sich erledigt',
    'Das hat sich erledigt, danke!',
    'False alarm, sorry everyone',
    'nvm, it was my VPN',
    'Please ignore, I was on staging',
    'Never mind, it works for me again, thanks',
    'Sorry, my bad!',
    'You can close this, I had the wrong tab open',
    'Not a problem after all, sorry for the noise',
    'Fehlalarm, sorry',
    'Fausse alerte, désolé',
    "Laissez tomber, c'était mon navigateur",
    'Falsa alarma, perdón',
    'Falso allarme, scusate',
    'Come non detto',
    'Laat maar, was mijn fout',
    'Alarme falso, desculpem',
    'Deixa pra lá',
    'scratch that, I mistyped the password',
    'Forget it, works now',
  ])('%s', async (text) => expect(await callsItOff(text)).toBe(true));
});

describe('below a report, it takes nothing back, or not all of it', () => {
  it.each([
    'Is this a false alarm?',
    'Could be a false alarm, not sure',
    'This is not a false alarm',
    'Never mind the first link, use this one',
    'Never mind my last message, it is all galleries',
    'My mistake, it is 40 galleries and not 4',
    'My bad, forgot the screenshot',
    'False alarm for search, but login is still broken',
    'Please ignore my last screenshot',
    "I don't mind waiting",
    'Do not ignore this please',
    'If it is a false alarm I will tell you',
    "Yesterday's was a false alarm, this one is real",
    'Never mind who broke it, nobody can pay',
    'Sorry for the noise, now it is down for everyone',
    'Das hat sich leider nicht erledigt',
    'Kein Fehlalarm',
    "Ce n'est pas une fausse alerte",
    'No es falsa alarma',
    'Non è un falso allarme',
    'Thanks!',
    'Any news?',
    'Works for me again',
    'Forget it, this is urgent',
    'Sorry, wrong link above',
  ])('%s', async (text) => expect(await callsItOff(text)).toBe(false));
});
