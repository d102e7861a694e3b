/** Says sorry in the shopper's own language, the one sentence of it that the assistant has. */
export interface OtherLanguage {
  code: string;
  apology: string;
}

interface Known extends OtherLanguage {
  /** Its commonest words, as far as they are not English ones too. */
  words: ReadonlySet<string>;
}

/** What English shoppers write as well tells nothing. */
const english = new Set('a i me so do as no it on in is an am or to and was hat her die das war'.split(' '));

const known: Known[] = [
  language(
    'de',
    'Leider verstehe ich nur Englisch.',
    'ich du sie wir ihr und oder nicht kein keine der das ein eine einen mein meine wie wo wann warum welche ist sind habe haben hat kann können mit für von zu auf nach bei lange viel kostet dauert gibt es bitte danke hallo guten versand lieferung bestellung suche möchte brauche rote tasse geschenk',
  ),
  language(
    'fr',
    'Malheureusement, je ne comprends que l’anglais.',
    'je tu il elle nous vous ils et ou ne pas le la les un une des du mon ma mes votre comment où quand combien pourquoi quel quelle est sont avez avec pour sur dans chez merci bonjour salut livraison commande livrez coûte temps cherche veux voudrais cadeau tasse rouge',
  ),
  language(
    'es',
    'Lo siento, solo entiendo inglés.',
    'yo tú usted nosotros y o el la los las un una mi mis su cómo como dónde donde cuándo cuando cuánto cuanto cuánta qué que es son tiene tienen hay con para por del al hola gracias envío pedido cuesta hablas español tarda quiero busco necesito quisiera puedo puede taza regalo rojo roja',
  ),
  language(
    'it',
    'Purtroppo capisco solo l’inglese.',
    'io tu lei noi voi e il lo la gli le un una mio mia come dove quando quanto perché quale è sono avete con per di del della ciao grazie spedizione ordine costa tempo buongiorno cerco vorrei voglio posso regalo',
  ),
  language(
    'nl',
    'Helaas begrijp ik alleen Engels.',
    'ik jij je jullie wij en niet geen het een mijn hoe waar wanneer waarom welke hebben hebt heeft kan met voor van naar hallo dank bedankt levering bestelling kost duurt lang zoek wil graag cadeau',
  ),
  language(
    'pt',
    'Infelizmente só entendo inglês.',
    'eu você nós e ou não o a os as um uma meu minha como onde quando quanto qual é são tem com para por do da olá obrigado obrigada entrega encomenda pedido custa demora quero procuro preciso posso',
  ),
  language(
    'pl',
    'Przykro mi, rozumiem tylko po angielsku.',
    'ja ty i nie jest są czy jak gdzie kiedy ile dlaczego jaki mam macie mój moje moja zamówienie dostawa kosztuje dzień dobry cześć dziękuję proszę szukam chcę potrzebuję',
  ),
];

/** Words that tell their language by themselves. */
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

/** Letters and marks that stand in for a word of the language. */
const signs: Record<string, RegExp> = { de: /[äöüß]/i, es: /[¿¡ñ]/i, pl: /[ąęłśżź]/i, pt: /[ãõ]/i };

/** Another script altogether, or at least two words of another language and more of them than anything else's. */
export function otherLanguage(text: string): OtherLanguage | undefined {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = text.match(/\p{Script=Latin}/gu) ?? [];
  if (letters.length > 1 && latin.length * 2 < letters.length) return { code: 'und', apology: 'Sorry!' };
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const courtesy = words.length === 1 ? courtesies.get(words[0]) : undefined;
  if (courtesy !== undefined) return known.find(({ code }) => code === courtesy);
  const hits = known
    .map((language) => ({
      language,
      count:
        words.filter((word) => language.words.has(word)).length +
        Number(signs[language.code]?.test(text) ?? false),
    }))
    .sort((a, b) => b.count - a.count);
  const [best] = hits;
  return best && best.count >= 2 && best.count * 3 >= words.length ? best.language : undefined;
}

function language(code: string, apology: string, words: string): Known {
  return { code, apology, words: new Set(words.split(' ').filter((word) => !english.has(word))) };
}
