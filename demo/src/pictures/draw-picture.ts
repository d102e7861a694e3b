import type { ShopProduct } from '../catalogue/catalogue.js';
import { titleColors } from '../catalogue/colors.js';
import { motifOf } from './motif-of.js';
import { paletteOf } from './palette.js';
import { patternFill } from './pattern-fill.js';

/** A picture of a product from nothing but its title: a drawn motif in the title's colours and pattern, as SVG. */
export function drawPicture({
  code,
  title,
  category,
  colors,
  pattern,
}: Pick<ShopProduct, 'code' | 'title' | 'category' | 'colors' | 'pattern'>): string {
  // Of an owner's goods no colour is known, but a red mug is drawn red all the same.
  const palette = paletteOf(code, colors.length > 0 ? colors : titleColors(title));
  const drawing = motifOf(title, category[0])(palette, 'url(#p)');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400"><defs>${patternFill(pattern, palette)}</defs><rect width="400" height="400" fill="${palette.background}"/><ellipse cx="200" cy="322" rx="132" ry="15" fill="#2b2622" opacity=".1"/>${drawing}</svg>`;
}
