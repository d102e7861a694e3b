import type { Motif } from '../motif.js';

const flame = (x: number, y: number, scale = 1) =>
  `<g transform="translate(${x} ${y}) scale(${scale})"><path d="M0-46C16-22 18-12 14-2a15 15 0 0 1-28 0C-18-14-6-22 0-46z" fill="#f0a63c"/><path d="M0-24C7-12 8-6 6-1a7 7 0 0 1-12 0c-2-6 3-12 6-23z" fill="#fdeeb4"/></g>`;

export const candle: Motif = ({ dark, light }, fill) =>
  `<circle cx="200" cy="112" r="86" fill="#fff3c9" opacity=".6"/><path d="M200 132v24" stroke="#44474f" stroke-width="5"/>${flame(200, 134, 1.15)}<rect x="142" y="156" width="116" height="150" rx="8" fill="${fill}"/><ellipse cx="200" cy="156" rx="58" ry="13" fill="${light}"/><path d="M160 158c0 34 14 30 14 54 0 10-12 10-12 0" fill="none" stroke="${light}" stroke-width="8" stroke-linecap="round"/><ellipse cx="200" cy="308" rx="80" ry="11" fill="${dark}"/>`;

export const dinnerCandles: Motif = ({ main, dark, accent }, fill) =>
  [124, 174, 224, 274]
    .map(
      (x, i) =>
        `<path d="M${x} 118v12" stroke="#44474f" stroke-width="4"/>${flame(x, 116, 0.66)}<path d="M${x - 13} 130h26l5 176h-36z" fill="${i % 2 ? accent : fill}"/>`,
    )
    .join('') +
  `<path d="M96 268h208v34H96z" fill="${main}"/><path d="M200 268l-26-18v36l26-18zm0 0l26-18v36z" fill="${dark}"/>`;

export const tealight: Motif = ({ dark, light, main }, fill) =>
  `<circle cx="200" cy="160" r="92" fill="#fff3c9" opacity=".65"/><path d="M112 148h176c8 74-16 162-88 162s-96-88-88-162z" fill="${fill}" opacity=".92"/><ellipse cx="200" cy="148" rx="88" ry="20" fill="${light}"/><ellipse cx="200" cy="152" rx="70" ry="13" fill="${dark}" opacity=".5"/>${flame(200, 144, 0.95)}<path d="M136 184c0 40 8 70 24 92" stroke="#ffffff" stroke-width="9" fill="none" stroke-linecap="round" opacity=".6"/><ellipse cx="200" cy="308" rx="52" ry="8" fill="${main}"/>`;

export const lantern: Motif = ({ main, dark }, fill) =>
  `<path d="M168 92c0-44 64-44 64 0" fill="none" stroke="${dark}" stroke-width="9"/><path d="M132 142l38-50h60l38 50z" fill="${fill}"/><rect x="136" y="142" width="128" height="142" fill="#fff4cf"/><path d="M136 142v142M200 142v142M264 142v142M136 212h128" stroke="${dark}" stroke-width="9"/><rect x="176" y="226" width="48" height="52" fill="${main}"/>${flame(200, 222, 0.8)}<path d="M120 284h160l10 28H110z" fill="${fill}"/>`;

export const fairyLights: Motif = ({ main, dark, accent, light }) => {
  const bulbs: [number, number][] = [
    [84, 150],
    [132, 206],
    [196, 222],
    [260, 202],
    [316, 150],
    [104, 282],
    [166, 312],
    [232, 312],
    [294, 280],
  ];
  return `<path d="M56 112c40 130 250 130 290 0M62 248c60 84 216 84 276 0" fill="none" stroke="${dark}" stroke-width="5"/>${bulbs
    .map(
      ([x, y], i) =>
        `<circle cx="${x}" cy="${y}" r="26" fill="#fff3c9" opacity=".7"/><path d="M${x - 5} ${y - 22}h10v10h-10z" fill="${dark}"/><ellipse cx="${x}" cy="${y}" rx="13" ry="17" fill="${[main, accent, light][i % 3]}"/>`,
    )
    .join('')}`;
};

export const lamp: Motif = ({ dark, main }, fill) =>
  `<path d="M148 84h104l48 128H100z" fill="${fill}"/><path d="M112 212h176l14 26H98z" fill="#fff3c9" opacity=".8"/><rect x="191" y="212" width="18" height="78" fill="${dark}"/><path d="M140 306c6-24 114-24 120 0z" fill="${main}"/><rect x="132" y="302" width="136" height="11" rx="5" fill="${dark}"/>`;

export const incense: Motif = ({ main, dark, light }, fill) =>
  `<path d="M150 128c-26-26 20-34-2-66M216 110c-20-22 16-30 0-58" fill="none" stroke="${dark}" stroke-width="6" stroke-linecap="round" opacity=".4"/><g stroke="${dark}" stroke-width="6" stroke-linecap="round"><path d="M150 140l26 92M186 128l8 104M220 126l-8 106M254 142l-26 90"/></g><rect x="128" y="196" width="144" height="114" rx="12" fill="${fill}"/><rect x="150" y="228" width="100" height="50" rx="6" fill="#fffaf0"/><path d="M166 246h68M176 262h48" stroke="${main}" stroke-width="6" stroke-linecap="round"/><ellipse cx="200" cy="196" rx="72" ry="11" fill="${light}"/>`;
