// Words of time, folded, in the languages our partners write.

import { numbersByWord } from './number-words.js';

/** Units of time, in minutes. */
export const UNITS = numbersByWord(`
  minute=1 minutes=1 min=1 mins=1 minuten=1 minuti=1 minutos=1 minuto=1 hour=60 hours=60 hr=60 hrs=60
  h=60 stunde=60 stunden=60 heure=60 heures=60 hora=60 horas=60 ora=60 ore=60 uur=60 day=1440
  days=1440 tage=1440 tagen=1440 tag=1440 jour=1440 jours=1440 dia=1440 dias=1440 giorno=1440
  giorni=1440 dagen=1440 week=10080 weeks=10080
`);

/** Times of day, in minutes after midnight. */
export const CLOCK_WORDS = numbersByWord(`
  noon=720 midday=720 midnight=1440 lunchtime=780 mittag=720 mitternacht=1440 midi=720 minuit=1440
  mezzogiorno=720 mezzanotte=1440 mediodia=720 medianoche=1440 eod=1080 cob=1080 eob=1080
  feierabend=1080
`);

/** Days of the week; 0 is Sunday. */
export const WEEKDAYS = numbersByWord(`
  monday=1 mon=1 tuesday=2 tue=2 tues=2 wednesday=3 wed=3 thursday=4 thu=4 thurs=4 friday=5 fri=5
  saturday=6 sunday=0 montag=1 dienstag=2 mittwoch=3 donnerstag=4 freitag=5 samstag=6 sonntag=0
  lundi=1 mardi=2 mercredi=3 jeudi=4 vendredi=5 samedi=6 dimanche=0 lunes=1 martes=2 miercoles=3
  jueves=4 viernes=5 sabado=6 domingo=0 lunedi=1 martedi=2 mercoledi=3 giovedi=4 venerdi=5 sabato=6
  domenica=0 maandag=1 dinsdag=2 woensdag=3 donderdag=4 vrijdag=5 zaterdag=6 zondag=0
`);

/** Days by name, counted from today. */
export const DAY_WORDS = numbersByWord(`
  today=0 tonight=0 tonite=0 tomorrow=1 tmrw=1 tmr=1 tomorow=1 tommorow=1 tommorrow=1 tmw=1 2moro=1
  heute=0 morgen=1 ubermorgen=2 demain=1 hoy=0 manana=1 oggi=0 stasera=0 domani=1 vandaag=0 amanha=1
  hoje=0 aujourdhui=0
`);

/** Names of a day that mean its evening. */
export const EVENING_WORDS: ReadonlySet<string> = new Set('tonight tonite stasera'.split(' '));

/** Parts of a day, in minutes after midnight at which they are over, or well under way. */
export const PARTS_OF_DAY = numbersByWord(`
  morning=720 afternoon=1020 evening=1200 night=1320 abend=1200 vormittag=720 nachmittag=1020
  soir=1200
`);

/** Names of months; may and march count only beside a day. */
export const MONTHS: ReadonlySet<string> = new Set(
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec'.split(
    ' ',
  ),
);
