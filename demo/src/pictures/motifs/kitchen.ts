import type { Motif } from '../motif.js';

export const mug: Motif = ({ main, dark, light }, fill) =>
  `<path d="M272 160h26a38 38 0 0 1 0 96h-30" fill="none" stroke="${dark}" stroke-width="20"/>
<path d="M116 132h164v126a52 52 0 0 1-52 52h-60a52 52 0 0 1-52-52z" fill="${fill}"/><ellipse cx="198" cy="132" rx="82" ry="16" fill="${light}"/><ellipse cx="198" cy="134" rx="68" ry="10" fill="#6b4430"/>
<path d="M250 150v108a40 40 0 0 1-24 46" fill="none" stroke="${dark}" stroke-width="10" opacity=".22"/><path d="M170 100c-10-16 10-24 0-42M210 100c-10-16 10-24 0-42" fill="none" stroke="${main}" stroke-width="6" stroke-linecap="round" opacity=".5"/>`;

export const teacup: Motif = ({ dark, light }, fill) =>
  `<ellipse cx="200" cy="296" rx="128" ry="18" fill="${light}"/><ellipse cx="200" cy="291" rx="128" ry="15" fill="${fill}"/>
<path d="M276 176h18a32 32 0 0 1-6 66h-28" fill="none" stroke="${dark}" stroke-width="13"/><path d="M104 162h184c0 76-34 120-92 120s-92-44-92-120z" fill="${fill}"/><ellipse cx="196" cy="162" rx="92" ry="17" fill="${light}"/><ellipse cx="196" cy="164" rx="76" ry="11" fill="#9c6a43"/>
<path d="M170 128c-9-15 9-22 0-38M214 128c-9-15 9-22 0-38" fill="none" stroke="${dark}" stroke-width="5" stroke-linecap="round" opacity=".4"/>`;

export const teapot: Motif = ({ main, dark, light }, fill) =>
  `<path d="M278 196c44-2 50 62-6 70" fill="none" stroke="${dark}" stroke-width="15"/><path d="M120 214c-26-4-34-36-58-40 10 22 10 64 52 78z" fill="${main}"/>
<ellipse cx="198" cy="234" rx="92" ry="76" fill="${fill}"/><ellipse cx="198" cy="168" rx="52" ry="14" fill="${light}"/><path d="M150 166c10-26 86-26 96 0z" fill="${main}"/><circle cx="198" cy="138" r="11" fill="${dark}"/><rect x="152" y="300" width="92" height="13" rx="6" fill="${dark}"/>`;

export const plate: Motif = ({ dark, light }, fill) =>
  `<ellipse cx="200" cy="208" rx="118" ry="112" fill="${fill}"/><circle cx="200" cy="206" r="74" fill="${light}"/><circle cx="200" cy="206" r="74" fill="none" stroke="${dark}" stroke-width="3" opacity=".3"/><circle cx="200" cy="206" r="106" fill="none" stroke="${light}" stroke-width="4"/>`;

export const bowl: Motif = ({ dark, light }, fill) =>
  `<path d="M84 178h232c0 78-46 120-116 120S84 256 84 178z" fill="${fill}"/><ellipse cx="200" cy="178" rx="116" ry="26" fill="${light}"/><ellipse cx="200" cy="181" rx="98" ry="18" fill="${dark}" opacity=".35"/><path d="M156 294h88l8 18H148z" fill="${dark}"/>`;

export const cakeStand: Motif = ({ main, dark, light, accent }, fill) =>
  `<path d="M190 96h20v204h-20z" fill="${dark}"/><ellipse cx="200" cy="304" rx="64" ry="12" fill="${dark}"/>
<ellipse cx="200" cy="252" rx="130" ry="17" fill="${light}"/><ellipse cx="200" cy="247" rx="130" ry="15" fill="${fill}"/><ellipse cx="200" cy="176" rx="92" ry="13" fill="${light}"/><ellipse cx="200" cy="172" rx="92" ry="12" fill="${fill}"/><ellipse cx="200" cy="112" rx="54" ry="9" fill="${fill}"/><circle cx="200" cy="86" r="9" fill="${dark}"/>
${cupcake(132, 208, main, accent)}${cupcake(200, 208, accent, main)}${cupcake(268, 208, main, accent)}${cupcake(166, 136, accent, main)}${cupcake(236, 136, main, accent)}`;

function cupcake(x: number, y: number, paper: string, icing: string): string {
  return `<path d="M${x - 17} ${y + 4}h34l-6 26h-22z" fill="${paper}"/><path d="M${x - 20} ${y + 6}c-4-16 10-14 10-22 6-8 14-8 20 0 0 8 14 6 10 22z" fill="${icing}"/><circle cx="${x}" cy="${y - 22}" r="5" fill="#c8423b"/>`;
}

export const cupcakeCases: Motif = ({ dark, light, accent }, fill) =>
  `<path d="M112 206h176l-28 106H140z" fill="${fill}"/><path d="M140 206l14 106M172 206l8 106M228 206l-8 106M260 206l-14 106" stroke="${dark}" stroke-width="4" opacity=".3"/>
<path d="M98 208c-8-44 36-38 44-64 10-30 30-44 58-44s48 14 58 44c8 26 52 20 44 64-40 14-164 14-204 0z" fill="${light}"/><path d="M120 190c40 16 110 18 160-4M146 150c30 14 76 14 106-2" fill="none" stroke="${accent}" stroke-width="9" stroke-linecap="round" opacity=".75"/><circle cx="200" cy="92" r="17" fill="#c8423b"/><path d="M202 78c6-16 18-22 28-22" stroke="#6f4b38" stroke-width="4" fill="none"/>`;

