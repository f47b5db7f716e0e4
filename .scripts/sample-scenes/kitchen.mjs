import { box, dice, ground, line, lit, oval, put, shadow, spot, times, turn, word } from './shapes.mjs';

const mug = (
  colour,
) => `${line('M690 400 C860 380 870 660 680 650', '#20242c', 58)}${line('M690 400 C860 380 870 660 680 650', colour, 46)}
${lit('M280 300 L300 760 Q490 830 680 760 L700 300 Z', colour)}${spot(490, 300, 210, 52, '#20242c')}${spot(490, 302, 192, 42, '#f7f3ea')}${spot(490, 318, 170, 28, '#5a3a22')}
${times(26, (i) => spot(320 + ((i * 131) % 340), 420 + ((i * 67) % 330), 3 + (i % 4), 3 + (i % 3), '#fff', 'opacity=".55"'))}`;

const blade = (
  x,
  length,
  width,
  handle,
) => `${lit(`M${x} 200 Q${x + width} 230 ${x + width} ${200 + length} L${x} ${200 + length} Z`, '#c3cad2', 'slant')}
${box(x - 6, 200 + length, width + 12, 26, 6, '#8f969f')}${box(x - 2, 226 + length, width + 4, 240, 18, handle, 'cyl')}${times(3, (i) => spot(x + width / 2, 270 + length + i * 75, 8, 8, '#d9dde2'))}`;

const jar = (
  x,
  y,
  h,
  fill,
) => `${lit(`M${x} ${y} q-16 20 -16 50 v${h} q0 30 30 30 h152 q30 0 30 -30 v-${h} q0 -30 -16 -50 Z`, '#dfeaf0')}
<rect x="${x - 6}" y="${y + 100}" width="192" height="${h - 30}" rx="18" fill="${fill}"/>${times(60, (i) => spot(x + 6 + ((i * 37) % 170), y + 112 + ((i * 71 + (i % 7) * 31) % (h - 55)), 7, 5, i % 2 ? '#fff' : '#3a2a1a', 'opacity=".28"'))}
${box(x - 8, y - 52, 196, 58, 10, '#9a6b3f')}${line(`M${x + 22} ${y + 40} v${h - 10}`, '#fff', 12, 'opacity=".7"')}`;

const leaf = dice(41);

