import type { Motif } from '../motif.js';
import { heart, star } from '../pattern-fill.js';

export const card: Motif = ({ main, dark, light, accent }, fill) =>
  `<g transform="rotate(-7 200 210)"><rect x="150" y="96" width="170" height="214" rx="6" fill="${dark}" opacity=".5"/></g><rect x="108" y="92" width="176" height="220" rx="6" fill="#fffaf0"/><rect x="124" y="108" width="144" height="188" rx="4" fill="${fill}"/><rect x="148" y="156" width="96" height="84" rx="6" fill="#fffaf0"/>${heart(196, 178, 1.1, main)}<path d="M164 226h64" stroke="${accent}" stroke-width="6" stroke-linecap="round"/><path d="M108 92l20 0v220h-20z" fill="${light}" opacity=".4"/>`;

export const wrap: Motif = ({ dark, light, accent }, fill) =>
  `<rect x="90" y="150" width="220" height="162" rx="8" fill="${fill}"/><rect x="182" y="150" width="36" height="162" fill="${accent}"/><rect x="76" y="122" width="248" height="44" rx="8" fill="${fill}"/><rect x="182" y="122" width="36" height="44" fill="${dark}" opacity=".8"/><path d="M200 122c-20-62-96-56-78-14 8 18 50 18 78 14zM200 122c20-62 96-56 78-14-8 18-50 18-78 14z" fill="${accent}" stroke="${dark}" stroke-width="4"/><circle cx="200" cy="120" r="13" fill="${dark}"/><path d="M90 166h220" stroke="${light}" stroke-width="3" opacity=".5"/>`;

export const ribbon: Motif = ({ main, dark, light }, fill) =>
  `<ellipse cx="176" cy="204" rx="92" ry="100" fill="${dark}"/><ellipse cx="160" cy="204" rx="86" ry="98" fill="${fill}"/><ellipse cx="160" cy="204" rx="36" ry="42" fill="${light}"/><ellipse cx="160" cy="204" rx="17" ry="20" fill="${dark}"/><path d="M246 250c40 20 20 52 72 60" fill="none" stroke="${main}" stroke-width="26" stroke-linecap="round"/>`;

export const notebook: Motif = ({ dark, light, main }, fill) =>
  `<rect x="112" y="88" width="196" height="226" rx="12" fill="${dark}"/><rect x="104" y="84" width="196" height="224" rx="12" fill="${fill}"/><path d="M138 84v224" stroke="${dark}" stroke-width="6" opacity=".35"/><rect x="164" y="132" width="110" height="60" rx="6" fill="#fffaf0"/><path d="M180 152h78M180 172h50" stroke="${main}" stroke-width="6" stroke-linecap="round"/><path d="M266 84v70l-12-11-12 11V84z" fill="${light}"/>`;

export const pens: Motif = ({ main, accent, light, dark }, fill) =>
  `${[main, accent, light, dark]
    .map((tone, i) => {
      const x = 132 + i * 44;
      return `<g transform="rotate(${(i - 1.5) * 7} 200 320)"><rect x="${x - 13}" y="130" width="26" height="130" fill="${tone}"/><path d="M${x - 13} 130l13-42 13 42z" fill="#e9cfa5"/><path d="M${x - 4} 102l4-14 4 14z" fill="${tone}"/></g>`;
    })
    .join(
      '',
    )}<path d="M108 212h184l-12 92a12 12 0 0 1-12 10H132a12 12 0 0 1-12-10z" fill="${fill}"/><path d="M104 204h192v18H104z" fill="${dark}"/>`;

export const stickers: Motif = ({ main, accent, light, dark }) =>
  `<rect x="96" y="88" width="208" height="224" rx="10" fill="#fffaf0"/><rect x="96" y="88" width="208" height="224" rx="10" fill="none" stroke="${dark}" stroke-width="3" opacity=".3"/>${star(146, 144, 28, main)}${heart(254, 124, 1.1, accent)}<circle cx="146" cy="226" r="26" fill="${light}"/><circle cx="146" cy="226" r="13" fill="${dark}"/>${star(252, 230, 25, dark)}<path d="M122 286h156" stroke="${main}" stroke-width="10" stroke-linecap="round" stroke-dasharray="2 18"/>`;

export const tape: Motif = ({ main, dark, light }, fill) =>
  `<path d="M214 306h110v-26h-90" fill="${main}"/><path d="M324 306l-9-6 9-7-9-6 9-7" fill="none" stroke="${light}" stroke-width="3"/><circle cx="184" cy="206" r="106" fill="${dark}"/><circle cx="184" cy="206" r="98" fill="${fill}"/><circle cx="184" cy="206" r="54" fill="${light}"/><circle cx="184" cy="206" r="40" fill="#fffaf0"/>`;

export const magnet: Motif = ({ main, accent, light, dark }, fill) =>
  `${[
    [96, 100],
    [212, 100],
    [96, 216],
    [212, 216],
  ]
    .map(
      ([x = 0, y = 0], i) =>
        `<rect x="${x + 4}" y="${y + 5}" width="92" height="92" rx="14" fill="${dark}" opacity=".35"/><rect x="${x}" y="${y}" width="92" height="92" rx="14" fill="${[fill, accent, light, main][i]}"/>`,
    )
    .join(
      '',
    )}${heart(142, 126, 1, light)}${star(258, 146, 25, main)}${star(142, 262, 25, dark)}${heart(258, 242, 1, light)}`;

export const garland: Motif = ({ main, dark, accent, light }, fill) =>
  `<path d="M40 116c90 90 230 90 320 0" fill="none" stroke="${dark}" stroke-width="6"/>${[
    [84, 150],
    [144, 178],
    [206, 184],
    [268, 170],
    [322, 142],
  ]
    .map(
      ([x = 0, y = 0], i) =>
        `<path d="M${x - 31} ${y - 9}h62l-31 86z" fill="${[fill, accent, light, main, fill][i]}"/>`,
    )
    .join(
      '',
    )}<path d="M92 288c60 30 156 30 216 0" fill="none" stroke="${main}" stroke-width="6" stroke-dasharray="2 16" stroke-linecap="round"/>`;

export const letter: Motif = ({ main, dark, light }, fill) =>
  `<rect x="96" y="92" width="208" height="220" rx="20" fill="${fill}"/><rect x="114" y="110" width="172" height="184" rx="12" fill="#fffaf0"/><path d="M150 272l50-136 50 136M168 228h64" fill="none" stroke="${main}" stroke-width="19" stroke-linecap="round" stroke-linejoin="round"/><path d="M128 124h20M252 124h20" stroke="${dark}" stroke-width="6" stroke-linecap="round"/><path d="M128 280h20M252 280h20" stroke="${light}" stroke-width="6" stroke-linecap="round"/>`;
