import type { Pattern } from '../catalogue/features.js';
import { lightness, mix, type Palette } from './palette.js';

/** An SVG `<pattern id="p">` in the palette; what a thing is covered with. */
export function patternFill(pattern: Pattern, { main, accent }: Palette): string {
  const mark = Math.abs(lightness(main) - lightness(accent)) < 0.12 ? mix(main, '#ffffff', 0.7) : accent;
  const base = `<rect width="100%" height="100%" fill="${main}"/>`;
  const tile = (size: number, marks: string, turn = 0) =>
    `<pattern id="p" width="${size}" height="${size}" patternUnits="userSpaceOnUse"${turn ? ` patternTransform="rotate(${turn})"` : ''}>${base}${marks}</pattern>`;
  switch (pattern) {
    case 'dots':
      return tile(
        34,
        `<circle cx="9" cy="9" r="6" fill="${mark}"/><circle cx="26" cy="26" r="6" fill="${mark}"/>`,
      );
    case 'stripes':
      return tile(28, `<rect width="13" height="28" fill="${mark}"/>`);
    case 'check':
      return tile(
        32,
        `<rect width="16" height="32" fill="${mark}" opacity=".55"/><rect width="32" height="16" fill="${mark}" opacity=".55"/>`,
      );
    case 'flowers':
      return tile(
        52,
        flower(14, 14, mark, main) +
          flower(40, 40, mark, main) +
          `<path d="M38 10q5 3 3 9q-6-2-3-9M12 36q5 3 3 9q-6-2-3-9" fill="${mix('#6f9d6b', main, 0.25)}"/>`,
      );
    case 'hearts':
      return tile(44, heart(11, 10, 0.5, mark) + heart(33, 32, 0.5, mark));
    case 'stars':
      return tile(46, star(12, 12, 8, mark) + star(35, 35, 6, mark));
    case 'paisley':
      return tile(
        44,
        `<path d="M22 6c10 4 10 18 0 22c-8 2-12-8-5-12c5-2 8 4 4 6" fill="none" stroke="${mark}" stroke-width="3.4" stroke-linecap="round"/><circle cx="38" cy="38" r="3.4" fill="${mark}"/><circle cx="6" cy="38" r="2.4" fill="${mark}"/>`,
        20,
      );
    case 'plain':
      return tile(40, '');
  }
}

function flower(x: number, y: number, petal: string, ground: string): string {
  const petals = [0, 72, 144, 216, 288]
    .map(
      (turn) => `<ellipse cx="${x}" cy="${y - 7}" rx="4.6" ry="6.4" transform="rotate(${turn} ${x} ${y})"/>`,
    )
    .join('');
  return `<g fill="${petal}">${petals}</g><circle cx="${x}" cy="${y}" r="3.6" fill="${mix(ground, '#f3c969', 0.7)}"/>`;
}

export function heart(x: number, y: number, scale: number, fill: string): string {
  return `<path d="M0 7C-3-7-22-5-18 9C-15 20-4 25 0 31C4 25 15 20 18 9C22-5 3-7 0 7Z" fill="${fill}" transform="translate(${x} ${y}) scale(${scale})"/>`;
}

export function star(x: number, y: number, radius: number, fill: string): string {
  const points = Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 === 0 ? radius : radius * 0.45;
    const angle = (Math.PI / 5) * i - Math.PI / 2;
    return `${(x + r * Math.cos(angle)).toFixed(1)},${(y + r * Math.sin(angle)).toFixed(1)}`;
  });
  return `<polygon points="${points.join(' ')}" fill="${fill}"/>`;
}
