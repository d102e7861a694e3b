import type { Motif } from '../motif.js';

export const bird: Motif = ({ dark, light, accent }, fill) =>
  `<path d="M92 268h216" stroke="#8c6748" stroke-width="13" stroke-linecap="round"/><path d="M276 258c12-10 20-6 30-18" stroke="#6f9d6b" stroke-width="8" stroke-linecap="round" fill="none"/><path d="M182 252v18M212 252v18" stroke="${dark}" stroke-width="7"/><path d="M96 208c-26-4-44 6-60 20 30 12 58 12 84 0z" fill="${dark}"/><path d="M104 216c6-74 66-112 118-110 54 2 72 44 58 80-18 50-64 72-106 72-38 0-66-16-70-42z" fill="${fill}"/><path d="M132 210c26-44 70-44 96-30-6 44-54 66-96 30z" fill="${light}"/><circle cx="248" cy="142" r="8" fill="#2b2622"/><path d="M284 148l36 8-34 16z" fill="${accent === light ? '#e08a45' : '#e0a045'}"/>`;

export const birdhouse: Motif = ({ main, dark, light }, fill) =>
  `<rect x="191" y="276" width="18" height="44" fill="#8c6748"/><rect x="122" y="164" width="156" height="118" rx="6" fill="${fill}"/><path d="M96 174L200 82l104 92z" fill="${dark}"/><path d="M200 82l104 92h-26L200 104l-78 70H96z" fill="${main}"/><circle cx="200" cy="212" r="26" fill="#2b2622" opacity=".8"/><path d="M200 252v14h20" stroke="${light}" stroke-width="9" stroke-linecap="round" fill="none"/>`;

export const plantPot: Motif = ({ main, dark, light }, fill) =>
  `<g fill="#7fa37a"><path d="M200 214C140 196 112 150 124 104c44 12 74 56 76 110z"/><path d="M200 214c60-18 88-64 76-110-44 12-74 56-76 110z"/><path d="M200 214c-30-52-28-100 0-142 28 42 30 90 0 142z" fill="#6f9d6b"/></g><path d="M112 206h176v32H112z" fill="${dark}"/><path d="M124 238h152l-18 76H142z" fill="${fill}"/><path d="M128 214h60" stroke="${light}" stroke-width="6" stroke-linecap="round" opacity=".6"/><path d="M142 314h116" stroke="${main}" stroke-width="4"/>`;

export const wateringCan: Motif = ({ dark, light, main }, fill) =>
  `<path d="M108 262L50 172" stroke="${dark}" stroke-width="19"/><path d="M28 180l46-30 8 16-44 30z" fill="${main}"/><path d="M150 168c0-90 130-90 150 20" fill="none" stroke="${dark}" stroke-width="13"/><path d="M118 164h170l14 134a14 14 0 0 1-14 16H118a14 14 0 0 1-14-16z" fill="${fill}"/><ellipse cx="203" cy="164" rx="85" ry="15" fill="${light}"/>`;

export const parasol: Motif = ({ main, dark, light, accent }, fill) =>
  `<rect x="194" y="110" width="12" height="200" rx="5" fill="#8c6748"/><path d="M68 196C84 116 140 84 200 84s116 32 132 112z" fill="${fill}"/><path d="M200 84c-34 28-50 66-54 112h108c-4-46-20-84-54-112z" fill="${accent}" opacity=".55"/><path d="M68 196h264" stroke="${dark}" stroke-width="7"/><circle cx="200" cy="78" r="9" fill="${main}"/><path d="M150 314h100" stroke="${dark}" stroke-width="14" stroke-linecap="round"/><path d="M100 164c14-26 34-44 58-54" stroke="${light}" stroke-width="6" fill="none" stroke-linecap="round" opacity=".7"/>`;

export const butterfly: Motif = ({ main, dark, accent }, fill) =>
  `<path d="M194 206C150 90 60 84 72 160c6 44 60 60 122 46zM206 206c44-116 134-122 122-46-6 44-60 60-122 46z" fill="${fill}"/><path d="M194 214c-70-4-106 30-86 66 18 32 70 14 86-66zM206 214c70-4 106 30 86 66-18 32-70 14-86-66z" fill="${main}"/><circle cx="126" cy="156" r="17" fill="${accent}"/><circle cx="274" cy="156" r="17" fill="${accent}"/><rect x="192" y="162" width="16" height="124" rx="8" fill="${dark}"/><path d="M198 166c-8-32-22-44-38-50M202 166c8-32 22-44 38-50" fill="none" stroke="${dark}" stroke-width="5" stroke-linecap="round"/>`;
