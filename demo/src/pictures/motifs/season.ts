import type { Motif } from '../motif.js';
import { star as starShape } from '../pattern-fill.js';

export const tree: Motif = ({ main, dark, light, accent }) =>
  `<rect x="184" y="276" width="32" height="38" fill="#8c6748"/><path d="M200 76l64 88h-28l56 66h-32l52 52H88l52-52h-32l56-66h-28z" fill="${main}"/><path d="M200 76l64 88h-28l56 66h-32l52 52H200z" fill="${dark}" opacity=".25"/><circle cx="174" cy="188" r="9" fill="${accent}"/><circle cx="230" cy="222" r="9" fill="${light}"/><circle cx="158" cy="256" r="9" fill="${light}"/><circle cx="222" cy="156" r="8" fill="${accent}"/><circle cx="262" cy="264" r="9" fill="${accent}"/>${starShape(200, 72, 24, '#f3c969')}`;

export const bauble: Motif = ({ main, dark, light }, fill) =>
  `<path d="M200 50v44" stroke="${dark}" stroke-width="4"/><circle cx="200" cy="214" r="98" fill="${fill}"/><rect x="178" y="94" width="44" height="30" rx="6" fill="#cda552"/><path d="M188 96c0-22 24-22 24 0" fill="none" stroke="#cda552" stroke-width="6"/><path d="M130 186c6-26 22-40 40-46" stroke="${light}" stroke-width="12" fill="none" stroke-linecap="round"/><path d="M104 224c60 24 132 24 192 0" fill="none" stroke="${main}" stroke-width="5" opacity=".6"/>`;

export const star: Motif = ({ dark, light }, fill) =>
  `<path d="M200 40v46" stroke="${dark}" stroke-width="5"/>${starShape(200, 206, 124, fill)}${starShape(200, 206, 56, light)}`;

export const wreath: Motif = ({ main, accent }) => {
  const leaves = Array.from({ length: 22 }, (_, i) => {
    const turn = (360 / 22) * i;
    return `<ellipse cx="200" cy="108" rx="13" ry="32" fill="${i % 2 ? '#6f9d6b' : '#55805a'}" transform="rotate(${turn.toFixed(1)} 200 210) rotate(${i % 2 ? 32 : -32} 200 108)"/>`;
  });
  const berries = [20, 95, 150, 240, 310].map(
    (turn) => `<circle cx="200" cy="112" r="11" fill="${main}" transform="rotate(${turn} 200 210)"/>`,
  );
  return `${leaves.join('')}${berries.join('')}<path d="M200 306c-20-44-76-36-62-4 8 16 40 12 62 4zM200 306c20-44 76-36 62-4-8 16-40 12-62 4z" fill="${accent}"/><circle cx="200" cy="304" r="11" fill="${main}"/>`;
};

export const egg: Motif = ({ main, light, accent }, fill) =>
  `<path d="M200 84c58 0 92 86 92 140 0 54-40 88-92 88s-92-34-92-88c0-54 34-140 92-140z" fill="${fill}"/><path d="M114 190l22 16 22-16 22 16 22-16 22 16 22-16 22 16 16-12M112 244l22 16 22-16 22 16 22-16 22 16 22-16 22 16 20-14" fill="none" stroke="${accent}" stroke-width="9" stroke-linejoin="round"/><path d="M148 150c8-22 20-34 34-40" stroke="${light}" stroke-width="9" stroke-linecap="round" fill="none"/><path d="M150 312h100" stroke="${main}" stroke-width="4"/>`;

export const rabbit: Motif = ({ main, dark, light }, fill) =>
  `<path d="M168 160c-30-60-26-110-6-110s26 56 28 104zM232 160c30-60 26-110 6-110s-26 56-28 104z" fill="${main}"/><path d="M170 140c-14-34-14-62-6-66M230 140c14-34 14-62 6-66" stroke="${light}" stroke-width="9" stroke-linecap="round" fill="none"/><ellipse cx="200" cy="270" rx="84" ry="46" fill="${fill}"/><circle cx="200" cy="194" r="66" fill="${fill}"/><circle cx="176" cy="186" r="8" fill="#2b2622"/><circle cx="224" cy="186" r="8" fill="#2b2622"/><path d="M190 208h20l-10 12z" fill="${dark}"/><path d="M200 220v8c-6 10-18 10-22 2M200 228c6 10 18 10 22 2" fill="none" stroke="${dark}" stroke-width="4" stroke-linecap="round"/><circle cx="276" cy="284" r="19" fill="${light}"/>`;

