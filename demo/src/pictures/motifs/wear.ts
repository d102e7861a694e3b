import type { Motif } from '../motif.js';

export const bag: Motif = ({ dark, light }, fill) =>
  `<path d="M148 156c0-90 104-90 104 0" fill="none" stroke="${dark}" stroke-width="14"/><path d="M92 148h216l18 150a14 14 0 0 1-14 16H88a14 14 0 0 1-14-16z" fill="${fill}"/><path d="M92 148h216l3 22H89z" fill="${dark}" opacity=".35"/><circle cx="148" cy="172" r="8" fill="${light}"/><circle cx="252" cy="172" r="8" fill="${light}"/>`;

export const lunchBag: Motif = ({ dark, light }, fill) =>
  `<path d="M168 96c0-40 64-40 64 0" fill="none" stroke="${dark}" stroke-width="12"/><rect x="100" y="140" width="200" height="172" rx="18" fill="${fill}"/><path d="M100 154c0-40 30-60 100-60s100 20 100 60v26H100z" fill="${light}"/><path d="M100 176h200" stroke="${dark}" stroke-width="7" stroke-dasharray="10 6"/><rect x="170" y="166" width="60" height="24" rx="8" fill="${dark}"/>`;

export const purse: Motif = ({ main, dark, light }, fill) =>
  `<path d="M92 176c0-30 216-30 216 0l10 92c0 30-28 44-118 44S82 298 82 268z" fill="${fill}"/><path d="M88 178c20-34 204-34 224 0" fill="none" stroke="${dark}" stroke-width="16" stroke-linecap="round"/><circle cx="188" cy="140" r="14" fill="${light}"/><circle cx="214" cy="140" r="14" fill="${main}"/><path d="M112 216c8 40 28 60 60 68" fill="none" stroke="${light}" stroke-width="7" stroke-linecap="round" opacity=".6"/>`;

export const umbrella: Motif = ({ main, dark, light }, fill) =>
  `<path d="M200 190v90a24 24 0 0 1-48 0" fill="none" stroke="${dark}" stroke-width="11" stroke-linecap="round"/><path d="M70 204a130 118 0 0 1 260 0c-20-22-46-22-65 0-19-22-46-22-65 0-19-22-46-22-65 0-19-22-45-22-65 0z" fill="${fill}"/><path d="M200 86c-36 30-62 68-65 118M200 86c36 30 62 68 65 118" fill="none" stroke="${light}" stroke-width="4"/><path d="M200 66v22" stroke="${main}" stroke-width="9" stroke-linecap="round"/>`;

export const necklace: Motif = ({ main, dark, light, accent }) => {
  const beads = Array.from({ length: 15 }, (_, i) => {
    const angle = Math.PI * (0.06 + (0.88 * i) / 14);
    const x = 200 - 112 * Math.cos(angle);
    const y = 96 + 150 * Math.sin(angle);
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${i % 2 ? 11 : 15}" fill="${[main, accent, light][i % 3]}"/>`;
  });
  return `<path d="M88 96c4 200 220 200 224 0" fill="none" stroke="${dark}" stroke-width="4"/>${beads.join('')}<path d="M200 256l26 34-26 34-26-34z" fill="${main}"/><path d="M200 256l10 34-10 34-10-34z" fill="${light}"/>`;
};

export const bracelet: Motif = ({ main, dark, light, accent }) => {
  const beads = Array.from({ length: 18 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 18;
    const front = Math.sin(angle) > 0;
    return `<circle cx="${(200 + 112 * Math.cos(angle)).toFixed(1)}" cy="${(210 + 74 * Math.sin(angle)).toFixed(1)}" r="${front ? 20 : 14}" fill="${[main, accent, light][i % 3]}"/>`;
  });
  return `<ellipse cx="200" cy="210" rx="112" ry="74" fill="none" stroke="${dark}" stroke-width="5"/>${beads.join('')}`;
};

export const earrings: Motif = ({ main, dark, light, accent }) =>
  [146, 254]
    .map(
      (x) =>
        `<path d="M${x} 134c-22-8-18-46 6-44 18 2 18 30-2 40" fill="none" stroke="${dark}" stroke-width="6" stroke-linecap="round"/><circle cx="${x}" cy="150" r="13" fill="${accent}"/><path d="M${x} 168c34 50 40 72 32 92a34 34 0 0 1-64 0c-8-20-2-42 32-92z" fill="${main}"/><path d="M${x - 14} 246c-6-12 0-26 8-40" fill="none" stroke="${light}" stroke-width="8" stroke-linecap="round"/>`,
    )
    .join('');

export const ring: Motif = ({ main, dark, light }) =>
  `<circle cx="200" cy="234" r="78" fill="none" stroke="${dark}" stroke-width="18"/><path d="M148 136h104l28 34-80 72-80-72z" fill="${main}"/><path d="M148 136l26 34 26-34 26 34 26-34M120 170h160M174 170l26 72 26-72" fill="none" stroke="${light}" stroke-width="5"/>`;

export const keyring: Motif = ({ dark, light, main }, fill) =>
  `<circle cx="200" cy="112" r="44" fill="none" stroke="${dark}" stroke-width="11"/><path d="M200 156v26" stroke="${dark}" stroke-width="10"/><rect x="140" y="180" width="120" height="132" rx="34" fill="${fill}"/><circle cx="200" cy="204" r="10" fill="${light}"/><path d="M172 246h56M172 270h56" stroke="${main}" stroke-width="8" stroke-linecap="round" opacity=".4"/>`;

export const hairClip: Motif = ({ main, dark, light }, fill) =>
  `<path d="M196 204C150 120 78 120 80 176c2 50 70 60 116 28zM204 204c46-84 118-84 116-28-2 50-70 60-116 28z" fill="${fill}"/><path d="M196 214c-20 50-58 70-76 92M204 214c20 50 58 70 76 92" stroke="${main}" stroke-width="24" stroke-linecap="round"/><rect x="176" y="176" width="48" height="56" rx="16" fill="${dark}"/><path d="M188 190h24" stroke="${light}" stroke-width="6" stroke-linecap="round"/>`;

export const hotWaterBottle: Motif = ({ dark, light }, fill) =>
  `<path d="M166 84h68v34c0 14 50 14 56 54l8 92c4 34-16 50-44 50H146c-28 0-48-16-44-50l8-92c6-40 56-40 56-54z" fill="${fill}"/><rect x="160" y="66" width="80" height="30" rx="11" fill="${dark}"/><path d="M138 176l-8 96" stroke="${light}" stroke-width="9" stroke-linecap="round" opacity=".7"/><path d="M160 288h80" stroke="${dark}" stroke-width="6" stroke-linecap="round" opacity=".5"/>`;

export const soap: Motif = ({ main, dark, light }, fill) =>
  `<circle cx="118" cy="132" r="24" fill="#ffffff" opacity=".75"/><circle cx="162" cy="104" r="15" fill="#ffffff" opacity=".75"/><circle cx="276" cy="126" r="19" fill="#ffffff" opacity=".75"/><rect x="96" y="168" width="208" height="104" rx="48" fill="${fill}"/><rect x="128" y="192" width="144" height="56" rx="26" fill="none" stroke="${light}" stroke-width="6"/><path d="M76 270h248l-24 42H100z" fill="${dark}"/><path d="M160 222h80" stroke="${main}" stroke-width="8" stroke-linecap="round" opacity=".5"/>`;
