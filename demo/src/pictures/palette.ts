import { colors, type ColorName } from '../catalogue/colors.js';
import { textSeed } from '../stock/seeded-random.js';

/** The few tones one picture is drawn in. */
export interface Palette {
  /** The thing itself. */
  main: string;
  /** Its shaded side and outlines. */
  dark: string;
  /** Its lit side. */
  light: string;
  /** A second colour of the title, or one that goes with the first. */
  accent: string;
  background: string;
}

/** For titles without a colour: muted tones of one family, chosen by the product's code. */
const quiet = ['#c9826b', '#6f8f9c', '#8d9b74', '#c79a5b', '#9a7f9c', '#5f8f86', '#b5677a', '#7b88ad'];
const backgrounds = ['#f6ebe0', '#eaf0ea', '#e9eef4', '#f5e8e6', '#f3eedd', '#ece9f2'];
const deepBackgrounds = ['#c9d5c5', '#c6d2dd', '#e3c9c4', '#d6cce0', '#e2d3b3'];

function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** `share` of the second colour in the first, 0 to 1. */
export function mix(first: string, second: string, share: number): string {
  const [a, b] = [channels(first), channels(second)];
  const mixed = a.map((channel, i) => Math.round(channel + ((b[i] ?? 0) - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

export function lightness(hex: string): number {
  const [red, green, blue] = channels(hex);
  return (red * 0.3 + green * 0.59 + blue * 0.11) / 255;
}

export function paletteOf(code: string, colorNames: readonly string[]): Palette {
  const seed = textSeed(code);
  const tones = colorNames.flatMap((name) => colors[name as ColorName] ?? []);
  const main = tones[0] ?? quiet[seed % quiet.length]!;
  const isPale = lightness(main) > 0.8;
  const accent = tones[1] ?? (isPale ? '#c08a72' : mix(main, '#fff6e5', 0.72));
  const list = isPale ? deepBackgrounds : backgrounds;
  return {
    main,
    dark: mix(main, '#2b2622', isPale ? 0.28 : 0.34),
    light: mix(main, '#ffffff', 0.42),
    accent,
    background: list[(seed >>> 4) % list.length]!,
  };
}
