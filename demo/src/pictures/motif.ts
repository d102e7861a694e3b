import type { Palette } from './palette.js';

/**
 * One drawing on a 400 × 400 sheet, the thing standing on a floor line at about y = 312. `fill` is the pattern of the
 * product, the palette gives the plain tones. Only presentation attributes: pictures are served under a strict policy.
 */
export type Motif = (palette: Palette, fill: string) => string;
