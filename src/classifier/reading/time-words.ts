// Words of time, folded, in the languages our partners write.

import { numbersByWord } from './number-words.js';

/** Units of time, in minutes. */
export const UNITS = numbersByWord(`
  minute=1 minutes=1 min=1 mins=1 minuten=1 minuti=1 minutos=1 minuto=1 hour=60 hours=60 hr=60 hrs=60
  h=60 stunde=60 stunden=60 heure=60 heures=60 hora=60 horas=60 ora=60 ore=60 uur=60 day=1440
  days=1440 tage=1440 tagen=1440 tag=1440 jour=1440 jours=1440 dia=1440 dias=1440 giorno=1440
  giorni=1440 dagen=1440 week=10080 weeks=10080 uren=60 kwartier=15 viertelstunde=15 wochen=10080
  weken=10080 semaines=10080 semanas=10080 settimane=10080
`);

/** Times of day, in minutes after midnight. */
export const CLOCK_WORDS = numbersByWord(`
  noon=720 midday=720 midnight=1440 lunchtime=780 mittag=720 mitternacht=1440 midi=720 minuit=1440
  mezzogiorno=720 mezzanotte=1440 mediodia=720 medianoche=1440 eod=1080 cob=1080 eob=1080
  feierabend=1080 middernacht=1440 meianoite=1440
`);

/** Days of the week; 0 is Sunday. */
export const WEEKDAYS = numbersByWord(`
  monday=1 mon=1 tuesday=2 tue=2 tues=2 wednesday=3 wed=3 thursday=4 thu=4 thurs=4 friday=5 fri=5
  saturday=6 sunday=0 montag=1 dienstag=2 mittwoch=3 donnerstag=4 freitag=5 samstag=6 sonntag=0
  lundi=1 mardi=2 mercredi=3 jeudi=4 vendredi=5 samedi=6 dimanche=0 lunes=1 martes=2 miercoles=3
  jueves=4 viernes=5 sabado=6 domingo=0 lunedi=1 martedi=2 mercoledi=3 giovedi=4 venerdi=5 sabato=6
  domenica=0 terca=2 quinta=4 sexta=5 maandag=1 dinsdag=2 woensdag=3 donderdag=4 vrijdag=5 zaterdag=6 zondag=0
`);

/** Days by name, counted from today. */
export const DAY_WORDS = numbersByWord(`
  today=0 tonight=0 tonite=0 tomorrow=1 tmrw=1 tmr=1 tomorow=1 tommorow=1 tommorrow=1 tmw=1 2moro=1
  heute=0 morgen=1 ubermorgen=2 demain=1 hoy=0 manana=1 oggi=0 stasera=0 domani=1 vandaag=0 amanha=1
  hoje=0 aujourdhui=0 overmorgen=2 dopodomani=2 vanavond=0
`);

/** Names of a day that mean its evening. */
export const EVENING_WORDS: ReadonlySet<string> = new Set('tonight tonite stasera vanavond'.split(' '));

/** Parts of a day, in minutes after midnight at which they are over, or well under way. */
export const PARTS_OF_DAY = numbersByWord(`
  morning=720 afternoon=1020 evening=1200 night=1320 vormittag=720 fruh=720 morgens=720
  nachmittag=1020 nachmittags=1020 abend=1200 abends=1200 matin=720 soir=1200 tarde=1020 noche=1320
  mattina=720 pomeriggio=1020 sera=1200 ochtends=720 middags=1020 avonds=1200 manha=720 noite=1320
`);

/** Hours that Dutch "half" stands before, and means half an hour less: "half vijf" is 4:30. */
export const DUTCH_HOURS: ReadonlySet<string> = new Set(
  'een twee drie vier vijf zes zeven acht negen tien elf twaalf'.split(' '),
);

/** Months by name, counted from January; most count only beside a day, since may, march and mars are words as well. */
export const MONTHS = numbersByWord(`
  january=1 february=2 march=3 april=4 may=5 june=6 july=7 august=8 september=9 october=10
  november=11 december=12 jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 nov=11 dec=12
  januar=1 februar=2 marz=3 mai=5 juni=6 juli=7 oktober=10 dezember=12 okt=10 dez=12
  janvier=1 fevrier=2 mars=3 avril=4 juin=6 juillet=7 aout=8 septembre=9 octobre=10 novembre=11
  decembre=12 enero=1 febrero=2 marzo=3 abril=4 mayo=5 junio=6 julio=7 agosto=8 septiembre=9
  octubre=10 noviembre=11 diciembre=12 gennaio=1 febbraio=2 aprile=4 maggio=5 giugno=6 luglio=7
  settembre=9 ottobre=10 dicembre=12 januari=1 februari=2 maart=3 mei=5 augustus=8 janeiro=1
  fevereiro=2 marco=3 maio=5 junho=6 julho=7 setembro=9 outubro=10 novembro=11 dezembro=12
`);
