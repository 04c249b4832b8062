import { beforeAll, describe, expect, it } from 'vitest';
import { judgeByRules } from '../../src/desk/judge-by-rules.js';
import { loadRulebookFolder, SHIPPED_RULES } from '../../src/rulebook/index.js';

let saysItIsBack: (text: string) => Promise<boolean>;
beforeAll(async () => {
  const { rulebook } = await loadRulebookFolder(SHIPPED_RULES);
  if (rulebook === null) throw new Error('the shipped rules cannot be used');
  const judge = judgeByRules(rulebook, rulebook.routing);
  const source = { kind: 'human', channel: 'gallery-help', user: 'gina' } as const;
  saysItIsBack = (text) => judge.saysItIsBack({ id: 'r-1', text, source, at: 0, utcOffset: 0 });
});

describe('below a case that was called over, it says that it is not', () => {
  it.each([
    'it is broken again',
    'It came back',
    'it is back',
    "it's back :disappointed:",
    'happening again',
    'same problem again',
    'And again...',
    'Sorry, the crash is back this morning',
    'The upload error has shown up again',
    'The glitch has crept in again',
    'This has come back for three of our customers',
    'It stopped working again',
    'Same thing today',
    'Seems it was not really solved',
    'I spoke too soon, it froze once more',
    'Thanks for the fix yesterday, but sadly it has come back',
    'It is back, can you have a look?',
    'Checkout is failing once more since lunch',
    'Das Problem ist wieder da',
    'Immer noch das gleiche Problem',
    'Le problème est de retour',
    'Toujours la même erreur',
    'El problema ha vuelto',
    'Ha vuelto a pasar',
    'Il problema è tornato',
    'Het probleem is terug',
    'O problema voltou',
    'This one is back with us this morning',
    "I'm still getting the 500 page.",
    'Not fixed for me, sorry.',
    "The fix didn't hold.",
    'It broke again after the deploy.',
    'it failed',
    'Can we reopen this? Payments are declined again.',
    'Unfortunately the emails are still not going out.',
    "Reopening, the same bidders can't place bids.",
    'Ça ne marche toujours pas chez nous.',
    'Les paiements échouent à nouveau.',
    'Même erreur ce matin.',
    'Otra vez el mismo error.',
    'Het is weer stuk.',
    'O erro voltou a aparecer.',
    'Seit heute Morgen kann sich wieder niemand anmelden.',
    'Are you sure this is resolved? I still see the blank page.',
    "We're seeing this once more.",
    'Il problema si è ripresentato.',
    'Continua sem funcionar aqui.',
  ])('%s', async (text) => expect(await saysItIsBack(text)).toBe(true));
});

describe('below a case that was called over, it says nothing of the kind', () => {
  it.each([
    'the colour came back as we wanted',
    'it is back up',
    'back to normal',
    'welcome back',
    "I'll come back to you",
    'Great, everything is back and working, thanks!',
    'My account is back, thank you so much',
    'Login is back for everyone',
    'It works again for me',
    'It came back, and then it recovered by itself',
    'I got my money back',
    'Thanks again!',
    "It hasn't happened again",
    'No sign of the problem today',
    'No more errors here',
    'Will let you know if it comes back',
    'Is there anything I can do so it does not come back?',
    'What was the cause? Could it happen again?',
    "Please don't let this happen again",
    'Is it broken again?',
    'Once again, thank you for the quick help',
    "He'll be back on Monday",
    'Servus, läuft wieder',
    'Alles wieder da, danke',
    'Tout est de retour, merci',
    'Ya ha vuelto a funcionar',
    'Funziona di nuovo, grazie',
    'Voltou ao normal',
    'That lasted five minutes',
    'Glad this one is back with us',
    'ok will look',
    'Nice one, that was quick.',
    'Should be fine, I checked twice.',
    'Yesterday it was broken for about ten minutes.',
    'Thanks for fixing the login error so fast.',
    'Added to the board for next sprint.',
    'oops, wrong thread',
    'the 404 page got an award',
    'hotfix 6.0.1 stopped the crash, curve attached',
    'TestFlight build is out, have fun',
    'refunds are all done, closing the card',
    'all prices were wrong in my dream',
  ])('%s', async (text) => expect(await saysItIsBack(text)).toBe(false));
});
