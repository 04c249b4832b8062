// When things fall due, told in ordinary ways in seven languages, and numbers that are no times.

import { describe, expect, it } from 'vitest';
import { read } from './reading.js';

/** The deadline of a text as the clocks of its reporter show it ("13T17:00" is in March 2024), or null. */
function due(text: string, utcOffset: number, day = '2024-03-13'): string | null {
  const { deadlineAt } = read(text, { utcOffset, at: Date.parse(`${day}T14:00:00Z`) }).facts;
  return deadlineAt == null
    ? null
    : new Date(Number(deadlineAt) + utcOffset * 60_000).toISOString().slice(8, 16);
}

const NEW_YORK = -240;
const BERLIN = 60;

describe('dates', () => {
  it.each([
    ['Please update the price by 3/15', NEW_YORK, '15T18:00'],
    ['the form is due 3/14 at 9am', NEW_YORK, '14T09:00'],
    ['please correct it by 15/3', BERLIN, '15T18:00'],
    ['please change it by 2024-03-15 12:00', NEW_YORK, '15T12:00'],
    ['please change it by 2024-03-15T12:00Z', NEW_YORK, '15T08:00'],
    ['bis 15.3. muss das Bild getauscht werden', BERLIN, '15T18:00'],
    ['bitte bis zum 15.3. um 9 Uhr korrigieren', BERLIN, '15T09:00'],
    ['bitte bis 15.03.2024 erledigen', BERLIN, '15T18:00'],
    ['muss bis zum 20. März korrigiert sein', BERLIN, '20T18:00'],
    ['muss bis zum 15. fertig sein', BERLIN, '15T18:00'],
    ['merci de corriger avant le 15 mars', BERLIN, '15T18:00'],
    ['favor corrigir até 15 de março', 0, '15T18:00'],
    ['va corretto entro il 15 marzo', BERLIN, '15T18:00'],
    ['graag voor 15 maart aanpassen', BERLIN, '15T18:00'],
    ['price must be changed by Mar 15th', NEW_YORK, '15T18:00'],
    ['price must be changed by the 15th', NEW_YORK, '15T18:00'],
    ['please pay out by Wed 20th', NEW_YORK, '20T18:00'],
    ['needs fixing by Wed, 20 March', NEW_YORK, '20T18:00'],
    ['please do it by the end of the week', NEW_YORK, '15T18:00'],
    ['bitte bis Ende der Woche ändern', BERLIN, '15T18:00'],
  ])('%j, %i minutes east: %s', (text, utcOffset, expected) => {
    expect(due(text, utcOffset)).toBe(expected);
  });

  it('without a year are the next of that name', () => {
    expect(due('please change it by 2 January', 0, '2024-12-28')).toBe('02T18:00');
    expect(due('bis 3.12. bitte ändern', BERLIN, '2024-11-27')).toBe('03T18:00');
    expect(due('please change it by the 2nd', 0, '2024-12-28')).toBe('02T18:00');
  });

  it('are none where a calendar has no such day', () => {
    expect(due('please change it by 31 April', 0, '2024-04-25')).toBeNull();
    expect(due('bis 31.4. bitte ändern', BERLIN, '2024-04-25')).toBeNull();
  });
});

describe('zones', () => {
  it.each([
    ['Please fix it by 4pm GMT', NEW_YORK, '13T12:00'],
    ['the sale goes live at 18:00 CET', NEW_YORK, '13T13:00'],
    ['the sale starts at 1pm PT', NEW_YORK, '13T16:00'],
    ['please have it right by 5pm Paris time', NEW_YORK, '13T12:00'],
    ['needed by 11am tomorrow', NEW_YORK, '14T11:00'],
    ['please fix it by 16:00Z', NEW_YORK, '13T12:00'],
  ])('%j', (text, utcOffset, expected) => {
    expect(due(text, utcOffset)).toBe(expected);
  });

  it('have their summer: EST is what clocks in New York show', () => {
    expect(due('please fix it by 5pm EST', NEW_YORK)).toBe('13T17:00');
    expect(due('please fix it by 5pm EST', -300, '2024-01-10')).toBe('10T17:00');
  });

  it('are not read into small words', () => {
    expect(due('il faut le finir avant 18h et prévenir la galerie', BERLIN)).toBe('13T18:00');
    expect(due('logged at 13:52 UTC: timeout', NEW_YORK)).toBeNull();
  });
});

