interface Known {
  /** ISO 639-1. */
  code: string;
  /** The most common words that are not English words too. */
  words: ReadonlySet<string>;
}

/** Words that English shoppers write too. */
const english = new Set('a i me so do as no it on in is an am or to and was hat her die das war'.split(' '));

const known: Known[] = [
  language(
    'de',
    'ich du sie wir ihr und oder nicht kein keine der das ein eine einen mein meine wie wo wann warum welche ist sind habe haben hat kann können mit für von zu auf nach bei lange viel kostet dauert gibt es bitte danke hallo guten versand lieferung bestellung suche möchte brauche rote tasse geschenk',
  ),
  language(
    'fr',
    'je tu il elle nous vous ils et ou ne pas le la les un une des du mon ma mes votre comment où quand combien pourquoi quel quelle est sont avez avec pour sur dans chez merci bonjour salut livraison commande livrez coûte temps cherche veux voudrais cadeau tasse rouge',
  ),
  language(
    'es',
    'yo tú usted nosotros y o el la los las un una mi mis su cómo como dónde donde cuándo cuando cuánto cuanto cuánta qué que es son tiene tienen hay con para por del al hola gracias envío pedido cuesta hablas español tarda quiero busco necesito quisiera puedo puede taza regalo rojo roja',
  ),
  language(
    'it',
    'io tu lei noi voi e il lo la gli le un una mio mia come dove quando quanto perché quale è sono avete con per di del della ciao grazie spedizione ordine costa tempo buongiorno cerco vorrei voglio posso regalo',
  ),
  language(
    'nl',
    'ik jij je jullie wij en niet geen het een mijn hoe waar wanneer waarom welke hebben hebt heeft kan met voor van naar hallo dank bedankt levering bestelling kost duurt lang zoek wil graag cadeau',
  ),
  language(
    'pt',
    'eu você nós e ou não o a os as um uma meu minha como onde quando quanto qual é são tem com para por do da olá obrigado obrigada entrega encomenda pedido custa demora quero procuro preciso posso',
  ),
  language(
    'pl',
    'ja ty i nie jest są czy jak gdzie kiedy ile dlaczego jaki mam macie mój moje moja zamówienie dostawa kosztuje dzień dobry cześć dziękuję proszę szukam chcę potrzebuję',
  ),
];

/** One of these words alone is enough to know its language. */
const courtesies = new Map(
  Object.entries({
    de: 'danke bitte hallo',
    fr: 'merci bonjour salut',
    es: 'hola gracias',
    it: 'ciao grazie buongiorno',
    nl: 'bedankt',
    pt: 'obrigado obrigada olá',
    pl: 'dziękuję cześć',
  }).flatMap(([code, words]) => words.split(' ').map((word) => [word, code] as const)),
);

/** Letters and marks that count as a word of the language. */
const signs: Record<string, RegExp> = { de: /[äöüß]/i, es: /[¿¡ñ]/i, pl: /[ąęłśżź]/i, pt: /[ãõ]/i };

/**
 * The language of a text that is not English: `und` for another script, or a language of which the text has
 * at least two words, if no other language has more. Undefined where the text may be English.
 */
export function detectOtherLanguage(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = text.match(/\p{Script=Latin}/gu) ?? [];
  if (letters.length > 1 && latin.length * 2 < letters.length) return 'und';
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const courtesy = words.length === 1 ? courtesies.get(words[0]) : undefined;
  if (courtesy !== undefined) return courtesy;
  const hits = known
    .map(({ code, words: common }) => ({
      code,
      count: words.filter((word) => common.has(word)).length + Number(signs[code]?.test(text) ?? false),
    }))
    .sort((a, b) => b.count - a.count);
  const [best] = hits;
  return best && best.count >= 2 && best.count * 3 >= words.length ? best.code : undefined;
}

function language(code: string, words: string): Known {
  return { code, words: new Set(words.split(' ').filter((word) => !english.has(word))) };
}