export const jar: Motif = ({ main, dark, light }, fill) =>
  `<rect x="124" y="136" width="152" height="176" rx="26" fill="${fill}"/><rect x="136" y="104" width="128" height="38" rx="10" fill="${dark}"/><rect x="184" y="86" width="32" height="22" rx="11" fill="${dark}"/><rect x="150" y="192" width="100" height="66" rx="8" fill="#fffaf0"/><path d="M166 214h68M166 236h46" stroke="${main}" stroke-width="7" stroke-linecap="round"/><path d="M142 160v126" stroke="${light}" stroke-width="8" stroke-linecap="round" opacity=".7"/>`;

export const tin: Motif = ({ dark, light }, fill) =>
  `<path d="M98 172h204v118c0 14-46 24-102 24S98 304 98 290z" fill="${fill}"/><ellipse cx="200" cy="168" rx="106" ry="30" fill="${dark}"/><ellipse cx="200" cy="156" rx="106" ry="30" fill="${light}"/><ellipse cx="200" cy="154" rx="90" ry="22" fill="${fill}"/><path d="M94 156v14M306 156v14" stroke="${light}" stroke-width="3"/>`;

export const bottle: Motif = ({ dark, light }, fill) =>
  `<path d="M172 96h56v52c0 22 38 30 38 70v70a24 24 0 0 1-24 24h-84a24 24 0 0 1-24-24v-70c0-40 38-48 38-70z" fill="${fill}"/><rect x="166" y="72" width="68" height="32" rx="9" fill="${dark}"/><path d="M154 214v72" stroke="${light}" stroke-width="9" stroke-linecap="round" opacity=".75"/>`;

export const jug: Motif = ({ dark, light }, fill) =>
  `<path d="M262 152c56-8 56 108-8 104" fill="none" stroke="${dark}" stroke-width="17"/><path d="M136 116l-22-16c30-10 120-10 146 0l-6 60c26 60 22 108-4 152H148c-26-44-30-92-4-152z" fill="${fill}"/><ellipse cx="190" cy="104" rx="70" ry="11" fill="${light}"/>`;

export const cutlery: Motif = ({ main, dark, accent }, fill) =>
  `<g stroke-linecap="round"><path d="M132 206v96" stroke="${main}" stroke-width="24"/><path d="M132 200V96" stroke="#b9bfc6" stroke-width="10"/><path d="M112 92v50a20 20 0 0 0 40 0V92M132 92v44" fill="none" stroke="#b9bfc6" stroke-width="7"/>
<path d="M200 206v96" stroke="${accent}" stroke-width="24"/><path d="M200 200v-60" stroke="#b9bfc6" stroke-width="10"/><ellipse cx="200" cy="118" rx="26" ry="36" fill="#c8cdd2"/><path d="M268 206v96" stroke="${dark}" stroke-width="24"/><path d="M260 200V88c30 20 28 80 16 112z" fill="#b9bfc6"/></g><rect x="104" y="232" width="192" height="34" rx="10" fill="${fill}"/>`;

export const apron: Motif = ({ main, dark, light }, fill) =>
  `<path d="M158 96c0-40 84-40 84 0" fill="none" stroke="${dark}" stroke-width="8"/><path d="M152 92h96l10 74c44 10 40 60 36 146H106c-4-86-8-136 36-146z" fill="${fill}"/><path d="M148 214h104v44a22 22 0 0 1-22 22h-60a22 22 0 0 1-22-22z" fill="${light}" stroke="${main}" stroke-width="4"/><path d="M128 174l-44 26M272 174l44 26" stroke="${dark}" stroke-width="8" stroke-linecap="round"/>`;

export const glass: Motif = ({ main, dark, light }) =>
  `<path d="M130 92h140l-16 132c-4 34-104 34-108 0z" fill="${light}" opacity=".75"/><path d="M138 152h124l-9 72c-4 32-102 32-106 0z" fill="${main}"/><rect x="192" y="246" width="16" height="52" fill="${dark}" opacity=".6"/><ellipse cx="200" cy="302" rx="58" ry="11" fill="${dark}" opacity=".7"/><ellipse cx="200" cy="92" rx="70" ry="12" fill="#ffffff" opacity=".7"/><path d="M152 110l8 90" stroke="#ffffff" stroke-width="8" stroke-linecap="round" opacity=".7"/>`;

export const tray: Motif = ({ main, dark, light }, fill) =>
  `<path d="M96 190h-22a20 20 0 0 0 0 52h26M304 190h22a20 20 0 0 1 0 52h-26" fill="none" stroke="${dark}" stroke-width="12"/><rect x="84" y="140" width="232" height="152" rx="30" fill="${dark}"/><rect x="90" y="132" width="220" height="148" rx="28" fill="${light}"/><rect x="106" y="148" width="188" height="116" rx="18" fill="${fill}"/><rect x="106" y="148" width="188" height="116" rx="18" fill="none" stroke="${main}" stroke-width="3"/>`;

export const napkins: Motif = ({ main, dark, light }, fill) =>
  `<rect x="104" y="132" width="192" height="180" rx="8" fill="${dark}"/><rect x="100" y="124" width="192" height="180" rx="8" fill="${light}"/><rect x="96" y="116" width="192" height="180" rx="8" fill="${fill}"/><path d="M288 116L96 296h184a8 8 0 0 0 8-8z" fill="${light}" opacity=".4"/><path d="M112 132h160v148H112z" fill="none" stroke="${light}" stroke-width="4" stroke-dasharray="7 7"/><path d="M96 296L288 116" stroke="${main}" stroke-width="3" opacity=".6"/>`;