describe('hours', () => {
  it.each([
    ['preview opens 5-7pm today', NEW_YORK, '13T17:00'],
    ['needs to be up by twenty to three', NEW_YORK, '13T14:40'],
    ['please correct it before half past two', NEW_YORK, '13T14:30'],
    ['needed by 7 in the morning', NEW_YORK, '14T07:00'],
    ['Science slam begins at 19:30: no adapter', NEW_YORK, '13T19:30'],
    ['please change it before the 5 o’clock sale', NEW_YORK, '13T17:00'],
    ['Jury reads the application tonight at 8', NEW_YORK, '13T20:00'],
    ['la vente commence ce soir à 20h', BERLIN, '13T20:00'],
    ['la subasta empieza mañana a las 9', BERLIN, '14T09:00'],
    ['bitte bis halb fünf ändern', BERLIN, '13T16:30'],
    ['à corriger avant 17 h 30', BERLIN, '13T17:30'],
    ["merci de changer le prix d'ici 17h", BERLIN, '13T17:00'],
    ['hay que cambiarlo antes de las 6 de la tarde', BERLIN, '13T18:00'],
    ['va corretto entro le 18', BERLIN, '13T18:00'],
    ['graag voor 17 uur aanpassen', BERLIN, '13T17:00'],
    ['om half vijf opent de zaal', BERLIN, '13T16:30'],
    ['precisa ser corrigido até às 18h', 0, '13T18:00'],
    ['bitte bis Montag früh erledigen', BERLIN, '18T12:00'],
  ])('%j, %i minutes east: %s', (text, utcOffset, expected) => {
    expect(due(text, utcOffset)).toBe(expected);
  });
});

describe('lengths of time', () => {
  it.each([
    ['the sale ends in 5m', NEW_YORK, '13T10:05'],
    ['the sale starts in an hour and a half', NEW_YORK, '13T11:30'],
    ['we need the invoice within the hour, please', NEW_YORK, '13T11:00'],
    ['in einer halben Stunde beginnt die Auktion', BERLIN, '13T15:30'],
    ["il faut le changer d'ici une heure", BERLIN, '13T16:00'],
    ['la vente commence dans une demi-heure', BERLIN, '13T15:30'],
    ['la subasta abre dentro de una hora', BERLIN, '13T16:00'],
    ["tra mezz'ora inizia l'asta", BERLIN, '13T15:30'],
    ['over twee uur begint de veiling', BERLIN, '13T17:00'],
    ['o leilão abre em meia hora', 0, '13T14:30'],
  ])('%j, %i minutes east: %s', (text, utcOffset, expected) => {
    expect(due(text, utcOffset)).toBe(expected);
  });
});

describe('no deadline', () => {
  it.each([
    ['money', 'the house sold in £5m and in $5m lots'],
    ['a link', 'see the error at http://one'],
    ['a link of Slack', 'it stops at <http://ten|ten> again'],
    ['a size', 'sculpture 30 by 12 by 10 cm, shown wrong'],
    ['a change', 'the estimate went up by 12'],
    ['what is off', 'the total is off by 10, please look'],
    ['a fraction', 'works are sold at 1/4 of the price'],
    ['numbered things', 'Positionen 3. bis 5. fehlen'],
    ['what comes again and again', 'every day at 6 the export fails'],
    ['a morning gone by', 'heute Morgen um 9 ging nichts mehr'],
    ['a greeting', 'Guten Morgen, die Seite startet nicht'],
    ['a past day', 'am 11.3. um 9 Uhr war die Seite weg'],
    ['a past day of the month', 'on the 11th at 04:00 a user changed every price'],
    ['a version', 'Version 12.11 ist fehlerhaft'],
    ['an hour that no clock has', 'the search stops at 24'],
    ['what somebody did', 'the upload was stopped by Ike at 4pm'],
    ['the past of an irregular verb', 'the hammer fell at 9pm'],
    ['what was long ago', 'twee uur geleden werkte alles nog'],
  ])('is read in %s: %j', (_, text) => {
    expect(due(text, BERLIN)).toBeNull();
  });
});
