import type { CategoryPath } from './categories.js';
import type { TitleFeatures } from './features.js';

const patternWords: Record<TitleFeatures['pattern'], string> = {
  dots: 'a spotted pattern',
  stripes: 'stripes',
  check: 'a checked pattern',
  flowers: 'flowers',
  hearts: 'hearts',
  stars: 'a festive touch',
  paisley: 'a folk pattern',
  plain: '',
};

/**
 * A description that says no more than title and category do, and does not say the title again: nothing about a real
 * product is made up. Kept short,
 * so that what shoppers search for weighs more than what every product has in common.
 */
export function describe(
  category: CategoryPath,
  colorNames: readonly string[],
  features: TitleFeatures,
): string {
  const traits = [
    features.material === undefined ? '' : `made of ${features.material}`,
    colorNames.length === 0 ? '' : `in ${colorNames.slice(0, 3).join(' and ')}`,
    patternWords[features.pattern] === '' ? '' : `with ${patternWords[features.pattern]}`,
  ].filter((trait) => trait !== '');
  const sentences = [
    traits.length > 0 ? `${capitalized(traits.join(', '))}.` : '',
    features.pieces === undefined ? '' : `You receive ${features.pieces} pieces.`,
    features.size === undefined ? '' : `It measures ${features.size}.`,
    `You find it under ${category[1]}.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
