import type { Motif } from '../motif.js';
import { heart as heartShape } from '../pattern-fill.js';

export const cushion: Motif = ({ dark, light }, fill) =>
  `<path d="M96 112c70 16 138 16 208 0 22 66 22 126 0 194-70-14-138-14-208 0-22-68-22-128 0-194z" fill="${fill}"/><path d="M112 130c60 12 116 12 176 0M112 290c60-12 116-12 176 0" fill="none" stroke="${light}" stroke-width="4" stroke-dasharray="8 8"/><circle cx="200" cy="209" r="11" fill="${dark}"/><path d="M200 209l-40-26M200 209l40-26M200 209l-40 28M200 209l40 28" stroke="${dark}" stroke-width="3" opacity=".35"/>`;

export const box: Motif = ({ main, dark, light }, fill) =>
  `<path d="M92 176h216v126a10 10 0 0 1-10 10H102a10 10 0 0 1-10-10z" fill="${fill}"/><path d="M80 132h240v48a6 6 0 0 1-6 6H86a6 6 0 0 1-6-6z" fill="${light}"/><path d="M80 176h240v10H80z" fill="${dark}" opacity=".25"/><rect x="176" y="168" width="48" height="54" rx="8" fill="${dark}"/><circle cx="200" cy="194" r="8" fill="${light}"/><path d="M92 300h216" stroke="${main}" stroke-width="4"/>`;

export const basket: Motif = ({ main, dark, light }) =>
  `<path d="M120 188c0-134 160-134 160 0" fill="none" stroke="${dark}" stroke-width="14"/><path d="M86 184h228l-26 116a16 16 0 0 1-16 12H128a16 16 0 0 1-16-12z" fill="${main}"/><g stroke="${light}" stroke-width="7" opacity=".8"><path d="M96 216h208M102 246h196M110 276h180"/></g><g stroke="${dark}" stroke-width="6" opacity=".5"><path d="M130 190l14 120M166 190l6 120M234 190l-6 120M270 190l-14 120"/></g><rect x="80" y="176" width="240" height="20" rx="10" fill="${dark}"/>`;

export const clock: Motif = ({ main, dark }, fill) =>
  `<circle cx="200" cy="204" r="116" fill="${fill}"/><circle cx="200" cy="204" r="92" fill="#fffaf0"/><g stroke="${dark}" stroke-width="8" stroke-linecap="round"><path d="M200 124v14M200 270v14M120 204h14M266 204h14"/></g><path d="M200 204V146M200 204l40 26" stroke="${dark}" stroke-width="10" stroke-linecap="round"/><circle cx="200" cy="204" r="11" fill="${main}"/>`;

export const alarmClock: Motif = ({ main, dark, light }, fill) =>
  `<path d="M132 292l-22 26M268 292l22 26" stroke="${dark}" stroke-width="15" stroke-linecap="round"/><path d="M92 138a44 44 0 0 1 68-40zM308 138a44 44 0 0 0-68-40z" fill="${dark}"/><rect x="190" y="76" width="20" height="22" fill="${dark}"/><circle cx="200" cy="212" r="106" fill="${fill}"/><circle cx="200" cy="212" r="80" fill="#fffaf0"/><path d="M200 212v-52M200 212h34" stroke="${dark}" stroke-width="9" stroke-linecap="round"/><circle cx="200" cy="212" r="9" fill="${main}"/><path d="M186 70h28" stroke="${light}" stroke-width="12" stroke-linecap="round"/>`;

export const frame: Motif = ({ main, dark, light }, fill) =>
  `<rect x="92" y="88" width="216" height="224" rx="10" fill="${dark}"/><rect x="96" y="84" width="208" height="222" rx="8" fill="${fill}"/><rect x="128" y="116" width="144" height="158" fill="#fffaf0"/><rect x="138" y="126" width="124" height="138" fill="#dfeaf0"/><circle cx="228" cy="160" r="16" fill="#f3c969"/><path d="M138 238l42-50 34 36 22-22 26 30v32H138z" fill="${main}"/><path d="M138 264v-20l60-20 64 28v12z" fill="${light}"/>`;

export const mirror: Motif = ({ dark, light }, fill) =>
  `<ellipse cx="200" cy="200" rx="100" ry="120" fill="${fill}"/><ellipse cx="200" cy="200" rx="100" ry="120" fill="none" stroke="${dark}" stroke-width="4" opacity=".5"/><ellipse cx="200" cy="200" rx="74" ry="94" fill="#dbe7ec"/><path d="M158 236l70-104M186 262l66-98" stroke="#ffffff" stroke-width="12" stroke-linecap="round" opacity=".85"/><path d="M180 82c8-22 32-22 40 0" fill="none" stroke="${light}" stroke-width="9"/>`;

export const sign: Motif = ({ main, dark, light }, fill) =>
  `<path d="M124 156l76-72 76 72" fill="none" stroke="${dark}" stroke-width="6"/><circle cx="200" cy="82" r="9" fill="${dark}"/><rect x="76" y="152" width="248" height="130" rx="14" fill="${fill}"/><rect x="94" y="170" width="212" height="94" rx="8" fill="#fffaf0"/>${heartShape(200, 182, 0.9, main)}<path d="M116 236h168M138 252h124" stroke="${dark}" stroke-width="7" stroke-linecap="round"/><path d="M116 204h44M240 204h44" stroke="${light}" stroke-width="7" stroke-linecap="round"/>`;

export const hook: Motif = ({ main, dark, light }, fill) =>
  `<rect x="76" y="124" width="248" height="66" rx="14" fill="${fill}"/>${[124, 200, 276]
    .map(
      (x) =>
        `<circle cx="${x}" cy="157" r="13" fill="${light}"/><path d="M${x} 166v68a24 24 0 0 0 44 10" fill="none" stroke="${dark}" stroke-width="12" stroke-linecap="round"/>`,
    )
    .join('')}<path d="M90 140h220" stroke="${main}" stroke-width="4" opacity=".5"/>`;