/** Kitchen goods: the seller's own pictures. */
export const kitchen = {
  mug: `${shadow(500, 800, 270, 42)}${mug('#e8761f')}`,
  'mug-campfire': `${ground('dusk', '#26405c', '#d98b4a')}${lit('M0 560 L190 380 L330 520 L520 330 L760 560 L880 450 L1000 560 V1000 H0 Z', '#23303a', 'fall')}<rect y="700" width="1000" height="300" fill="#4a3826"/>
${times(40, (i) => spot(leaf() * 1000, 715 + leaf() * 280, 8 + leaf() * 26, 4 + leaf() * 8, i % 2 ? '#6b5134' : '#38291b'))}${spot(790, 690, 200, 170, 'url(#glow)')}
${times(4, (i) => turn(-30 + i * 20, 790, 760, box(690, 745, 200, 34, 14, '#5c3b22', 'cyl')))}${lit('M720 740 Q700 640 770 580 Q760 650 800 660 Q810 590 850 560 Q840 660 870 740 Z', '#ff9a2e', 'fall')}${shadow(310, 905, 190, 30, 0.5)}${put(60, 380, 0.68, mug('#e8761f'))}`,
  knives: `${shadow(500, 905, 330, 30)}${blade(190, 430, 96, '#2b2b30')}${blade(330, 400, 74, '#2b2b30')}${blade(455, 360, 60, '#2b2b30')}${blade(570, 300, 52, '#2b2b30')}${blade(680, 230, 42, '#2b2b30')}`,
  'cutting-boards': `${shadow(520, 860, 340, 40)}${turn(-9, 500, 500, box(230, 170, 430, 620, 40, '#7c4f2c', 'slant'))}${turn(3, 500, 500, box(300, 230, 420, 590, 40, '#b9854f', 'slant'))}${turn(14, 500, 500, box(370, 300, 380, 540, 40, '#dcb27a', 'slant'))}
${turn(14, 500, 500, `${times(15, (i) => line(`M${384 + i * 25} 320 q${i % 2 ? 10 : -12} 250 0 500`, '#a97b45', 3, 'opacity=".7"'))}${spot(560, 352, 30, 22, '#fff')}`)}`,
  jars: `${shadow(500, 850, 380, 36)}${jar(140, 330, 360, '#c98a3c')}${jar(410, 240, 460, '#7d9e56')}${jar(680, 380, 300, '#b5412f')}`,
  pan: `${shadow(430, 640, 340, 60)}${turn(-18, 430, 560, `${box(700, 520, 280, 64, 30, '#2c2d31', 'fall')}${spot(930, 552, 22, 14, '#fff')}`)}${oval(410, 560, 330, 210, '#26272b')}${oval(410, 545, 290, 172, '#3a3c42')}
${times(9, (i) => `<ellipse cx="410" cy="545" rx="${270 - i * 28}" ry="${160 - i * 17}" fill="none" stroke="#55585f" stroke-width="3" opacity=".6"/>`)}${spot(310, 470, 90, 26, '#fff', 'opacity=".18" filter="url(#haze)"')}`,
  'coffee-pods': `${shadow(500, 800, 350, 50)}${times(4, (i) =>
    put(
      70 + i * 215,
      330 + (i % 2) * 130,
      1,
      `${lit('M20 70 L50 330 Q110 350 170 330 L200 70 Z', ['#7a5a3a', '#5d7b6f', '#a14b36', '#3d4b63'][i])}${oval(110, 66, 106, 34, '#d5d9dd', 'slant')}${times(24, (k) => spot(70 + (k % 6) * 17, 150 + Math.floor(k / 6) * 38, 4, 6, '#1f1a16'))}`,
    ),
  )}`,
  spices: `${shadow(500, 880, 380, 34)}${times(3, (row) => `${box(110, 300 + row * 190, 780, 22, 6, '#7b5333')}${times(6, (i) => put(130 + i * 126, 150 + row * 190, 1, `${box(0, 40, 96, 112, 12, '#eef2f4', 'cyl')}<rect x="6" y="${70 - row * 4}" width="84" height="${78 + row * 4}" rx="8" fill="${['#b5542b', '#c7a23a', '#6d8243', '#8a2f26', '#5a4632', '#d0b088'][(i + row * 2) % 6]}"/>${box(6, 10, 84, 34, 8, '#33363c', 'cyl')}${box(20, 84, 56, 34, 4, '#fbf7ec')}`))}`)}${box(96, 130, 22, 770, 8, '#7b5333', 'cyl')}${box(882, 130, 22, 770, 8, '#7b5333', 'cyl')}`,
  peeler: `${shadow(520, 770, 260, 34)}${turn(28, 500, 500, `${box(455, 430, 90, 440, 44, '#2f7f6d', 'cyl')}${times(9, (i) => box(468, 520 + i * 34, 64, 12, 6, '#1f5b4e'))}${line('M380 200 Q380 430 500 440 Q620 430 620 200', '#aeb5bd', 34)}${line('M380 200 Q380 430 500 440 Q620 430 620 200', '#e9edf0', 10)}${box(366, 176, 268, 54, 10, '#ccd3d9', 'slant')}<rect x="392" y="196" width="216" height="10" fill="#3c4248"/>`)}`,
  opener: `${shadow(500, 800, 240, 34)}${turn(-20, 500, 500, `${box(430, 300, 140, 560, 60, '#8e1f2d', 'cyl')}${box(452, 120, 96, 220, 30, '#d3d8dd', 'cyl')}${spot(500, 190, 26, 40, '#5b636b')}${times(6, (i) => line(`M486 ${360 + i * 34} q14 16 28 0`, '#3c4248', 8))}${word(500, 740, 40, 'HILLMOOR', '#f3d9a4', 'transform="rotate(90 500 740)"')}`)}`,
  'opener-party': `${ground('room', '#f1dcc0', '#c98f5e')}${times(14, (i) => spot(40 + i * 72, 130 + (i % 3) * 40, 22, 22, i % 2 ? '#ffe6a3' : '#ffcf6b', 'opacity=".8" filter="url(#haze)"'))}<rect y="690" width="1000" height="310" fill="#7a4d2c"/>${times(12, (i) => line(`M0 ${706 + i * 26} q500 ${i % 2 ? 10 : -8} 1000 0`, '#5f3a20', 4, 'opacity=".7"'))}
${lit('M560 760 V430 Q560 380 600 350 V220 H680 V350 Q720 380 720 430 V760 Z', '#2f4a2a')}${box(575, 520, 130, 150, 6, '#efe4c6')}${lit('M790 480 q10 150 70 160 v120 h-50 v16 h140 v-16 h-50 v-120 q60 -10 70 -160 Z', '#e7eef2')}${spot(875, 540, 70, 44, '#8e1f2d')}${shadow(300, 850, 200, 30, 0.5)}${turn(64, 300, 780, `${box(250, 620, 100, 330, 44, '#8e1f2d', 'cyl')}${box(266, 500, 68, 140, 22, '#d3d8dd', 'cyl')}`)}`,
};