export const doll: Motif = ({ main, dark, light, accent }, fill) =>
  `<path d="M200 70c40 0 62 30 62 66 0 20-10 32-10 42 40 18 56 60 48 92-6 30-50 44-100 44s-94-14-100-44c-8-32 8-74 48-92 0-10-10-22-10-42 0-36 22-66 62-66z" fill="${fill}"/><circle cx="200" cy="138" r="42" fill="#f6dcc3"/><path d="M160 128c20-2 34-10 40-24 6 14 20 22 40 24-2-30-18-44-40-44s-38 14-40 44z" fill="${dark}"/><circle cx="186" cy="142" r="4.5" fill="#2b2622"/><circle cx="214" cy="142" r="4.5" fill="#2b2622"/><path d="M190 158c6 6 14 6 20 0" fill="none" stroke="#c8423b" stroke-width="4" stroke-linecap="round"/><ellipse cx="200" cy="252" rx="46" ry="42" fill="${light}"/><circle cx="200" cy="250" r="15" fill="${accent}"/><circle cx="200" cy="250" r="7" fill="${main}"/>`;

export const toy: Motif = ({ main, dark, light, accent }) =>
  `<rect x="96" y="216" width="96" height="96" rx="10" fill="${main}"/><rect x="204" y="216" width="96" height="96" rx="10" fill="${accent}"/><rect x="150" y="112" width="96" height="96" rx="10" fill="${light}"/><g fill="none" stroke="${dark}" stroke-width="5" opacity=".45"><rect x="108" y="228" width="72" height="72" rx="6"/><rect x="216" y="228" width="72" height="72" rx="6"/><rect x="162" y="124" width="72" height="72" rx="6"/></g>${starShape(144, 264, 25, '#fffaf0')}<circle cx="252" cy="264" r="22" fill="#fffaf0"/><path d="M198 136l24 44h-48z" fill="${dark}"/>`;

export const game: Motif = ({ main, dark, accent, light }) =>
  `<g transform="rotate(-6 200 200)"><path d="M104 112h80c-8-30 40-30 32 0h80v80c-30-8-30 40 0 32v80H104z" fill="${main}"/><path d="M200 112v192M104 208h192" stroke="${dark}" stroke-width="5" opacity=".5"/><path d="M200 192c0 0 30-14 30 14s-30 14-30 14M184 208c-8 30 40 30 32 0" fill="${accent}"/><circle cx="152" cy="160" r="21" fill="${light}"/><rect x="228" y="238" width="44" height="44" rx="8" fill="${light}"/></g>`;

export const teddy: Motif = ({ main, dark, light }, fill) =>
  `<circle cx="144" cy="104" r="30" fill="${main}"/><circle cx="256" cy="104" r="30" fill="${main}"/><circle cx="144" cy="104" r="15" fill="${light}"/><circle cx="256" cy="104" r="15" fill="${light}"/><ellipse cx="200" cy="264" rx="84" ry="54" fill="${fill}"/><circle cx="200" cy="154" r="74" fill="${main}"/><ellipse cx="200" cy="178" rx="36" ry="28" fill="${light}"/><circle cx="174" cy="140" r="8" fill="#2b2622"/><circle cx="226" cy="140" r="8" fill="#2b2622"/><ellipse cx="200" cy="168" rx="11" ry="8" fill="${dark}"/><path d="M200 176v10c-6 8-14 8-18 2M200 186c6 8 14 8 18 2" fill="none" stroke="${dark}" stroke-width="4" stroke-linecap="round"/>`;

export const sewing: Motif = ({ main, dark, light, accent }) =>
  `<rect x="120" y="96" width="116" height="26" rx="8" fill="${dark}"/><rect x="120" y="286" width="116" height="26" rx="8" fill="${dark}"/><rect x="136" y="122" width="84" height="164" fill="${main}"/><path d="M136 146h84M136 172h84M136 198h84M136 224h84M136 250h84" stroke="${light}" stroke-width="5" opacity=".6"/><path d="M220 262c60 0 20-120 70-150" fill="none" stroke="${main}" stroke-width="5"/><path d="M282 84l20 128" stroke="#b9bfc6" stroke-width="8" stroke-linecap="round"/><circle cx="282" cy="278" r="34" fill="${accent}"/><circle cx="272" cy="270" r="5" fill="${dark}"/><circle cx="292" cy="270" r="5" fill="${dark}"/><circle cx="272" cy="288" r="5" fill="${dark}"/><circle cx="292" cy="288" r="5" fill="${dark}"/>`;