export const knob: Motif = ({ dark, light }, fill) =>
  `<path d="M176 240h48l12 62h-72z" fill="${dark}"/><ellipse cx="200" cy="304" rx="62" ry="11" fill="${dark}"/><circle cx="200" cy="176" r="88" fill="${fill}"/><circle cx="200" cy="176" r="88" fill="none" stroke="${dark}" stroke-width="5" opacity=".4"/><path d="M148 152c8-24 30-36 52-38" fill="none" stroke="${light}" stroke-width="12" stroke-linecap="round"/>`;

export const doormat: Motif = ({ main, dark, light }, fill) =>
  `<path d="M96 152h208l32 138H64z" fill="${dark}"/><path d="M104 160h192l26 118H78z" fill="${fill}"/><path d="M132 190h136l18 62H114z" fill="${light}" opacity=".9"/><path d="M150 212h100M140 232h120" stroke="${main}" stroke-width="10" stroke-linecap="round"/><path d="M70 290v14M98 290v14M126 290v14M154 290v14M182 290v14M210 290v14M238 290v14M266 290v14M294 290v14M322 290v14" stroke="${dark}" stroke-width="6" stroke-linecap="round"/>`;

export const drawers: Motif = ({ dark, light }, fill) =>
  `<path d="M112 300h26v18h-26zM262 300h26v18h-26z" fill="${dark}"/><rect x="92" y="98" width="216" height="206" rx="12" fill="${fill}"/><rect x="82" y="86" width="236" height="22" rx="8" fill="${dark}"/>${[
    124, 184, 244,
  ]
    .map(
      (y) =>
        `<rect x="110" y="${y}" width="180" height="46" rx="6" fill="${light}" stroke="${dark}" stroke-width="3"/><circle cx="200" cy="${y + 23}" r="8" fill="${dark}"/>`,
    )
    .join('')}`;

export const chair: Motif = ({ main, dark, light }, fill) =>
  `<path d="M120 216l-14 98M280 216l14 98M152 220l-4 80M248 220l4 80" stroke="${dark}" stroke-width="13" stroke-linecap="round"/><ellipse cx="200" cy="204" rx="108" ry="30" fill="${dark}"/><ellipse cx="200" cy="192" rx="108" ry="30" fill="${fill}"/><ellipse cx="200" cy="186" rx="80" ry="17" fill="${light}" opacity=".5"/><path d="M136 272h128" stroke="${main}" stroke-width="9"/>`;

export const vase: Motif = ({ main, dark, light, accent }, fill) =>
  `<g stroke="#6f9d6b" stroke-width="7" fill="none" stroke-linecap="round"><path d="M196 200c-6-40-30-60-48-84M200 200c0-50 4-76 4-110M206 200c6-40 28-58 50-76"/></g>${bloom(148, 112, accent, light)}${bloom(204, 88, main, '#f3c969')}${bloom(258, 120, accent, light)}<path d="M164 190h76c-8 30 34 44 34 82 0 24-16 40-34 40h-80c-18 0-34-16-34-40 0-38 46-52 38-82z" fill="${fill}"/><ellipse cx="202" cy="190" rx="38" ry="8" fill="${dark}"/>`;

function bloom(x: number, y: number, petal: string, heart: string): string {
  const petals = [0, 60, 120, 180, 240, 300]
    .map(
      (turn) => `<ellipse cx="${x}" cy="${y - 20}" rx="12" ry="18" transform="rotate(${turn} ${x} ${y})"/>`,
    )
    .join('');
  return `<g fill="${petal}">${petals}</g><circle cx="${x}" cy="${y}" r="11" fill="${heart}"/>`;
}

export const flowers: Motif = ({ main, light, dark, accent }) =>
  `<g stroke="#6f9d6b" stroke-width="9" fill="none" stroke-linecap="round"><path d="M200 316C196 270 150 240 136 190M200 316c0-70 2-110 4-150M200 316c4-46 54-80 66-124"/><path d="M170 262c-24 0-38-8-46-24M232 262c24 0 36-10 44-26"/></g>${bloom(132, 168, accent, main)}${bloom(204, 132, main, '#f3c969')}${bloom(270, 170, light, dark)}<path d="M172 296l56 0 10 18h-76z" fill="${dark}"/>`;

export const heart: Motif = ({ dark, light }, fill) =>
  `<path d="M200 66v58" stroke="${dark}" stroke-width="5"/><circle cx="200" cy="64" r="9" fill="none" stroke="${dark}" stroke-width="5"/><path d="M200 150C186 92 96 96 104 168c6 60 66 88 96 138 30-50 90-78 96-138 8-72-82-76-96-18z" fill="${fill}"/><path d="M128 168c-2-28 16-42 36-42" fill="none" stroke="${light}" stroke-width="11" stroke-linecap="round"/>`;

export const shelf: Motif = ({ main, dark, light, accent }, fill) =>
  `<rect x="78" y="214" width="244" height="22" rx="6" fill="${fill}"/><path d="M110 236v46l46-46M290 236v46l-46-46" fill="none" stroke="${dark}" stroke-width="10"/><rect x="112" y="142" width="32" height="72" fill="${main}"/><rect x="148" y="126" width="26" height="88" fill="${accent}"/><rect x="178" y="150" width="24" height="64" fill="${light}"/><path d="M234 166h54l-8 48h-38z" fill="${dark}"/><circle cx="261" cy="142" r="28" fill="#6f9d6b"/>`;
