// What people said of reports that the shipped rules take, or took, for something else: of the trade and of others,
// understated and overstated, by policy, by a machine, in other languages.

import type { Report, ReportClass, Source } from '../../src/classifier/index.js';

const help: Omit<Source, 'user'> = { kind: 'human', channel: 'gallery-help' };
const monitor: Omit<Source, 'user'> = { kind: 'automated', channel: 'incidents' };

const told: readonly (readonly [ReportClass, string, Omit<Source, 'user'>?])[] = [
  ['incident', 'Collectors keep getting charged a second time when they tap pay on the fair page'],
  ['incident', 'artwork dimensions come up in inches for one gallery in France'],
  ['incident', 'we get 3 to 5 "where is my crate" mails an hour today'],
  ['incident', "yesterday's payouts arrived twice at one gallery, they sent it back already"],
  ['incident', 'customs papers for the crate carry the wrong consignee, the truck leaves at 15:30'],
  ['incident', 'Frames tab gone?'],
  ['urgent-non-incident', 'The fair microsite header is still grey'],
  ['urgent-non-incident', 'Galerie Blau cannot open CMS, they hang forty works tonight'],
  [
    'urgent-non-incident',
    'certificate for the partner pages expires in 9 days',
    { ...monitor, channel: 'alerts' },
  ],
  ['non-incident', 'Paddle 88 asks to raise the bid on lot 12 to nine thousand, we close the book at five'],
  ['non-incident', 'as discussed, moving the appraisal call to Friday'],
  ['none', 'the wall text widget is ugly'],
  ['none', 'Everything is on fire!!! the logo of our newsletter is blurry'],
  ['none', '[FIRING] disk usage 81% on staging-db-2', monitor],
  ['incident', 'the insulin fridge logger has not written since 02:00'],
  ['incident', 'all pagers silent since the mast was painted'],
  ['incident', 'is it normal that the smoke curtain comes down during rehearsals?'],
  ['incident', "bus 14 shows 'not in service' but runs"],
  ['incident', 'ETA of the ferry feed is null'],
  ['incident', 'Kundenkarte wird an der Kasse manchmal nicht erkannt'],
  ['urgent-non-incident', 'sprinkler valve in bay C weeps a little'],
  ['urgent-non-incident', 'someone please water the ficus'],
  [
    'non-incident',
    'two of five combine harvesters lost GPS, the harvest window closes with the rain at dusk',
  ],
  ['non-incident', "les étiquettes des rayons affichent le prix d'hier dans tous les magasins"],
];

const at = Date.UTC(2026, 2, 11, 14);

/** Each with what it is by the word of people. */
export const wrongDecisions: readonly { readonly report: Report; readonly label: ReportClass }[] = told.map(
  ([label, text, source = help], index) => ({
    report: {
      id: `r-told-${index + 1}`,
      text,
      source: { ...source, user: `u${index}` },
      at: at + 300_000 * index,
      utcOffset: -240,
    },
    label,
  }),
);
